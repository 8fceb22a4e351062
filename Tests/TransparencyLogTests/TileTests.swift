import Testing

@testable import TransparencyLog

@Suite struct TileTests {
    @Test(
        "paths are written and read as tlog-tiles says",
        arguments: [
            ("tile/0/x001/x234/067", TilePath(.hashes(level: 0), index: 1_234_067)),
            ("tile/0/000", TilePath(.hashes(level: 0), index: 0)),
            ("tile/3/999", TilePath(.hashes(level: 3), index: 999)),
            ("tile/1/x001/000.p/255", TilePath(.hashes(level: 1), index: 1000, width: 255)),
            ("tile/entries/000.p/1", TilePath(.entries, index: 0, width: 1)),
            ("tile/entries/x123/456", TilePath(.entries, index: 123_456)),
        ])
    func paths(text: String, path: TilePath) {
        #expect("\(path)" == text)
        #expect(TilePath(text) == path)
    }

    @Test(
        "another spelling is no path",
        arguments: [
            "", "tile", "tile/0", "tile/0/", "tile/0/0", "tile/0/0000", "tile/00/000",
            "tile/8/000", "tile/0/001/000", "tile/0/x001", "tile/0/x000/001", "tile/0/000.p",
            "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/1/2",
            "/tile/0/000", "tile/0/000/", "tile/-1/000", "tile/entry/000", "tile/0/00a",
            "tile/0/../000", "checkpoint", "tile/0/x001/x001/x001/x001/x001/x001/001",
        ])
    func noPaths(text: String) {
        #expect(TilePath(text) == nil)
    }

    @Test("a tree of 70,000 has the tiles of the specification's example")
    func example() {
        func widths(_ level: Int) -> [Int] {
            (0..<UInt64(300)).compactMap {
                TilePath.tile(.hashes(level: level), index: $0, size: 70_000)?.width
            }
        }
        #expect(TilePath.levels(size: 70_000) == 3)
        #expect(widths(0) == Array(repeating: 256, count: 273) + [112])
        #expect(widths(1) == [256, 17])
        #expect(widths(2) == [1])
        #expect(TilePath.levels(size: 256) == 2)
        #expect(TilePath.levels(size: 0) == 0)
    }

    @Test(
        "a log that stops and goes on publishes the same bytes", arguments: [0, 1, 255, 256, 700])
    func resumed(at stop: Int) throws {
        let whole = try SampleLog(size: 1000)
        var log = try SampleLog(size: stop)
        let head = try log.checkpoint()
        let files = log.files
        var builder = try LogBuilder(size: head.size, root: head.root) {
            path throws(LogError) in
            guard let bytes = files["\(path)"] else { throw .missing(path: "\(path)") }
            return bytes
        }
        #expect(builder.takeFiles().isEmpty)
        while builder.size < 1000 { try builder.append(SampleLog.leaf(Int(builder.size))) }
        try log.publish(&builder)
        for (path, bytes) in whole.files { #expect(log.files[path] == bytes, "\(path)") }
        #expect(try log.audit(since: head).verdict == .verified)
    }

    @Test("a log goes on from sound tiles only")
    func resumedFromDamage() throws {
        let log = try SampleLog(size: 300)
        let head = try log.checkpoint()
        for (path, place) in [("tile/entries/001.p/44", 9), ("tile/0/001.p/44", 40)] {
            var files = log.files
            files[path]?[place] ^= 1
            #expect(throws: LogError.self, "\(path)") {
                try LogBuilder(size: head.size, root: head.root) { path throws(LogError) in
                    guard let bytes = files["\(path)"] else { throw .missing(path: "\(path)") }
                    return bytes
                }
            }
        }
        #expect(throws: LogError.missing(path: "tile/0/001.p/44")) {
            try LogBuilder(size: head.size, root: head.root) { path throws(LogError) in
                throw .missing(path: "\(path)")
            }
        }
    }

    @Test("a leaf over 65,535 bytes is refused and changes nothing")
    func longLeaf() throws {
        var builder = LogBuilder()
        try builder.append(Array(repeating: 7, count: 65_535))
        let root = builder.root
        #expect(throws: LogError.tooLarge(part: .leaf, found: 65_536, limit: 65_535)) {
            try builder.append(Array(repeating: 7, count: 65_536))
        }
        #expect(builder.size == 1 && builder.root == root)
        #expect(builder.takeFiles().map(\.bytes.count).sorted() == [32, 65_537])
    }
}
