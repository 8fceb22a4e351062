import Foundation
import Matching
import Records
import Reports
import Testing

@testable import Engine

@Suite struct RunTests {
    static let workbook: ResultFolder.Workbook = { report, _, path in
        try Data("\(report.breakCount) breaks".utf8).write(to: URL(filePath: path))
    }

    /// Two orders, one of them paid twice as much; one of a channel without any file.
    static let orders = """
        order_no,channel,created_at,paid_at,goods,amount,status,channel_trade_no,refund_amount,\
        refund_no
        A0001,alipay,2026-06-01 09:00:00,2026-06-01 09:01:00,card,10.00,completed,T1,0.00,
        A0002,支付宝,2026-06-01 10:00:00,2026-06-01 10:01:00,card,20.00,completed,T2,0.00,
        P0001,paypal,2026-06-01 11:00:00,2026-06-01 11:01:00,card,30.00,completed,T3,0.00,
        """
    static let payments = """
        payment_id,merchant_order_id,type,payer,amount,fee,currency,status,paid_at,channel
        T1,A0001,SALE,x,10.00,0.06,CNY,SUCCESS,2026-06-01 09:01:00,alipay
        T2,A0002,SALE,y,40.00,0.24,CNY,SUCCESS,2026-06-01 10:01:00,alipay
        """

    static func run(
        _ folder: TemporaryFolder, left: [String], right: [String], threads: Int = 1
    ) async throws -> Run.Result {
        var run = try await Run.prepare(
            left: left.map { folder.path + "/" + $0 }, right: right.map { folder.path + "/" + $0 },
            threads: threads, progress: .silent)
        run.threads = threads
        return try await run.execute()
    }

    /// `#expect(throws:)` takes no typed throws of an async call.
    static func expectFailure(_ work: () async throws -> Void) async {
        do {
            try await work()
            Issue.record("nothing was thrown")
        } catch {
            #expect(error is EngineError)
        }
    }

    @Test("orders of a channel without any file make the result incomplete")
    func unsourced() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("orders.csv", Self.orders)
            try folder.write("payments.csv", Self.payments)
            let report = try await Self.run(folder, left: ["orders.csv"], right: ["payments.csv"])
                .report
            #expect(report.legs.map(\.name) == ["orders-alipay"])
            #expect(report.verdict == .incomplete)
            #expect(report.reasons.first == .unsourcedOrders(channel: "paypal", count: 1))
            #expect(report.unsourced.map(\.entries.count) == [1])
            let found = try #require(report.legs.first?.outcome.breaks)
            #expect(found.map(\.entryClass) == [.amountMismatch])
            #expect(found.first?.amount.decimal == "20.00")
        }
    }

    @Test("the sides may be named either way round")
    func eitherSide() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("orders.csv", Self.orders)
            try folder.write("payments.csv", Self.payments)
            let one = try await Self.run(folder, left: ["orders.csv"], right: ["payments.csv"])
            let other = try await Self.run(folder, left: ["payments.csv"], right: ["orders.csv"])
            #expect(StatementJSON.bytes(one.report) == StatementJSON.bytes(other.report))
        }
    }

    @Test("a file that nobody knows is named and makes the result incomplete")
    func unknownFile() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("orders.csv", Self.orders)
            try folder.write("payments.csv", Self.payments)
            try folder.write("notes.txt", "nothing of use\nto anybody\n")
            let report = try await Self.run(
                folder, left: ["orders.csv"], right: ["payments.csv", "notes.txt"]
            ).report
            #expect(report.verdict == .incomplete)
            #expect(
                report.reasons.contains {
                    if case .quarantinedFile("notes.txt", _) = $0 { true } else { false }
                })
        }
    }

    @Test("equal bytes under two names are one file, and overlapping exports one set of entries")
    func overlaps() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("orders.csv", Self.orders)
            try folder.write("payments.csv", Self.payments)
            try folder.write("payments-copy.csv", Self.payments)
            let later =
                Self.payments
                + "\nT4,A0004,SALE,z,5.00,0.03,CNY,SUCCESS,2026-06-01 12:00:00,alipay\n"
            try folder.write("payments-later.csv", later)
            let report = try await Self.run(
                folder, left: ["orders.csv"],
                right: ["payments.csv", "payments-copy.csv", "payments-later.csv"]
            ).report
            let leg = try #require(report.legs.first)
            #expect(leg.outcome.right.count == 3)
            #expect(leg.outcome.breaks.map(\.entryClass).filter { $0 == .duplicate }.isEmpty)
            #expect(report.files.filter { $0.sameAs != nil }.count == 1)
        }
    }

    @Test("no byte depends on the order of files or the number of threads")
    func determinism() async throws {
        try await TemporaryFolder.with { folder in
            let names = try DemoDay.write(to: folder.path + "/in", seed: 7, orders: 150)
                .filter { !$0.hasSuffix(".yaml") }.map { "in/" + $0 }
            let orders = names.filter { $0.hasSuffix("orders.csv") && !$0.contains("epusdt") }
            let bills = names.filter { !orders.contains($0) }
            for (out, files, threads) in [("a", bills, 1), ("b", bills.reversed(), 4)] {
                let result = try await Self.run(
                    folder, left: orders, right: files, threads: threads)
                _ = try await ResultFolder(folder.path + "/" + out).write(
                    result, language: .english, threads: threads, workbook: Self.workbook)
            }
            for name in try #require(try SystemFile.names(in: folder.path + "/a")) {
                #expect(try folder.bytes("a/" + name) == folder.bytes("b/" + name), "\(name)")
            }
        }
    }

    @Test("the saved definition gives the shorthand's results byte for byte")
    func savedDefinition() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("orders.csv", Self.orders)
            try folder.write("payments.csv", Self.payments)
            var run = try await Run.prepare(
                left: [folder.path + "/orders.csv"], right: [folder.path + "/payments.csv"],
                threads: 1, progress: .silent)
            try run.saveDefinition(to: folder.path + "/saved.yaml")
            var saved = try Run.prepare(definitionFile: folder.path + "/saved.yaml")
            let results = [try await run.execute(), try await saved.execute()]
            for (result, out) in zip(results, ["a", "b"]) {
                _ = try await ResultFolder(folder.path + "/" + out).write(
                    result, language: .simplifiedChinese, workbook: Self.workbook)
            }
            for name in try #require(try SystemFile.names(in: folder.path + "/a")) {
                #expect(try folder.bytes("a/" + name) == folder.bytes("b/" + name), "\(name)")
            }
        }
    }

    @Test("a stored run repeats itself to the byte, and refuses inputs that changed")
    func storedRun() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("orders.csv", Self.orders)
            try folder.write("payments.csv", Self.payments)
            let result = try await Self.run(folder, left: ["orders.csv"], right: ["payments.csv"])
            let out = ResultFolder(folder.path + "/out")
            _ = try await out.write(result, language: .english, workbook: Self.workbook)
            let before = try folder.bytes("out/manifest.json")
            let again = try await StoredRun.open(out.path)
                .execute(threads: 2, keys: [:], progress: .silent)
            _ = try await out.write(
                again, language: .english, everything: true, workbook: Self.workbook)
            #expect(try folder.bytes("out/manifest.json") == before)
            try folder.write("payments.csv", Self.payments + "\n")
            let stored = try StoredRun.open(out.path)
            await Self.expectFailure {
                _ = try await stored.execute(threads: 1, keys: [:], progress: .silent)
            }
        }
    }

    @Test("a folder that is no earlier result is never written over")
    func folderInUse() throws {
        try TemporaryFolder.with { folder in
            try folder.write("mine.txt", "do not touch")
            #expect(throws: EngineError.folderInUse(path: folder.path)) {
                try ResultFolder(folder.path).checkIsFree()
            }
            #expect(throws: EngineError.noResult(path: folder.path)) {
                try StoredRun.open(folder.path)
            }
        }
    }
}
