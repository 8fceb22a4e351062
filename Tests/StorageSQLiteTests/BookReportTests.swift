import Foundation
import Testing

@testable import Engine
@testable import Matching
@testable import Records
@testable import Reports
@testable import StorageSQLite

/// Reports of a book on a real SQLite, against its entries added up in another way.
@Suite struct BookReportTests {
    private static func demo(days: Int) async throws -> BookFiles {
        let files = try BookFiles()
        try files.make()
        try await DemoMonth.fill(files.open(), days: days) { _, _ in }
        return files
    }

    @Test("the demonstration days reconcile but for what is planted, and pass the audit")
    func demonstration() async throws {
        let files = try await Self.demo(days: 3)
        #expect(try files.audit().findings == [])
        // The first two days have one oddity: an order that Alipay does not know.
        let early = try files.open().store.breaks(BreakFilter()).filter { $0.firstRun < 3 }
        #expect(early.map(\.entryClass.name) == ["missing_right"])
        #expect(early.allSatisfy { $0.leg == "orders-alipay" })
    }

    @Test("flows are the entries that count, added up")
    func flows() async throws {
        let files = try BookFiles()
        try files.make()
        typealias Row = BookFiles.Row
        try await files.take(
            try files.orders("a.csv", [Row("A1", "5.00"), Row("A2", "6.00", "pending")]),
            try files.orders(
                "b.csv", [Row("A1", "5.00"), Row("A2", "6.00", "paid"), Row("A3", "7.00")]))
        let all = Day("2026-01-01")!...Day("2026-12-31")!
        var sums: [EntryStatus: (count: Int, amount: Money)] = [:]
        for flow in try files.open().store.flows(all) {
            let sum = sums[flow.key.status] ?? (0, Money.zero(.cny))
            sums[flow.key.status] = (sum.count + flow.count, sum.amount + flow.amount)
        }
        // A2 was superseded: its pending state is taken off again.
        #expect(sums[.succeeded]?.count == 3)
        #expect(sums[.succeeded]?.amount.decimal == "18.00")
        #expect(sums[.pending]?.count == 0 && sums[.pending]?.amount.isZero == true)
        let none = try files.open().store.flows(Day("2025-01-01")!...Day("2025-12-31")!)
        #expect(none.isEmpty)
    }

    @Test("a month is the sum of its days, in every channel and currency")
    func monthOfDays() async throws {
        let files = try await Self.demo(days: 3)
        let book = try files.open()
        let last = try #require(try book.store.lastRun()).through
        let days = last.advanced(by: -2)...last
        let month = try ChannelLedger(book, days).figures()
        #expect(Set(month.map(\.channel)) == ["alipay", "wechat", "unionpay", "epay", "epusdt"])
        for own in month {
            let parts = try (0..<3).flatMap { index in
                let day = days.lowerBound.advanced(by: index)
                return try ChannelLedger(book, day...day).figures().filter {
                    $0.channel == own.channel && $0.currency == own.currency
                }
            }
            #expect(parts.reduce(0) { $0 + $1.payments.count } == own.payments.count)
            #expect(
                parts.reduce(Money.zero(own.currency)) { $0 + $1.net }.decimal
                    == own.net.decimal)
        }
        // What Alipay's bill says of itself: rows added up without the sums.
        let alipay = try #require(month.first { $0.channel == "alipay" })
        var received = Money.zero(.cny)
        var fees = Money.zero(.cny)
        for statement in try book.store.statements()
        where statement.source == "alipay" && statement.rows > 0 {
            let table = try book.store.table(
                of: statement.number, rows: Array(0..<statement.rows))
            for row in 0..<table.count {
                if table.kind[row] == .payment { received = received + table.gross(ofRow: row)! }
                if let fee = table.fee(ofRow: row) { fees = fees + fee }
            }
        }
        #expect(alipay.payments.amount.decimal == received.decimal)
        #expect(alipay.fees.decimal == fees.decimal)
    }

    @Test("the overview and the reports say the same of every channel, wallets included")
    func oneTruth() async throws {
        let files = try await Self.demo(days: 3)
        let book = try files.open()
        let last = try #require(try book.store.lastRun()).through
        let days = last.advanced(by: -2)...last
        let overview = try book.figures(days)
        let report = try ChannelLedger(book, days).figures()
        for own in report {
            let same = try #require(
                overview.sums.first { $0.leg == own.leg && $0.currency == own.currency })
            #expect(same.received.decimal == own.payments.amount.decimal, "\(own.leg)")
            #expect(same.payments == own.payments.count)
            #expect(same.refunded.decimal == (-own.refunds.amount).decimal)
        }
        // What came into a wallet stands on the chain as transfers.
        let wallet = try #require(
            report.first { $0.channel == "epusdt" && "\($0.currency)" == "USDT" })
        #expect(wallet.payments.count > 0 && wallet.payments.amount.units > 0)
    }

    @Test("every report is made, in every language, of as many cells as it has columns")
    func allKinds() async throws {
        let files = try await Self.demo(days: 2)
        let book = try files.open()
        for language in Language.allCases {
            let reports = try BookReports(book, language)
            for kind in BookReports.Kind.allCases {
                let report = try reports.make(kind, reports.usualDays(kind))
                #expect(!report.tables.isEmpty && !report.facts.isEmpty)
                #expect(report.tables.contains { !$0.rows.isEmpty }, "\(kind)")
            }
        }
    }

    @Test("a book without a run has no report")
    func noRun() throws {
        let files = try BookFiles()
        try files.make()
        #expect(throws: EngineError.self) { try BookReports(files.open(), .english) }
    }

    static let ages: [(Int, String)] = [
        (0, "0–1"), (1, "0–1"), (2, "2–3"), (7, "4–7"), (8, "8–30"), (30, "8–30"),
        (31, "31–90"), (91, "> 90"), (4_000, "> 90"),
    ]

    @Test("ages fall into buckets", arguments: ages)
    func buckets(days: Int, name: String) {
        #expect(BookReports.buckets[BookReports.bucket(ofAge: days)].name == name)
    }
}
