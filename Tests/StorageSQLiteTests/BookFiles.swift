import Foundation

@testable import Engine
@testable import Matching
@testable import Records
@testable import Reports
@testable import StorageSQLite

/// A book in a folder of its own, and the files that go into it.
final class BookFiles {
    let folder: String

    init() throws {
        folder =
            FileManager.default.temporaryDirectory
            .appending(path: "matchbook-book-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var book: String { folder + "/book" }

    /// 2026-06-02T00:00:00Z: no test looks at a clock.
    static let now = Instant(seconds: 1_780_358_400)

    func make(from day: String? = nil) throws {
        try BookDatabase.create(
            folder: book,
            settings: { key in
                BookSettings(
                    merchant: "main", zone: "Asia/Shanghai", createdAt: BookFiles.now,
                    startsOn: day.flatMap { Day($0) }, logKey: key)
            }, logName: "example.com/test", seed: Array(repeating: 7, count: 32))
    }

    func open(
        _ onStep: @escaping @Sendable (CommitStep, CommitStep.Moment) throws -> Void = { _, _ in }
    ) throws -> Book {
        try Book(
            BookDatabase(folder: book, writes: true, onStep: onStep), actor: "wang",
            now: BookFiles.now)
    }

    static func reading(_ files: BookFiles) throws -> Book {
        try Book(BookDatabase(folder: files.book, writes: false), actor: "wang", now: now)
    }

    @discardableResult
    func take(
        _ paths: String..., replaces: String? = nil, opening: Bool = false
    ) async throws -> [BookImport.Receipt] {
        let book = try open()
        var receipts: [BookImport.Receipt] = []
        for path in paths {
            receipts.append(
                try await BookImport(book).importFile(
                    path, BookImport.Terms(replaces: replaces, opening: opening)))
        }
        return receipts
    }

    /// What a run found, without the book: that would be held open.
    struct Outcome {
        var report: RunReport
        var unit: RunUnit
    }

    @discardableResult
    func run(_ day: String) async throws -> Outcome {
        let plan = try await BookRun(open(), through: Day(day)).plan()
        try plan.run.commit(plan)
        return Outcome(report: plan.report, unit: plan.unit)
    }

    /// "class reference amount" of what is open, sorted.
    func open(_ standing: BreakFilter.Standing) throws -> [String] {
        var filter = BreakFilter()
        filter.standing = standing
        return try open().store.breaks(filter).map {
            "\($0.entryClass.name) \($0.reference) \($0.amount.decimal)"
        }.sorted()
    }

    func audit() throws -> BookReport {
        try BookDatabase(folder: book, writes: false).audit()
    }

    @discardableResult
    func write(_ name: String, _ lines: [String]) throws -> String {
        let path = folder + "/" + name
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
        return path
    }

    /// Orders as the generic order list has them: number, amount, status, minute of the day.
    func orders(_ name: String, _ rows: [Row], day: String = "2026-06-01") throws -> String {
        try write(
            name,
            ["order_id,amount,currency,status,created_at,channel"]
                + rows.map { row in
                    "\(row.reference),\(row.amount),CNY,\(row.status),\(day) \(row.time),alipay"
                })
    }

    /// Payments as the generic payment list has them.
    func payments(_ name: String, _ rows: [Row], day: String = "2026-06-01") throws -> String {
        try write(
            name,
            ["transaction_id,order_id,amount,currency,status,paid_at"]
                + rows.map { row in
                    // A payment of another day is another payment.
                    "T\(day.suffix(2))\(row.reference),\(row.reference),\(row.amount),CNY,"
                        + "\(row.status),"
                        + "\(day) \(row.time)"
                })
    }

    struct Row {
        var reference: String
        var amount: String
        var status: String
        var time: String

        init(
            _ reference: String, _ amount: String, _ status: String = "paid",
            at time: String = "12:00:00"
        ) {
            self.reference = reference
            self.amount = amount
            self.status = status
            self.time = time
        }
    }
}
