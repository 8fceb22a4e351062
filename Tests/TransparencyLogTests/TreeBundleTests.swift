import Testing

@testable import TransparencyLog

/// Bundles with trees of their own, whose roots leaves of the log name.
@Suite struct TreeBundleTests {
    /// Items of a tree: text of lines, a line, bytes.
    static func item(_ index: Int) -> [UInt8] {
        switch index % 3 {
        case 0: Array("item \(index)\n\nprice 5.00\n".utf8)
        case 1: Array("item \(index)".utf8)
        default: [UInt8(index % 256), 0, 1]
        }
    }

    static func tree(_ size: Int, seed: Int) -> MerkleTree.Leaves {
        MerkleTree.Leaves((0..<size).map { .leaf(item($0 + seed)) })
    }

    static func named(_ size: Int, seed: Int) throws -> String {
        "{\"root\":\"\(ProofBundle.hex(try tree(size, seed: seed).root(size: UInt64(size))))\"}"
    }

    static let sizes = [(size: 7, seed: 0, rows: [0, 1, 6]), (size: 1, seed: 40, rows: [0])]

    static func bundle() throws -> ProofBundle {
        var builder = LogBuilder()
        for index in 0..<20 { try builder.append(SampleLog.leaf(index)) }
        for (size, seed, _) in sizes { try builder.append(Array(named(size, seed: seed).utf8)) }
        var log = SampleLog.empty
        try log.publish(&builder)
        var trees: [ProofBundle.Tree] = []
        for (place, (size, seed, rows)) in sizes.enumerated() {
            let nodes = tree(size, seed: seed)
            let leaves = try rows.map {
                ProofBundle.Leaf(
                    index: UInt64($0), bytes: item($0 + seed),
                    path: try nodes.inclusionProof(of: $0).path)
            }
            trees.append(
                ProofBundle.Tree(
                    root: try nodes.root(size: UInt64(size)), namedBy: UInt64(20 + place),
                    size: UInt64(size), leaves: leaves))
        }
        let made = try sizes.map { try named($0.size, seed: $0.seed) }
        return try ProofBundle(
            indexes: [3, 20, 21], trees: trees.reversed(), under: log.checkpoint(),
            nodes: log.nodes(22)
        ) { index throws(LogError) in
            index < 20 ? SampleLog.leaf(Int(index)) : Array(made[Int(index) - 20].utf8)
        }
    }

    @Test("items are proven through the leaf that names their root, and read as they are")
    func proven() throws {
        let bundle = try Self.bundle()
        let read = try ProofBundle(bundle.bytes)
        #expect(read == bundle)
        #expect(try read.verify(SampleLog.key).size == 22)
        #expect(read.trees.map(\.namedBy) == [20, 21])
        #expect(
            read.trees.flatMap { $0.leaves.map(\.bytes) }
                == [Self.item(0), Self.item(1), Self.item(6), Self.item(40)])
        let text = String(decoding: bundle.bytes, as: UTF8.self)
        #expect(text.hasPrefix("matchbook-proof-bundle@v2\nleaves 3\ntrees 2\n\nindex 3\n"))
        #expect(text.contains("\nlines 3\nitem 0\n\nprice 5.00\n"))
    }

    @Test("any byte changed, and it is refused")
    func flipped() throws {
        let sound = try Self.bundle().bytes
        var random = Seeded(state: 7)
        for place in sound.indices {
            var bytes = sound
            bytes[place] ^= 1 << UInt8(random.next(8))
            #expect(throws: LogError.self, "byte \(place)") {
                try ProofBundle(bytes).verify(SampleLog.key)
            }
            #expect(throws: LogError.self, "cut at \(place)") {
                try ProofBundle(Array(sound[..<place])).verify(SampleLog.key)
            }
        }
    }

    /// Texts that are well-formed and prove nothing: from → to.
    static var forgeries: [(String, String)] {
        [
            ("named-by 20\nsize 7", "named-by 3\nsize 7"),
            ("named-by 20\nsize 7", "named-by 19\nsize 7"),
            ("size 7", "size 8"), ("price 5.00", "price 5.01"), ("index 6", "index 5"),
            ("lines 3\nitem 0\n\nprice 5.00", "lines 1\nitem 0"),
        ]
    }

    @Test("what is well-formed and proves nothing is refused", arguments: forgeries)
    func forged(_ from: String, _ to: String) throws {
        let text = String(decoding: try Self.bundle().bytes, as: UTF8.self)
        #expect(text.contains(from))
        #expect(throws: LogError.self) {
            try ProofBundle(Array(text.replacing(from, with: to).utf8)).verify(SampleLog.key)
        }
    }

    @Test("a root is named only where no other digit stands beside it")
    func names() {
        let root = TreeHash.leaf([1])
        let digits = ProofBundle.hex(root)
        for (text, isNamed) in [
            (digits, true), ("\"\(digits)\"", true), ("a" + digits, false),
            (digits + "F", false), (digits.uppercased(), false), (String(digits.dropLast()), false),
            ("\(digits)0 \(digits)", true), ("", false),
        ] {
            #expect(ProofBundle.names(Array(text.utf8), root) == isNamed, "\(text)")
        }
    }
}
