import Foundation
import Matching
import Records
import Reports
import Statements
import Testing

@testable import Engine

/// The lane for large files gives what reading them whole gives, whatever stands in them.
struct BulkLaneTests {
    struct Case: Sendable, CustomStringConvertible {
        var seed: UInt64
        var threads = 1
        var blockBytes = 4096
        var memoryLimit = Run.usualMemoryLimit
        var oddRows = 25
        var lineEnd = "\n"
        var hasMark = false
        var description: String {
            "seed \(seed), \(threads) threads, blocks of \(blockBytes), memory \(memoryLimit)"
        }
    }

    static let cases: [Case] = [
        Case(seed: 1), Case(seed: 2, threads: 2), Case(seed: 3, threads: 7, blockBytes: 1024),
        Case(seed: 4, blockBytes: 777), Case(seed: 5, threads: 2, memoryLimit: 1),
        Case(seed: 6, threads: 7, blockBytes: 2048, memoryLimit: 1),
        Case(seed: 7, lineEnd: "\r\n", hasMark: true), Case(seed: 8, oddRows: 0),
        Case(seed: 9, threads: 2, blockBytes: 1 << 20), Case(seed: 10, blockBytes: 200),
        Case(seed: 11, threads: 2, blockBytes: 300, lineEnd: "\r\n"),
    ]

    @Test("the same report, problems and matches as reading whole", arguments: cases)
    func sameAsWhole(_ example: Case) async throws {
        try await TemporaryFolder.with { try await compare(example, in: $0) }
    }

    private func compare(_ example: Case, in folder: TemporaryFolder) async throws {
        var day = LargeDay(seed: example.seed, orders: 600, oddPerMille: example.oddRows)
        try day.write(to: folder, lineEnd: example.lineEnd, hasMark: example.hasMark)
        let whole = try await Self.run(folder, lane: .never, example)
        let lane = try await Self.run(
            folder, lane: .above(bytes: 0, pairs: 10, blockBytes: example.blockBytes), example)
        #expect(lane.report.legs[0].outcome.settledCount > 200)
        #expect(Self.statement(lane) == Self.statement(whole))
        #expect(Self.breaks(lane) == Self.breaks(whole))
        #expect(Self.problems(lane) == Self.problems(whole))
        #expect(Self.pairs(lane) == Self.pairs(whole))
        #expect(lane.report.entryCount == whole.report.entryCount)
        for input in lane.inputs {
            let file = BulkFile(input.path, blockBytes: example.blockBytes)
            #expect(file?.fingerprint() == input.sha256)
        }
        #expect(MatchRate(lane.report) == MatchRate(whole.report))
    }

    @Test("a file that is kept out is kept out whole")
    func quarantinedFile() async throws {
        try await TemporaryFolder.with { folder in
            var day = LargeDay(seed: 3, orders: 600, oddPerMille: 100, hasDamage: true)
            try day.write(to: folder, lineEnd: "\n", hasMark: false)
            let example = Case(seed: 3)
            let whole = try await Self.run(folder, lane: .never, example)
            let lane = try await Self.run(
                folder, lane: .above(bytes: 0, pairs: 10, blockBytes: 4096), example)
            #expect(whole.report.files.contains { $0.quarantine != nil })
            #expect(Self.statement(lane) == Self.statement(whole))
            #expect(Self.problems(lane) == Self.problems(whole))
        }
    }

    @Test("a plain row that is too long for the reader is too long for the lane")
    func longRow() async throws {
        try await TemporaryFolder.with { folder in
            var day = LargeDay(seed: 12, orders: 600, oddPerMille: 0)
            try day.write(to: folder, lineEnd: "\n", hasMark: false)
            let path = folder.path + "/orders.csv"
            var rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            let sku = String(repeating: "s", count: Limits().lineBytes)
            rows.insert(
                "LONG1,SALE,u1,1.00,CNY,PAID,2026-01-01 10:00:00,alipay,\(sku)", at: 300)
            try folder.write("orders.csv", rows.joined(separator: "\n"))
            let example = Case(seed: 12, blockBytes: BulkEntry.blockBytes)
            let whole = try await Self.run(folder, lane: .never, example)
            let lane = try await Self.run(
                folder, lane: .above(bytes: 0, pairs: 10, blockBytes: example.blockBytes), example)
            #expect(whole.report.problems.contains { $0.code == .limitExceeded })
            #expect(Self.statement(lane) == Self.statement(whole))
            #expect(Self.problems(lane) == Self.problems(whole))
        }
    }

    static let library = Result { try FormatLibrary.load() }

    static func run(
        _ folder: TemporaryFolder, lane: Run.Lane, _ example: Case
    ) async throws -> Run.Result {
        var run = Run(
            definition: try Run.definition(at: folder.path + "/job.yaml"), base: folder.path,
            library: try library.get())
        run.lane = lane
        run.threads = example.threads
        run.memoryLimit = example.memoryLimit
        return try await run.execute()
    }

    /// Without the names of the files' bytes: the lane makes a fingerprint instead.
    static func statement(_ result: Run.Result) -> String {
        var report = result.report
        for index in report.files.indices { report.files[index].sha256 = "" }
        return String(decoding: StatementJSON.bytes(report), as: UTF8.self)
    }

    static func breaks(_ result: Run.Result) -> String {
        text(BreakRows(result.report, .english))
    }

    static func problems(_ result: Run.Result) -> String {
        text(ProblemRows(result.report.problems))
    }

    private static func text(_ table: some CSVTable) -> String {
        var buffer = RowBuffer()
        for stretch in 0..<table.stretches { table.write(stretch: stretch, to: &buffer) }
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    /// Lines of both files of every match.
    static func pairs(_ result: Run.Result) -> [[UInt32]] {
        let leg = result.report.legs[0]
        let matches = leg.outcome.matches
        var pairs: [[UInt32]] = []
        for index in 0..<matches.count {
            let left = leg.outcome.left.position(Int(matches.left[index]), in: leg.inputs.left)
            let right = leg.outcome.right.position(Int(matches.right[index]), in: leg.inputs.right)
            pairs.append([
                leg.inputs.left[left.input].table.line[left.row],
                leg.inputs.right[right.input].table.line[right.row],
            ])
        }
        if let settled = leg.outcome.settled {
            for (index, line) in settled.rightLines.enumerated() where line > 0 {
                pairs.append([UInt32(settled.firstLeftLine + index), line])
            }
        }
        return pairs.sorted { $0.lexicographicallyPrecedes($1) }
    }
}
