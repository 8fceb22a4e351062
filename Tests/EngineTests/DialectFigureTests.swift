import Foundation
import Records
import Statements
import Testing

@testable import Engine

@Suite("The published figures of the samples, and what single layouts mean")
struct DialectFigureTests {
    private func statement(_ name: String) throws -> Statement? {
        guard let file = DialectCorpusTests.files.first(where: { $0.name == name }) else {
            return nil
        }
        return try Corpus.read(file).first
    }

    /// The sum of a column over the entries of some kinds.
    private func sum(
        _ statement: Statement, _ amount: (EntryTable, Int) -> Money?,
        _ kinds: Set<EntryKind>? = nil
    ) -> String {
        var total: Money?
        let table = statement.table
        for row in 0..<table.count where kinds?.contains(table.kind[row]) ?? true {
            guard let money = amount(table, row) else { continue }
            total = total.map { $0 + money } ?? money
        }
        return total?.decimal ?? "–"
    }

    private func gross(_ table: EntryTable, _ row: Int) -> Money? { table.gross(ofRow: row) }
    private func discount(_ table: EntryTable, _ row: Int) -> Money? { table.discount(ofRow: row) }
    private func fee(_ table: EntryTable, _ row: Int) -> Money? { table.fee(ofRow: row) }
    private func net(_ table: EntryTable, _ row: Int) -> Money? { table.net(ofRow: row) }

    @Test("UnionPay: 1,207 rows, amount + fee = net on every row")
    func unionPay() throws {
        guard let bill = try statement("unionpay/INN17071888ZM_898319849000018") else { return }
        #expect(bill.table.count == 1207)
        #expect(sum(bill, gross) == "47275463.94")
        #expect(sum(bill, fee) == "-289.68")
        #expect(sum(bill, net) == "47275174.26")
        #expect(sum(bill) { table, row in table.settled(ofRow: row) } == "47275174.26")
        #expect(bill.problems.isEmpty)
        for row in 0..<bill.table.count {
            #expect(bill.table.net(ofRow: row)?.decimal == bill.table.settled(ofRow: row)?.decimal)
        }
        let times = (0..<bill.table.count).compactMap { bill.table.occurred(ofRow: $0) }
        #expect(times.min()?.rfc3339(in: .china) == "2017-07-17T23:02:01+08:00")
        #expect(times.max()?.rfc3339(in: .china) == "2017-07-18T23:01:56+08:00")
    }

    @Test("Alipay's day: 16 rows, 376.11 received, fee −2.85; the fund bill closes at 873.26")
    func alipay() throws {
        guard let trade = try statement("synthetic/alipay_trade_20260601_detail.gbk.csv"),
            let fund = try statement("synthetic/alipay_signcustomer_20260601.gbk.csv")
        else { return }
        #expect(trade.table.count == 16)
        #expect(sum(trade, gross) == "376.11")
        #expect(sum(trade, fee) == "-2.85")
        #expect(fund.openingBalance?.decimal == "1000.00")
        #expect(fund.closingBalance?.decimal == "873.26")
    }

    @Test(
        "WeChat's day: orders 396.10, settled 386.10, refunds 28.00, fee 2.19; it closes at 2355.91"
    )
    func weChat() throws {
        guard let all = try statement("synthetic/wechat_ALL_20260601.csv"),
            let fund = try statement("synthetic/wechat_fundflow_BASIC_20260601.csv")
        else { return }
        #expect(all.table.count == 13)
        #expect(sum(all, gross, [.payment]) == "396.10")
        #expect(sum(all, discount, [.payment]) == "10.00")
        #expect(sum(all, gross, [.refund]) == "-28.00")
        #expect(sum(all, fee) == "-2.19")
        #expect(sum(all, fee, [.refund]) == "0.17")
        #expect(all.columnSums["手续费"] == "2.19")
        #expect(fund.openingBalance?.decimal == "2000.00")
        #expect(fund.closingBalance?.decimal == "2355.91")
    }

    @Test("the shop's orders: 36 orders and the two refunds they name")
    func localOrders() throws {
        guard let orders = try statement("synthetic/local_orders_20260601.csv") else { return }
        let kinds = orders.table.kind
        #expect(kinds.filter { $0 == .order }.count == 36)
        #expect(kinds.filter { $0 == .refund }.count == 2)
        #expect(sum(orders, gross, [.refund]) == "-56.00")
        #expect(orders.problems.isEmpty)
    }

    @Test("one trade in the ALL, SUCCESS and REFUND bills is one entry")
    func oneIdentity() throws {
        func identities(_ name: String, _ kind: EntryKind) throws -> Set<Hash128> {
            let table = try #require(try statement(name)).table
            return Set(
                (0..<table.count).filter { table.kind[$0] == kind }.map { table.identity[$0] })
        }
        let all = "wechat-all/day.csv"
        #expect(try identities(all, .payment) == identities("wechat-success/day.csv", .payment))
        #expect(try identities(all, .refund) == identities("wechat-refund/day.csv", .refund))
        #expect(try identities(all, .payment) == identities("wechat-v2/day.csv", .payment))
        #expect(try identities(all, .payment).count == 3)
    }

    @Test("equal rows without a number of their own stay two entries")
    func equalRows() throws {
        let ledger = try #require(try statement("pdd-fund/month.csv"))
        #expect(Set(ledger.table.identity).count == ledger.table.count)
        let chain = try #require(try statement("trongrid-trc20/transfers.json"))
        #expect(Set(chain.table.identity).count == chain.table.count)
    }

    @Test("delivered with an apology or with nothing is told from delivered")
    func delivery() throws {
        let acg = try #require(try statement("acg-faka-orders/orders.csv")).table
        #expect((0..<3).map { acg.delivery[$0] } == [.delivered, .deliveredEmpty, .pending])
        let dujiaoka = try #require(try statement("dujiaoka-orders/orders.csv")).table
        #expect((0..<3).map { dujiaoka.delivery[$0] } == [.delivered, .pending, .deliveredEmpty])
        let orders = try #require(try statement("generic-orders/bench.csv")).table
        #expect(orders.delivery[0] == .unknown)
    }

    @Test("the card text of an order is kept nowhere in the table")
    func secrets() throws {
        for name in [
            "acg-faka-orders/orders.csv", "dujiaoka-orders/orders.csv", "zfaka-orders/orders.csv",
        ] {
            let table = try #require(try statement(name)).table
            #expect(!String(decoding: table.heap, as: UTF8.self).contains("CARD-0001"))
            for row in 0..<table.count {
                let texts = [
                    table.memo[row], table.counterparty[row], table.orderReference[row],
                    table.channelReference[row],
                ]
                #expect(!texts.contains { Statements.text($0, in: table).contains("CARD-") })
            }
        }
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let file: String
        let row: Int
        let kind: EntryKind
        let status: EntryStatus
        let gross: String
        let at: String
        var testDescription: String { "\(file) #\(row)" }
    }

    @Test(
        "kind, status, sign and time of chosen rows",
        arguments: [
            Row(
                file: "wechat-all/day.csv", row: 2, kind: .refund, status: .succeeded,
                gross: "-28.00 CNY", at: "2026-06-01T11:00:01+08:00"),
            Row(
                file: "epay-orders/orders.json", row: 2, kind: .payment, status: .pending,
                gross: "45.50 CNY", at: "2026-06-01T13:00:00+08:00"),
            Row(
                file: "unionpay-zm/INN26060188ZM_898000000000001", row: 2, kind: .refund,
                status: .succeeded, gross: "-9.90 CNY", at: "2026-06-01T13:00:00+08:00"),
            Row(
                file: "unionpay-zme/INN26060188ZME_898000000000001", row: 0, kind: .chargeback,
                status: .succeeded, gross: "-9.90 CNY", at: "2026-06-01T15:00:00+08:00"),
            Row(
                file: "bank-cmb-credit/month.csv", row: 0, kind: .transfer, status: .succeeded,
                gross: "1.23 CNY", at: "2025-12-29T00:00:00+08:00"),
            Row(
                file: "bank-abc-debit/month.csv", row: 2, kind: .transfer, status: .succeeded,
                gross: "-990.00 CNY", at: "2026-06-03T00:00:00+08:00"),
            Row(
                file: "bank-boc-credit/month.csv", row: 2, kind: .transfer, status: .succeeded,
                gross: "-12.34 USD", at: "2026-06-04T00:00:00+08:00"),
            Row(
                file: "bank-hsbc-hk/month.csv", row: 0, kind: .transfer, status: .succeeded,
                gross: "-1.00 HKD", at: "2026-06-02T00:00:00+08:00"),
            Row(
                file: "jd-wallet-settlement/book.xlsx", row: 2, kind: .refund, status: .succeeded,
                gross: "-30.00 CNY", at: "2026-06-01T10:00:00+08:00"),
            Row(
                file: "jd-personal/month.csv", row: 1, kind: .payment, status: .succeeded,
                gross: "-131.77 CNY", at: "2026-06-01T13:27:56+08:00"),
            Row(
                file: "zfaka-orders/orders.csv", row: 0, kind: .order, status: .succeeded,
                gross: "9.90 CNY", at: "2026-06-01T09:00:40+08:00"),
            Row(
                file: "card-system-orders/orders.csv", row: 2, kind: .refund, status: .succeeded,
                gross: "-9.90 CNY", at: "2026-06-01T12:00:00+08:00"),
            Row(
                file: "trongrid-trc20/transfers.json", row: 3, kind: .transfer, status: .succeeded,
                gross: "-5.000001 USDT", at: "2026-06-01T12:00:02+08:00"),
            Row(
                file: "etherscan-native/export.csv", row: 1, kind: .transfer, status: .succeeded,
                gross: "-0.05 ETH", at: "2026-06-01T08:00:01+08:00"),
            Row(
                file: "generic-payments/payments.csv", row: 1, kind: .refund, status: .succeeded,
                gross: "-4.95 CNY", at: "2026-06-01T10:00:40+08:00"),
            Row(
                file: "generic-orders/chinese.tsv", row: 2, kind: .refund, status: .succeeded,
                gross: "-28.00 CNY", at: "2026-06-01T10:01:00+08:00"),
        ])
    func rows(_ expected: Row) throws {
        let table = try #require(try statement(expected.file)).table
        #expect(table.kind[expected.row] == expected.kind)
        #expect(table.status[expected.row] == expected.status)
        #expect(table.gross(ofRow: expected.row)?.description == expected.gross)
        #expect(table.occurred(ofRow: expected.row)?.rfc3339(in: .china) == expected.at)
    }

    @Test("the fee of a Huobi trade keeps its own currency")
    func feeCurrency() throws {
        let table = try #require(try statement("huobi/trades.csv")).table
        #expect(table.fee(ofRow: 0)?.description == "-0.0107676 USDT")
        #expect(table.fee(ofRow: 1)?.description == "-0.00002 ETH")
        #expect(table.net(ofRow: 1)?.decimal == "-12.00")
    }

    /// The number says how many last lines may go without anything being missed: the export time.
    @Test(
        "a bill that lost its last lines is refused",
        arguments: [
            ("alipay-trade/day.csv", 1), ("alipay-fund/day12.csv", 1), ("wechat-all/day.csv", 0),
            ("wechat-success/day.csv", 0), ("wechat-refund/day.csv", 0), ("wechat-v2/day.csv", 0),
            ("wechat-fund/day.csv", 0), ("pdd-fund/month.csv", 2),
        ])
    func cutOff(_ name: String, _ spare: Int) throws {
        let file = try #require(Corpus.fixtures.first { $0.name == name })
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: file.path)))
        var lines = bytes.split(separator: 0x0A)
        lines.removeLast(spare)
        #expect(Corpus.read(RawFile(name: "whole.csv", bytes: joined(lines))).quarantine == nil)
        while lines.count > 1 {
            lines.removeLast()
            let statement = Corpus.read(RawFile(name: "cut.csv", bytes: joined(lines)))
            #expect(statement.quarantine != nil, "\(lines.count) lines")
        }
    }

    private func joined(_ lines: [ArraySlice<UInt8>]) -> [UInt8] {
        Array(lines.map { $0 + [0x0A] }.joined())
    }
}
