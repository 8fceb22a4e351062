import Records

/// Invented statements of 100,000 rows: orders and the channel's bill of them in turn, so that an
/// order's number stands in two segments. Everything is told by the index of the order.
enum BookData {
    static let rows = 100_000

    static func orderNumber(_ order: Int) -> [UInt8] {
        // Numbers look like those of a shop: a date, and digits in no order.
        digits(20_260_101 + order / 1_000_000 % 28, 8) + digits(distinct(order), 12)
    }

    static func tradeNumber(_ order: Int) -> [UInt8] {
        Array("4200".utf8) + digits(scatter(order), 12) + digits(distinct(order), 12)
    }

    /// Segment `number` from 1: odd ones hold orders, the next one their bill.
    /// `start`: microseconds of the first entry, where it is not the bench's own beginning.
    static func table(_ number: Int, at start: Int64? = nil) -> EntryTable {
        var table = EntryTable()
        let first = (number - 1) / 2 * rows
        let isOrders = number % 2 == 1
        guard let channel = table.channel.code(for: "wechat"),
            let shop = table.shop.code(for: "main")
        else { return table }
        let batch = table.intern("B\(number)".utf8)
        for order in first..<first + rows {
            var draft = EntryDraft()
            let own = orderNumber(order)
            draft.kind = isOrders ? .order : .payment
            draft.gross = Int128(100 + scatter(order) % 50_000)
            draft.orderReference = table.intern(own)
            if !isOrders {
                draft.channelReference = table.intern(tradeNumber(order))
                draft.batchReference = batch
                draft.fee = -draft.gross * 6 / 1000
                draft.statedFeeRate = 6000
                draft.memo = table.intern("会员月卡 30 天".utf8)
                draft.counterparty = table.intern("o\(scatter(order &+ 3))".utf8)
            }
            var hasher = Hasher128(seed: isOrders ? 1 : 2)
            hasher.combine(own.span)
            draft.identity = hasher.finalize()
            draft.occurredAt =
                start.map { $0 + Int64(order - first) * 800_000 }
                ?? 1_767_196_800_000_000 + Int64(order) * 86_400
            draft.channel = channel
            draft.shop = shop
            draft.rowOffset = UInt64(order - first) * 160
            draft.rowLength = 158
            draft.line = UInt32(order - first + 2)
            _ = table.append(draft)
        }
        return table
    }

    /// A number of twelve digits of its own for each order: the factor has no divisor in common
    /// with 10^12.
    private static func distinct(_ order: Int) -> Int { order * 387_420_489 % 1_000_000_000_000 }

    private static func scatter(_ value: Int) -> Int {
        var word = UInt64(truncatingIfNeeded: value) &* 0x9E37_79B9_7F4A_7C15
        word ^= word >> 29
        word = word &* 0xBF58_476D_1CE4_E5B9
        return Int(word >> 24)
    }

    private static func digits(_ value: Int, _ count: Int) -> [UInt8] {
        var text = [UInt8](repeating: 0x30, count: count)
        var rest = value
        for index in text.indices.reversed() {
            text[index] += UInt8(rest % 10)
            rest /= 10
        }
        return text
    }
}
