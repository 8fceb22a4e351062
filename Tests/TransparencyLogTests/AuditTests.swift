import Foundation
import Testing

@testable import TransparencyLog

@Suite struct AuditTests {
    /// 100 in CI, 1,000 in `make soak`.
    static let flips = Int(ProcessInfo.processInfo.environment["MATCHBOOK_FLIPS"] ?? "") ?? 100

    @Test("a sound log of any size is verified", arguments: [0, 1, 2, 255, 256, 257, 512, 777])
    func sound(size: Int) throws {
        let report = try SampleLog(size: size).audit()
        #expect(report.verdict == .verified, "\(report.findings)")
        #expect(report.leaves == UInt64(size) && report.strays.isEmpty)
    }

    @Test("three levels of tiles are verified, and a damage on each is named")
    func threeLevels() throws {
        var log = SampleLog.empty
        var builder = LogBuilder()
        for index in 0..<65_793 { try builder.append([UInt8(index & 0xFF)]) }
        try log.publish(&builder)
        #expect(try log.audit().verdict == .verified)
        let damages = [
            ("tile/2/000.p/1", 0, 2, 0), ("tile/1/000", 8191, 1, 255 * 256),
            ("tile/1/001.p/1", 3, 1, 65_536), ("tile/0/017", 33, 0, 17 * 256 + 1),
            ("tile/0/256", 0, 0, 65_536), ("tile/0/257.p/1", 31, 0, 65_792),
        ]
        for (path, place, _, _) in damages { log.files[path]?[place] ^= 0x80 }
        let report = try log.audit()
        var named: [String: [Int]] = [:]
        for case .tileHash(let path, let offset, let level, let first, _, _, 1) in report.findings {
            named[path] = [offset, level, Int(first)]
        }
        #expect(report.findings.count == damages.count && named.count == damages.count)
        for (path, place, level, first) in damages {
            #expect(named[path] == [place / 32 * 32, level, first], "\(path)")
        }
    }

    @Test("one flipped bit anywhere is found and named with its place")
    func flippedBits() throws {
        // Published three times: partial tiles of 100 and 300 stay beside the later ones.
        let log = try SampleLog(stops: [100, 300, 700])
        let sound = try log.audit()
        #expect(sound.verdict == .verified && sound.strays.isEmpty, "\(sound.findings)")
        let paths = log.files.keys.sorted()
        var random = Seeded(state: 20_261_121)
        for number in 0..<Self.flips {
            // Every file in turn, so that small ones are not forgotten.
            let path = paths[number % paths.count]
            var damaged = log
            let place = random.next(damaged.files[path]?.count ?? 0)
            damaged.files[path]?[place] ^= 1 << UInt8(random.next(8))
            let name = "\(path) byte \(place)"
            if path == LogFile.checkpoint {
                #expect(throws: LogError.self, "\(name)") { try damaged.audit() }
                continue
            }
            let report = try damaged.audit()
            #expect(report.verdict == .wrong, "\(name)")
            #expect(report.findings.flatMap(\.paths) == [path], "\(name): \(report.findings)")
            guard let finding = report.findings.first else { continue }
            check(finding, place, log, name)
        }
    }

    /// The finding's offset is where the byte is.
    private func check(_ finding: LogFinding, _ place: Int, _ log: SampleLog, _ name: String) {
        switch finding {
        case .tileHash(_, let offset, _, _, let found, let expected, let count):
            #expect(offset == place / 32 * 32 && count == 1 && found != expected, "\(name)")
        case .leaf(let path, let offset, let index, _, _, _):
            let bundle = EntryBundle(log.files[path] ?? [], width: TilePath(path)?.width ?? 0)
            let entry = bundle.offsets.lastIndex { $0 <= place }
            #expect(offset == bundle.offsets[entry ?? 0], "\(name)")
            #expect(index % 256 == UInt64(entry ?? -1), "\(name)")
        case .bundle(_, let offset, _):
            #expect(offset <= place, "\(name)")
        case .earlierPartial(_, let offset):
            #expect(offset == place, "\(name)")
        default: Issue.record("\(name): \(finding)")
        }
    }

    @Test("every missing file is named, and makes the log incomplete and not wrong")
    func missingFiles() throws {
        let log = try SampleLog(size: 700)
        for path in log.tilePaths() {
            var damaged = log
            damaged.files[path] = nil
            let report = try damaged.audit()
            #expect(report.findings == [.missing(path: path)])
            #expect(report.verdict == .incomplete)
        }
    }

    @Test("a checkpoint of more leaves than anybody has is incomplete, and the audit ends")
    func claimedSize() throws {
        var log = SampleLog.empty
        let claim = Checkpoint(origin: SampleLog.name, size: 1 << 24, root: .empty)
        log.files[LogFile.checkpoint] = try SampleLog.signer.sign(claim).bytes
        let report = try log.audit()
        #expect(report.verdict == .incomplete)
        #expect(report.findings.count == 1_000 && report.unlisted == 9_002)
    }

    @Test("a file that is too short or too long is named with both lengths")
    func lengths() throws {
        let log = try SampleLog(size: 700)
        for path in log.tilePaths() {
            for change in [-1, 1] {
                var damaged = log
                var bytes = log.files[path] ?? []
                if change < 0 { bytes.removeLast() } else { bytes.append(0) }
                damaged.files[path] = bytes
                let report = try damaged.audit()
                #expect(report.findings.flatMap(\.paths) == [path], "\(path)")
                #expect(report.verdict == .wrong)
            }
        }
    }

    @Test("a leaf that is changed together with its tile is contradicted by the tree above")
    func changedTogether() throws {
        var log = try SampleLog(size: 700)
        log.files["tile/entries/000"]?[5] ^= 1
        let bundle = EntryBundle(log.files["tile/entries/000"] ?? [], width: 256)
        log.files["tile/0/000"] = Tile.encode(bundle.entries.map { .leaf($0) })
        let report = try log.audit()
        guard case .subtree("tile/0/000", _, _) = report.findings.first,
            report.findings.count == 1
        else {
            Issue.record("\(report.findings)")
            return
        }
    }

    @Test("two damages in different files are both named")
    func twoDamages() throws {
        var log = try SampleLog(size: 700)
        log.files["tile/entries/000"]?[5] ^= 1
        log.files["tile/0/002.p/188"]?[64] ^= 1
        let report = try log.audit()
        #expect(
            Set(report.findings.flatMap(\.paths)) == ["tile/entries/000", "tile/0/002.p/188"])
    }

    @Test("a tree that was rewritten is not the one that was signed")
    func rewritten() throws {
        var log = try SampleLog(size: 300)
        let signed = log.files[LogFile.checkpoint]
        var builder = LogBuilder()
        for index in 0..<300 { try builder.append(SampleLog.leaf(index == 17 ? 18 : index)) }
        try log.publish(&builder)
        #expect(try log.audit().verdict == .verified)
        log.files[LogFile.checkpoint] = signed
        let report = try log.audit()
        guard case .root(let tiles?, let leaves?, let expected) = report.findings.first else {
            Issue.record("\(report.findings)")
            return
        }
        #expect(tiles == leaves && tiles != expected && report.verdict == .wrong)
    }

    @Test("the log's own past: a prefix holds, another past and a smaller log do not")
    func history() throws {
        let old = try SampleLog(size: 130).checkpoint()
        let log = try SampleLog(stops: [130, 400])
        #expect(try log.audit(since: old).verdict == .verified)
        #expect(try log.audit(since: log.checkpoint()).verdict == .verified)
        #expect(try log.audit(since: SampleLog(size: 0).checkpoint()).verdict == .verified)

        var builder = LogBuilder()
        for index in 0..<130 { try builder.append(SampleLog.leaf(index + 1)) }
        var other = SampleLog.empty
        try other.publish(&builder)
        let report = try log.audit(since: other.checkpoint())
        #expect(
            report.findings == [
                .history(size: 130, found: old.root, expected: builder.root)
            ])
        let shrunk = try SampleLog(size: 130).audit(since: log.checkpoint())
        #expect(shrunk.findings == [.shrunk(from: 400, to: 130)])
    }

    @Test("files that are not of the checkpoint's tree are listed and prove nothing")
    func strays() throws {
        var log = try SampleLog(size: 300)
        let later = try SampleLog(size: 600)
        for path in later.tilePaths() where log.files[path] == nil {
            log.files[path] = later.files[path]
        }
        log.files["tile/0/readme"] = [1]
        let report = try log.audit()
        #expect(report.verdict == .verified)
        #expect(
            report.strays == [
                "tile/0/001", "tile/0/002.p/88", "tile/0/readme", "tile/1/000.p/2",
                "tile/entries/001", "tile/entries/002.p/88",
            ])
    }
}

extension SampleLog {
    static var empty: SampleLog {
        var log = try! SampleLog(size: 0)
        log.files = [:]
        return log
    }
}
