import Records

@testable import Matching

/// A leg told in words: rows in, classes and breaks out.
struct LegBuilder {
    struct Row {
        var reference = ""
        var amount: Int64 = 0
        var at: Int64 = 0
        var kind = EntryKind.payment
        var status = EntryStatus.succeeded
        var currency = Currency.cny
        var trade = ""
        var refund = ""
        var chain = ""
        var fee: Int64?
        var rate: Int32 = -1
        var asked: (units: Int64, currency: Currency)?
        var discount: Int64?
        var created: Int64?
        var expires: Int64?
        var delivered: Int64?
        var delivery = DeliveryStatus.unknown
        var balance: Int64?
        var payer = ""
        var batch = ""
        var bank = ""
        var memo = ""
        var tag: UInt64 = 0
    }

    static func table(_ rows: [Row], channel: String = "alipay", scale: Int = 2) -> EntryTable {
        var table = EntryTable(scale: scale)
        for (line, row) in rows.enumerated() {
            var draft = EntryDraft()
            draft.kind = row.kind
            draft.status = row.status
            draft.currency = row.currency
            draft.gross = Int128(row.amount)
            draft.fee = row.fee.map { Int128($0) } ?? AmountColumn.absent
            draft.discount = row.discount.map { Int128($0) } ?? AmountColumn.absent
            draft.statedFeeRate = row.rate
            if let asked = row.asked {
                draft.asked = Int128(asked.units)
                draft.askedCurrency = asked.currency
            }
            draft.orderReference = table.intern(row.reference.utf8)
            draft.channelReference = table.intern(row.trade.utf8)
            draft.refundReference = table.intern(row.refund.utf8)
            draft.chainReference = table.intern(row.chain.utf8)
            draft.batchReference = table.intern(row.batch.utf8)
            draft.bankReference = table.intern(row.bank.utf8)
            draft.counterparty = table.intern(row.payer.utf8)
            draft.memo = table.intern(row.memo.utf8)
            draft.occurredAt = row.at * Instant.microsecondsPerSecond
            draft.createdAt = row.created.map { $0 * 1_000_000 } ?? EntryTable.noTime
            draft.expiresAt = row.expires.map { $0 * 1_000_000 } ?? EntryTable.noTime
            draft.deliveredAt = row.delivered.map { $0 * 1_000_000 } ?? EntryTable.noTime
            draft.delivery = row.delivery
            draft.channel = table.channel.code(for: channel)!
            draft.line = UInt32(line + 1)
            var hasher = Hasher128(seed: row.tag)
            for word in [row.reference, row.trade, row.refund, row.chain, row.kind.name] {
                hasher.combine(word)
            }
            hasher.combine(word: UInt64(bitPattern: row.at))
            draft.identity = hasher.finalize()
            precondition(table.append(draft) == nil)
        }
        return table
    }

    /// 2026-06-01 00:00 +08:00, so that `at` may be written as seconds of that day.
    static let midnight: Int64 = 1_780_243_200
    static let day = Period(
        start: Instant(seconds: midnight), end: Instant(seconds: midnight + 86_400))

    var definition = LegDefinition(name: "orders-alipay", definition: "test")
    var left: [Row] = []
    var right: [Row] = []
    var links: [Row] = []
    var scale = 2

    init() {
        definition.passes = [
            Pass(name: "exact", method: .exact(.orderReference)),
            Pass(name: "exact through links", method: .exact(LegBuilder.throughLinks)),
        ]
        definition.period = LegBuilder.day
    }

    static var throughLinks: KeyRule {
        var rule = KeyRule.orderReference
        rule.throughLinks = true
        return rule
    }

    static func at(_ hour: Int64, _ minute: Int64 = 0, _ second: Int64 = 0) -> Int64 {
        midnight + hour * 3600 + minute * 60 + second
    }

    func inputs() -> LegInputs {
        LegInputs(
            left: [LegInput(source: "orders", table: LegBuilder.table(left, scale: scale))],
            right: [LegInput(source: "bill", table: LegBuilder.table(right, scale: scale))],
            links: links.isEmpty
                ? [] : [LegInput(source: "links", table: LegBuilder.table(links, scale: scale))])
    }

    func run() -> LegOutcome { Matching.reconcile(definition, inputs()) }

    /// "class finding amount currency" of each break, sorted.
    static func words(_ breaks: [Break]) -> [String] {
        breaks.map { found in
            [
                found.entryClass.name, found.findings.primary?.name ?? "-", found.amount.decimal,
                found.amount.currency.description,
            ].joined(separator: " ")
        }.sorted()
    }
}

extension LegOutcome {
    /// Every identity closes, every entry has one class, every residual is zero.
    var closes: Bool {
        statement.sides.allSatisfy(\.closes) && statement.bridges.allSatisfy { $0.residual == 0 }
            && !left.classes.contains(.unclassified) && !right.classes.contains(.unclassified)
            && !links.classes.contains(.unclassified)
    }
}
