/// UnionPay's ZM file: 42 fields of fixed width in bytes, each followed by one space.
enum DemoUnionPay {
    private static let merchant = "898000000000618"
    private static let widths = [
        3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32, 1,
        21, 15, 1, 15, 32, 13, 13, 8, 32, 13, 13, 12, 2, 1, 32, 98,
    ]

    static func files(of shop: DemoShop) -> [DemoDay.File] {
        let trades = shop.bill(of: .unionpay)
        return [DemoDay.File(name: fileName, bytes: DemoText.lines(trades.map(row), end: "\n"))]
    }

    /// The settlement day stands in the name alone.
    static var fileName: String { "INN\(DemoClock.compactDay(0).dropFirst(2))88ZM_\(merchant)" }

    /// Field numbers are those of UnionPay's table, from 1.
    private static func row(_ trade: DemoShop.Trade) -> String {
        let net = trade.fen - trade.fee
        let fields: [Int: String] = [
            1: "S22", 2: "48020000", 3: "00040000", 4: String(trade.number.suffix(6)),
            5: String(DemoClock.compact(trade.at).dropFirst(4)), 6: "622280*********0000",
            7: DemoText.padded(trade.fen, 12), 8: "5816", 9: "07", 10: trade.number, 11: "05",
            12: trade.order, 13: "01", 16: "D" + DemoText.padded(trade.fee, 12),
            17: "C" + DemoText.padded(net, 12), 18: "0201", 20: "01", 22: "000201", 28: merchant,
            30: "000000000000000", 32: "000000000000", 33: "C" + DemoText.padded(net, 12),
            34: "01080209", 36: "000000000000", 37: "000000000000", 38: "00000000000", 40: "7",
        ]
        return widths.enumerated().map { index, width in
            let text = fields[index + 1] ?? ""
            precondition(text.utf8.count <= width, "field \(index + 1): \(text)")
            return text + String(repeating: " ", count: width - text.utf8.count)
        }.joined(separator: " ")
    }
}
