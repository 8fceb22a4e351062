import Ledger
import Matching
import Records

@testable import Resolution

/// A leg of orders and a channel's bill out of a seed: sales, refunds, fees, discounts, two shops,
/// two channels, two currencies, several days, and everything that can be open.
struct SaleLeg {
    struct Row {
        var reference: String
        var amount: Int128
        var fee: Int128?
        var feeCurrency: Currency?
        var discount: Int128?
        var currency = Currency.cny
        var kind = EntryKind.payment
        var status = EntryStatus.succeeded
        var at: Int64 = 0
        var shop = ""
        var channel = "alipay"
    }

    /// 2026-06-01 00:00 +08:00.
    static let midnight: Int64 = 1_780_243_200
    static let through = Day("2026-06-05")!

    var left: [Row] = []
    var right: [Row] = []
    var scale = 2

    /// SplitMix64 (Steele, Lea, Flood 2014).
    struct Random {
        var state: UInt64

        mutating func below(_ bound: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((z ^ (z >> 31)) % UInt64(bound))
        }
    }

    init(left: [Row], right: [Row]) {
        self.left = left
        self.right = right
    }

    init(seed: UInt64) {
        var random = Random(state: seed)
        scale = [2, 2, 5, 6][random.below(4)]
        let unit = Money.raise(1, by: scale - 2)
        for number in 0..<random.below(60) + 3 {
            let isRefund = random.below(5) == 0
            let amount = Int128(random.below(3_000) + 1) * unit * (isRefund ? -1 : 1)
            var order = Row(reference: "A-\(number)", amount: amount)
            order.kind = isRefund ? .refund : .order
            order.shop = ["", "Shop One", "二号店"][random.below(3)]
            order.currency = random.below(6) == 0 ? .usdt : .cny
            order.at = SaleLeg.midnight + Int64(random.below(4 * 86_400))
            if random.below(10) == 0 { order.status = .expired }
            var money = order
            money.kind = isRefund ? .refund : .payment
            money.status = random.below(12) == 0 ? .pending : .succeeded
            money.shop = ""
            money.channel = ["alipay", "WeChat Pay"][random.below(2)]
            if random.below(3) > 0 {
                money.fee = -(amount / 167)
                if random.below(6) == 0 { money.feeCurrency = .usdt }
            }
            if random.below(5) == 0 { money.discount = amount / 10 }
            // Within the tolerance, beyond it, absent, twice.
            if random.below(8) == 0 { money.amount -= unit }
            if random.below(12) == 0 { money.amount += 100 * unit }
            if random.below(10) > 0 { left.append(order) }
            if random.below(10) > 0 { right.append(money) }
            if random.below(15) == 0 { right.append(money) }
        }
    }

    var definition: LegDefinition {
        var definition = LegDefinition(name: "orders-alipay", definition: "test")
        var tolerance = AmountTolerance()
        tolerance.absoluteUnits = 1
        definition.passes = [
            Pass(name: "exact", method: .exact(.orderReference)),
            Pass(name: "tolerance", method: .tolerance(.orderReference, tolerance)),
        ]
        return definition
    }

    func table(_ rows: [Row]) -> EntryTable {
        var table = EntryTable(scale: scale)
        for (line, row) in rows.enumerated() {
            var draft = EntryDraft()
            draft.kind = row.kind
            draft.status = row.status
            draft.currency = row.currency
            draft.gross = row.amount
            draft.fee = row.fee ?? AmountColumn.absent
            draft.feeCurrency = row.feeCurrency
            draft.discount = row.discount ?? AmountColumn.absent
            draft.orderReference = table.intern(row.reference.utf8)
            draft.occurredAt = row.at == 0 ? EntryTable.noTime : row.at * 1_000_000
            draft.shop = table.shop.code(for: row.shop)!
            draft.channel = table.channel.code(for: row.channel)!
            draft.line = UInt32(line + 1)
            var hasher = Hasher128()
            hasher.combine(row.reference)
            hasher.combine(row.kind.name)
            hasher.combine(word: UInt64(line))
            draft.identity = hasher.finalize()
            precondition(table.append(draft) == nil)
        }
        return table
    }

    var inputs: LegInputs {
        LegInputs(
            left: [LegInput(source: "orders", table: table(left))],
            right: [LegInput(source: "bill", table: table(right))], links: [])
    }

    static func books(
        _ role: LegRole = .sales, closedThrough: Day? = nil
    ) -> RunPostings.Books {
        RunPostings.Books(
            role: role, zone: .china, through: through, closedThrough: closedThrough,
            bank: SampleCases.bank,
            channel: { .spelled($0, otherwise: SampleCases.channel) },
            shop: { .spelled($0, otherwise: SampleCases.shop) })
    }
}
