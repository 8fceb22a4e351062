import Matching
import Records
import Statements

@testable import Reports

/// A small run with one of everything: a dropped order, a forged callback, a duplicate payment, a
/// doubled fee, a refund made by hand, money without an order, hostile text in a number and a memo.
enum SampleRun {
    static let zone = ZoneRules.china
    static let day = Day(year: 2026, month: 6, day: 1)!
    static let period = Period(
        start: zone.start(of: day), end: zone.start(of: day.advanced(by: 1)))
    static let hostile = "=HYPERLINK(\"x\")<script>alert(1)</script>"

    struct Row {
        var reference: String
        var trade = ""
        var refund = ""
        var kind: EntryKind
        var status = EntryStatus.succeeded
        var amount: Int128
        var fee = AmountColumn.absent
        var minute: Int64
        var memo = ""
        var channel = "alipay"
    }

    static func table(_ rows: [Row]) -> EntryTable {
        var table = EntryTable()
        for (index, row) in rows.enumerated() {
            var draft = EntryDraft()
            var hasher = Hasher128()
            hasher.combine(row.trade + row.reference + row.refund + row.kind.name)
            draft.identity = hasher.finalize()
            draft.kind = row.kind
            draft.status = row.status
            draft.gross = row.amount
            draft.fee = row.fee
            draft.orderReference = table.intern(row.reference.utf8)
            draft.channelReference = table.intern(row.trade.utf8)
            draft.refundReference = table.intern(row.refund.utf8)
            draft.memo = table.intern(row.memo.utf8)
            draft.channel = table.channel.code(for: row.channel)!
            draft.occurredAt = period.start.advanced(bySeconds: row.minute * 60).microseconds
            draft.line = UInt32(index + 2)
            precondition(table.append(draft) == nil)
        }
        return table
    }

    static let orders = table([
        Row(reference: "A1", kind: .order, amount: 990, minute: 480, memo: "月卡会员"),
        Row(reference: "A2", kind: .order, amount: 2800, minute: 500),
        Row(reference: "A3", kind: .order, status: .expired, amount: 2800, minute: 520),
        Row(reference: "A4", kind: .order, amount: 9800, minute: 540, memo: hostile),
        Row(reference: "A5", kind: .order, amount: 1000, minute: 560),
        Row(reference: "A6", kind: .order, amount: 9800, minute: 580),
        Row(reference: "A7", kind: .order, amount: 4550, minute: 600),
        Row(reference: "A8", kind: .order, amount: 2000, minute: 620),
        Row(reference: "A9", kind: .order, status: .pending, amount: 1500, minute: 640),
        Row(reference: "B1", kind: .order, amount: 2500, minute: 1439),
    ])

    static let bill = table([
        Row(reference: "A1", trade: "T001", kind: .payment, amount: 990, fee: -6, minute: 480),
        Row(reference: "A2", trade: "T002", kind: .payment, amount: 2800, fee: -17, minute: 500),
        Row(reference: "A3", trade: "T003", kind: .payment, amount: 2800, fee: -17, minute: 526),
        Row(reference: "A5", trade: "T005", kind: .payment, amount: 1000, fee: -6, minute: 560),
        Row(reference: "A5", trade: "T006", kind: .payment, amount: 1000, fee: -6, minute: 562),
        Row(reference: "A6", trade: "T007", kind: .payment, amount: 9800, fee: -118, minute: 580),
        Row(reference: "A7", trade: "T008", kind: .payment, amount: 1, fee: 0, minute: 600),
        Row(reference: "A8", trade: "T009", kind: .payment, amount: 2000, fee: -12, minute: 620),
        Row(
            reference: "A8", trade: "T009", refund: "R1", kind: .refund, amount: -2000,
            minute: 700),
        Row(
            reference: hostile, trade: "T010", kind: .payment, amount: 120_000, fee: -720,
            minute: 720, memo: "</td><img src=x onerror=alert(1)>"),
    ])

    static var definition: LegDefinition {
        var definition = LegDefinition(name: "orders-alipay", definition: "sample")
        definition.leftName = "orders"
        definition.rightName = "alipay"
        definition.period = period
        definition.passes = [Pass(name: "exact", method: .exact(.orderReference))]
        var schedule = FeeSchedule(channel: "alipay")
        schedule.rateMillionths = 6_000
        definition.feeSchedules = [schedule]
        return definition
    }

    static func decode(_ table: EntryTable, _ ref: TextRef) -> String { table.utf8Text(ref) }

    static let report: RunReport = {
        let inputs = LegInputs(
            left: [LegInput(source: "orders", table: orders)],
            right: [LegInput(source: "alipay-trade", table: bill)], links: [])
        let outcome = Matching.reconcile(definition, inputs)
        var report = RunReport(
            definition: RunReport.DefinitionIdentity(
                name: "sample", version: 1, digest: String(repeating: "ab", count: 32)),
            time: period.end, zone: zone, verdict: .breaks, text: decode)
        report.period = period
        report.legs = [
            RunReport.Leg(
                inputs: inputs, outcome: outcome, leftFiles: ["orders.csv"],
                rightFiles: ["bill.zip!明细.csv"], linkFiles: [])
        ]
        report.entries = [
            RunReport.EntrySource(source: "orders", file: "orders.csv", table: orders),
            RunReport.EntrySource(source: "alipay-trade", file: "bill.zip!明细.csv", table: bill),
        ]
        report.files = files
        report.balances = [
            RunReport.SourceBalance(
                source: "alipay-trade",
                opening: Money(units: 50_000, scale: 2, currency: .cny),
                movements: Money(units: 137_489, scale: 2, currency: .cny),
                closing: Money(units: 187_489, scale: 2, currency: .cny))
        ]
        report.problems = [
            Problem(
                file: "callbacks.txt", line: 7, column: "sign", code: .badSignature,
                found: "e10a…883e", reference: "A4", raw: "sign=<b>e10a</b>")
        ]
        report.reasons = [.breaks(count: outcome.breaks.count)]
        return report
    }()

    static let files: [FileSummary] = {
        var shop = FileSummary(
            name: "orders.csv", sha256: String(repeating: "1f", count: 32), byteCount: 812)
        shop.dialect = "shop-orders"
        shop.dialectTitle = ["zh-CN": "店铺订单", "zh-TW": "商店訂單", "en": "Shop orders"]
        shop.role = .orders
        shop.source = "orders"
        shop.rows = 10
        shop.entries = 10
        shop.encoding = .utf8
        var bill = FileSummary(
            name: "bill.zip!明细.csv", sha256: String(repeating: "2e", count: 32), byteCount: 1867)
        bill.dialect = "alipay-trade"
        bill.dialectTitle = ["zh-CN": "支付宝业务账单", "zh-TW": "支付寶交易帳單", "en": "Alipay trade bill"]
        bill.role = .channel
        bill.source = "alipay-trade"
        bill.account = Mask.account("2088101122136241")
        bill.period = period
        bill.encoding = .gb18030
        bill.rows = 10
        bill.entries = 10
        bill.nonEntries = ["comment": 5]
        bill.controlTotals = [
            .init(name: "count", stated: "10", computed: "10", holds: true),
            .init(name: "received", stated: "1209.91", computed: "1209.91", holds: true),
        ]
        return [bill, shop]
    }()
}
