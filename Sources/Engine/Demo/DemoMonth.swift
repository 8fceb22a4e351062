package import Records

/// A month of the demonstration shop for a book: what arrives each morning. Most days have an
/// oddity or none; the last one is the demonstration day with all of them.
package enum DemoMonth {
    package struct Delivery: Sendable {
        package var day: Day
        package var files: [File]
    }

    package struct File: Sendable {
        package var source: String
        package var name: String
        package var bytes: [UInt8]
    }

    package static let days = 30
    package static let seed: UInt64 = 90_210

    /// The deliveries of the month that ends with `last`, in order.
    package static func deliveries(
        through last: Day, days: Int = days, seed: UInt64 = seed
    ) -> [Delivery] {
        var arriving: [DemoShop.Trade] = []
        return (0..<days).map { index in
            let day = last.advanced(by: index - days + 1)
            return DemoDay.$day.withValue(day) {
                var shop = self.shop(
                    index, isLast: index == days - 1, seed: seed &+ UInt64(index) &* 7_919,
                    arriving: arriving)
                arriving = index == days - 1 ? [] : [shop.sellAtMidnight()]
                return Delivery(day: day, files: files(of: shop))
            }
        }
    }

    private static func shop(
        _ index: Int, isLast: Bool, seed: UInt64, arriving: [DemoShop.Trade]
    ) -> DemoShop {
        // Fridays and weekends sell more; a slow rise over the month.
        let orders = 120 + [0, 6, 12, 20, 46, 70, 58][index % 7] + index * 2
        if isLast {
            var shop = DemoShop(seed: seed, orders: orders)
            shop.trades[.alipay, default: []] += arriving
            return shop
        }
        let all = DemoShop.Oddity.allCases
        let oddities = index % 3 == 1 ? [all[(index / 3) % all.count]] : []
        return DemoShop(seed: seed, orders: orders, oddities: oddities, arriving: arriving)
    }

    private static func files(of shop: DemoShop) -> [File] {
        let day = DemoClock.compactDay(0)
        return DemoDay.files(of: shop).map { file in
            let parts = file.name.split(separator: ".", maxSplits: 1)
            // Some channels' names bear the day, the others are given it.
            let name =
                file.name.contains(day.dropFirst(2))
                ? file.name : "\(parts[0])_\(day)." + parts.dropFirst().joined()
            return File(source: source(of: file.name), name: name, bytes: file.bytes)
        }.sorted { $0.name < $1.name }
    }

    private static let sources = [
        ("orders", "orders"), ("alipay_trade", "alipay"), ("alipay_fund", "alipay-fund"),
        ("wechat", "wechat"), ("INN", "unionpay"), ("epay_orders", "epay"),
        ("epay_notify", "epay-callbacks"), ("epusdt_orders", "usdt-orders"),
        ("epusdt_callbacks", "usdt-callbacks"), ("trongrid", "wallet"),
    ]

    private static func source(of name: String) -> String {
        guard let found = sources.first(where: { name.hasPrefix($0.0) }) else {
            preconditionFailure("no source for \(name)")
        }
        return found.1
    }

    /// The keys of the invented gateways, as files beside the definition. A merchant's own come
    /// from the environment or from files that only the operator reads.
    package static let keys = [
        ("epay.key", DemoGateways.epayKey), ("epusdt.key", DemoGateways.epusdtKey),
    ]

    package static var definition: String { DemoDefinition.ofMonth }
}
