import Foundation

@testable import Engine

/// Orders and payments of invented days with everything that a file may hold: most rows plain, some
/// of them odd in form, some in what they say.
struct LargeDay {
    private var random: SplitMix64
    private let oddPerMille: Int
    private let hasDamage: Bool
    private var orders: [String] = []
    private var payments: [String] = []

    /// `hasDamage`: order numbers that a spreadsheet turned into numbers keep a file out.
    init(seed: UInt64, orders count: Int, oddPerMille: Int, hasDamage: Bool = false) {
        self.hasDamage = hasDamage
        random = SplitMix64(seed: seed)
        self.oddPerMille = oddPerMille
        for index in 0..<count { add(index) }
    }

    private mutating func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }

    private mutating func chance(_ perMille: Int) -> Bool { below(1000) < perMille }

    private mutating func key(_ index: Int) -> String {
        switch index % 40 {
        case 0...30: "ORD2026010\(index % 9)\(1_000_000_000 + index * 7919)"
        case 31: "9f1c5b0e-52a4-4c1e-8f2d-\(100_000_000_000 + index)"
        case 32: "订单\(index)"
        case 33: "A_\(index)"
        case 34: "\(700_000_000 + index)"
        case 35: "x\(index)"
        case 36: "a-very-long-order-number-of-a-shop-\(index)"
        case 37: "O\(index)."
        default: "-\(index)"
        }
    }

    private mutating func amount() -> Int {
        [990, 1999, 10_000, 1, 123_456_789][below(5)] + below(3)
    }

    private static func money(_ cents: Int) -> String {
        let sign = cents < 0 ? "-" : ""
        let text = String(abs(cents) % 100)
        return "\(sign)\(abs(cents) / 100).\(text.count < 2 ? "0" : "")\(text)"
    }

    private static func time(_ second: Int) -> String {
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withFullDate, .withTime, .withColonSeparatorInTime]
        formatter.formatOptions.insert(.withSpaceBetweenDateAndTime)
        formatter.formatOptions.insert(.withDashSeparatorInDate)
        return formatter.string(from: Date(timeIntervalSince1970: Double(second)))
    }

    private mutating func add(_ index: Int) {
        let key = key(index)
        let cents = amount()
        let created = 1_767_225_600 + index * 731
        let currency = ["CNY", "CNY", "CNY", "USD", "JPY", "VND", "KES"][below(7)]
        let channel = ["alipay", "wechat", "stripe"][below(3)]
        var order = [
            key, "SALE", "u\(index % 50)", Self.money(cents), currency, "PAID",
            Self.time(created), channel, "sku \(index % 7)",
        ]
        var payment = [
            "42000\(20_260_101_000_000 + index)", key, "SALE", "u\(index % 50)", Self.money(cents),
            Self.money(cents / 100), currency, "SUCCESS", Self.time(created + below(600)), channel,
        ]
        var hasOrder = true
        var hasPayment = true
        switch below(40) {
        case 0: payment[4] = Self.money(cents + 1)
        case 1: hasOrder = false
        case 2: hasPayment = false
        case 3: payment[1] = ""
        case 4: payment[7] = "FAILED"
        case 5: payment[8] = Self.time(created + 90_000)
        case 6: order[5] = "CANCELLED"
        case 7: payments.append(payment.joined(separator: ","))
        case 8: orders.append(order.joined(separator: ","))
        case 9: payment[6] = "EUR"
        case 10: order[5] = "REFUNDED"
        case 11:
            orders.append(
                [
                    key, "REFUND", "u1", Self.money(-cents), currency, "REFUNDED",
                    Self.time(created + 5000), channel, "sku",
                ].joined(separator: ","))
            if chance(900) {
                payments.append(
                    [
                        "43\(index)", key, "REFUND", "u1", Self.money(-cents), "0.00", currency,
                        "SUCCESS", Self.time(created + 5400), channel,
                    ].joined(separator: ","))
            }
        default: break
        }
        let oddOrder = odd(order, keyColumn: 0, amountColumn: 3, timeColumn: 6)
        let oddPayment = odd(payment, keyColumn: 1, amountColumn: 4, timeColumn: 8)
        if hasOrder { orders.append(oddOrder) }
        if hasPayment { payments.append(oddPayment) }
    }

    /// The row, now and then in another form.
    private mutating func odd(
        _ fields: [String], keyColumn: Int, amountColumn: Int, timeColumn: Int
    ) -> String {
        var fields = fields
        guard chance(oddPerMille * 4) else { return fields.joined(separator: ",") }
        switch below(22) {
        case 0: fields[2] = "\"a, \"\"b\"\"\""
        case 1: fields[2] = "\"two\nlines\""
        case 2: return fields.map { "\"\($0)\"" }.joined(separator: ",")
        case 3: fields[amountColumn] = "12.x"
        case 4: fields[amountColumn] = ""
        case 5: fields[amountColumn] = "1,234.50".replacingOccurrences(of: ",", with: "")
        case 6: fields[amountColumn] += "0"
        case 7: fields[amountColumn] = "¥" + fields[amountColumn]
        case 8: fields[timeColumn] = "2026-02-30 10:00:00"
        case 9: fields[timeColumn] = ""
        case 10: fields[timeColumn] = fields[timeColumn].replacingOccurrences(of: " ", with: "T")
        case 11: fields[keyColumn] = " " + fields[keyColumn] + "  "
        case 12: fields[keyColumn] = "4.20E-27"
        case 13: fields[keyColumn] = hasDamage ? "20260601.0" : "20260601.01"
        case 14: fields.append("one too many")
        case 15: fields.removeLast(3)
        case 16: fields[5] = "mystery"
        case 17: return fields.joined(separator: ",") + "\n"
        case 18: fields[amountColumn] = "1.2345"
        case 19: fields[timeColumn] = "2026/1/5 1:02"
        case 20: fields[keyColumn] = "\u{3000}" + fields[keyColumn]
        default: fields[amountColumn] = "999999999999999999.99"
        }
        return fields.joined(separator: ",")
    }

    mutating func write(to folder: TemporaryFolder, lineEnd: String, hasMark: Bool) throws {
        let heads = [
            "order_id,type,user_id,amount,currency,status,created_at,channel,sku",
            "payment_id,merchant_order_id,type,payer,amount,fee,currency,status,paid_at,channel",
        ]
        for (name, (head, rows)) in [
            ("orders.csv", (heads[0], shuffled(orders))),
            ("payments.csv", (heads[1], shuffled(payments))),
        ] {
            var text = ([head] + rows).joined(separator: "\n")
            if random.next() % 2 == 0 { text += "\n" }
            text = text.replacingOccurrences(of: "\n", with: lineEnd)
            try folder.write(name, (hasMark ? "\u{FEFF}" : "") + text)
        }
        try folder.write(
            "job.yaml",
            """
            name: large
            timeZone: Asia/Shanghai
            sources:
              - name: orders
                files: [orders.csv]
                role: orders
              - name: payments
                files: [payments.csv]
                role: channel
            legs:
              - name: orders-payments
                left: {sources: [orders]}
                right: {sources: [payments]}
                lateAfter: 24 h
                passes:
                  - exact: {key: [order]}
                  - tolerance: {key: [order], amount: {absolute: "0.01"}}
            """)
    }

    private mutating func shuffled(_ rows: [String]) -> [String] {
        var rows = rows
        for index in stride(from: rows.count - 1, to: 0, by: -1) {
            rows.swapAt(index, below(index + 1))
        }
        return rows
    }
}
