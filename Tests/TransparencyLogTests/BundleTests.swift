import Testing

@testable import TransparencyLog

@Suite struct BundleTests {
    static let log = try! SampleLog(size: 300)

    @Test(
        "leaves are proven by a bundle, which comes back from its bytes",
        arguments: [[0], [299], [3, 9], [0, 17, 255, 256, 298]] as [[UInt64]])
    func proven(indexes: [UInt64]) throws {
        let bundle = try Self.log.bundle(indexes)
        let read = try ProofBundle(bundle.bytes)
        #expect(read == bundle)
        let checkpoint = try read.verify(SampleLog.key)
        #expect(checkpoint == (try Self.log.checkpoint()))
        #expect(read.leaves.map(\.index) == indexes)
        #expect(read.leaves.map(\.bytes) == indexes.map { SampleLog.leaf(Int($0)) })
    }

    @Test("a leaf that is text stands in the file as it is, any other in base 64")
    func readable() throws {
        var builder = LogBuilder()
        let leaves = [
            "{\"订单\":\"A-1\"}", " spaces ", "", "two\nlines", "\u{202E}reversed", "tab\t", "\u{7F}",
            "zero\u{200B}width",
        ]
        for leaf in leaves { try builder.append(Array(leaf.utf8)) }
        var log = SampleLog.empty
        try log.publish(&builder)
        let bundle = try ProofBundle(
            indexes: 0..<8, under: log.checkpoint(), nodes: log.nodes(8)
        ) { index throws(LogError) in Array(leaves[Int(index)].utf8) }
        _ = try ProofBundle(bundle.bytes).verify(SampleLog.key)
        let lines = String(decoding: bundle.bytes, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(
            lines.filter { $0.hasPrefix("text ") }
                == ["text {\"订单\":\"A-1\"}", "text  spaces ", "text "])
        #expect(lines.count { $0.hasPrefix("data ") } == 5)
    }

    @Test("any byte of a bundle changed, and it is refused")
    func flippedBits() throws {
        let sound = try Self.log.bundle([3, 256]).bytes
        var random = Seeded(state: 7)
        for place in sound.indices {
            var bytes = sound
            bytes[place] ^= 1 << UInt8(random.next(8))
            #expect(throws: LogError.self, "byte \(place)") {
                try ProofBundle(bytes).verify(SampleLog.key)
            }
        }
        for place in sound.indices {
            #expect(throws: LogError.self, "cut at \(place)") {
                try ProofBundle(Array(sound[..<place])).verify(SampleLog.key)
            }
        }
    }

    struct Edit: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var from: String
        var to: String
        var expected: LogError
    }

    @Test(
        "a broken bundle is refused by line or by leaf",
        arguments: [
            Edit(
                testDescription: "another format", from: "@v1", to: "@v3",
                expected: .line(
                    number: 1, found: "matchbook-proof-bundle@v3", expected: .bundleHeader)),
            Edit(
                testDescription: "no trees where there must be", from: "@v1", to: "@v2",
                expected: .line(number: 3, found: "", expected: .treeCount)),
            Edit(
                testDescription: "no leaves", from: "leaves 2", to: "leaves 0",
                expected: .line(number: 2, found: "leaves 0", expected: .leafCount)),
            Edit(
                testDescription: "too many leaves", from: "leaves 2", to: "leaves 10001",
                expected: .tooLarge(part: .bundleLeaves, found: 10_001, limit: 10_000)),
            Edit(
                testDescription: "fewer leaves than it says", from: "leaves 2", to: "leaves 3",
                expected: .line(number: 26, found: "log.example/shop", expected: .leafIndex)),
            Edit(
                testDescription: "leaves out of order", from: "index 3\n", to: "index 257\n",
                expected: .line(number: 16, found: "index 256", expected: .leafIndex)),
            Edit(
                testDescription: "an index in another spelling", from: "index 3\n",
                to: "index 03\n",
                expected: .line(number: 4, found: "index 03", expected: .leafIndex)),
            Edit(
                testDescription: "no data", from: "data bGVhZiAz", to: "date bGVhZiAz",
                expected: .line(number: 5, found: "date bGVhZiAzAwMD", expected: .leafData)),
            Edit(
                testDescription: "an index beyond the tree", from: "index 256\n",
                to: "index 300\n",
                expected: .leaf(index: 300, fault: .outsideTree(size: 300))),
        ])
    func broken(row: Edit) throws {
        let sound = String(decoding: try Self.log.bundle([3, 256]).bytes, as: UTF8.self)
        #expect(sound.contains(row.from))
        let text = sound.replacing(row.from, with: row.to)
        #expect(throws: row.expected) {
            try ProofBundle(Array(text.utf8)).verify(SampleLog.key)
        }
    }

    @Test("a changed leaf, index or path is a leaf whose proof leads elsewhere")
    func changedLeaf() throws {
        let bundle = try Self.log.bundle([3])
        let text = String(decoding: bundle.bytes, as: UTF8.self)
        for (from, to, index) in [
            ("data bGVhZiAz", "data bGVhZiA0", 3), ("index 3\n", "index 2\n", 2),
            (bundle.leaves[0].path[0].base64, TreeHash.empty.base64, 3),
        ] as [(String, String, UInt64)] {
            let changed = text.replacing(from, with: to)
            #expect(changed != text)
            do {
                _ = try ProofBundle(Array(changed.utf8)).verify(SampleLog.key)
                Issue.record("\(from) → \(to) is accepted")
            } catch .leaf(let found, .root(_, let expected)) {
                let root = try Self.log.checkpoint().root
                #expect(found == index && expected == root)
            }
        }
    }

    @Test("a signature that does not hold is named by its line in the bundle")
    func signatureLine() throws {
        let bundle = try Self.log.bundle([3])
        let text = String(decoding: bundle.bytes, as: UTF8.self)
        let changed = text.replacing("\n300\n", with: "\n301\n")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(throws: LogError.signature(key: SampleLog.key.title, line: lines.count - 1)) {
            try ProofBundle(Array(changed.utf8)).verify(SampleLog.key)
        }
    }

    @Test("one leaf is written as c2sp.org/tlog-proof@v1 too")
    func tlogProof() throws {
        let bundle = try Self.log.bundle([256])
        let lines = String(decoding: bundle.tlogProof(of: bundle.leaves[0]), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines[0] == "c2sp.org/tlog-proof@v1" && lines[1] == "index 256")
        #expect(lines[2...].prefix { !$0.isEmpty } == bundle.leaves[0].path.map(\.base64)[...])
        #expect(lines.contains(SampleLog.name) && lines.contains("300"))
    }
}
