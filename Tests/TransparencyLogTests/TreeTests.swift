import Testing

@testable import TransparencyLog

@Suite struct TreeTests {
    /// The leaves that the reference implementations of RFC 6962 are tested with, and the root of
    /// the tree of the first n of them.
    static let leaves = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]
    static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test("the published vectors of RFC 6962")
    func vectors() throws {
        // RFC 6962, 2.1: the hash of an empty list is the hash of an empty string.
        #expect(
            hex(LogBuilder().root.bytes)
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        var builder = LogBuilder()
        for (leaf, root) in zip(Self.leaves, Self.roots) {
            try builder.append(unhex(leaf))
            #expect(hex(builder.root.bytes) == root)
        }
        let hashes = Self.leaves.map { TreeHash.leaf(unhex($0)) }
        #expect(hex(TreeHash.root(of: hashes).bytes) == Self.roots[7])
    }

    /// Nodes by their definition, from the leaves.
    struct Leaves: NodeSource {
        /// By level: the complete subtrees.
        var levels: [[TreeHash]]

        init(hashes: [TreeHash]) {
            levels = [hashes]
            while let row = levels.last, row.count > 1 {
                levels.append(
                    (0..<row.count / 2).map { TreeHash.node(row[2 * $0], row[2 * $0 + 1]) })
            }
        }

        var hashes: [TreeHash] { levels[0] }

        func node(level: Int, index: UInt64) -> TreeHash { levels[level][Int(index)] }
    }

    static let sizes = 130
    static let sample = Leaves(hashes: (0..<sizes).map { .leaf(SampleLog.leaf($0)) })

    @Test("every leaf of every tree to size 130 has a proof that holds, and no other does")
    func inclusion() throws {
        for size in 1...UInt64(Self.sizes) {
            let root = try Self.sample.root(size: size)
            for index in 0..<size {
                let proof = try Self.sample.inclusionProof(of: index, in: size)
                let leaf = Self.sample.hashes[Int(index)]
                try proof.verify(leaf, root: root)
                // One falsehood of each, in turn.
                var (wrong, wrongLeaf) = (proof, leaf)
                switch (index + size) % 5 {
                case 0: wrongLeaf = .node(leaf, leaf)
                case 1: wrong = InclusionProof(index: index ^ 1, size: size, path: proof.path)
                case 2:
                    wrong = InclusionProof(index: index, size: size, path: proof.path + [root])
                case 3 where !proof.path.isEmpty:
                    wrong = InclusionProof(
                        index: index, size: size, path: Array(proof.path.dropLast()))
                default:
                    let path = [root] + proof.path.dropFirst()
                    wrong = InclusionProof(index: index, size: size, path: path)
                }
                #expect(throws: LogError.self, "\(index) of \(size)") {
                    try wrong.verify(wrongLeaf, root: root)
                }
            }
        }
    }

    @Test("every tree to size 130 is consistent with every older one, and with no other")
    func consistency() throws {
        let roots = try (0...UInt64(Self.sizes)).map { try Self.sample.root(size: $0) }
        for size in 0...Self.sizes {
            for older in 0...size {
                let proof = try Self.sample.consistencyProof(
                    from: UInt64(older), to: UInt64(size))
                try proof.verify(olderRoot: roots[older], root: roots[size])
                let other = TreeHash.node(roots[older], roots[size])
                var (wrong, olderRoot, root) = (proof, roots[older], roots[size])
                switch (older + size) % 4 {
                case 0: olderRoot = other
                // Nothing is claimed of the newer root where the older tree is empty.
                case 1 where older > 0: root = other
                case 2 where !proof.path.isEmpty:
                    var path = proof.path
                    path[older % path.count] = other
                    wrong = ConsistencyProof(older: proof.older, size: proof.size, path: path)
                default:
                    wrong = ConsistencyProof(
                        older: proof.older, size: proof.size, path: proof.path + [other])
                }
                #expect(throws: LogError.self, "\(older) of \(size)") {
                    try wrong.verify(olderRoot: olderRoot, root: root)
                }
            }
        }
    }

    @Test("a leaf or an older tree outside of the tree is refused by name")
    func outside() {
        #expect(throws: LogError.outsideTree(index: 5, size: 5)) {
            try Self.sample.inclusionProof(of: 5, in: 5)
        }
        #expect(throws: LogError.outsideTree(index: 6, size: 5)) {
            try Self.sample.consistencyProof(from: 6, to: 5)
        }
        #expect(throws: LogError.outsideTree(index: 7, size: 5)) {
            try InclusionProof(index: 7, size: 5, path: []).verify(.empty, root: .empty)
        }
        #expect(throws: LogError.pathLength(found: 0, expected: 3)) {
            try InclusionProof(index: 3, size: 5, path: []).verify(.empty, root: .empty)
        }
    }

    @Test("tiles give the same roots and proofs as the leaves themselves")
    func fromTiles() throws {
        for size: UInt64 in [1, 130, 255, 256, 257, 600] {
            let log = try SampleLog(size: Int(size))
            let leaves = Leaves(hashes: (0..<Int(size)).map { .leaf(SampleLog.leaf($0)) })
            let nodes = log.nodes(size)
            #expect(try nodes.root(size: size) == leaves.root(size: size))
            for index in stride(from: 0, to: size, by: 37) {
                #expect(
                    try nodes.inclusionProof(of: index, in: size)
                        == leaves.inclusionProof(of: index, in: size))
                #expect(
                    try nodes.consistencyProof(from: index, to: size)
                        == leaves.consistencyProof(from: index, to: size))
            }
        }
    }
}
