import Records

/// The shop's own export.
enum DemoLocalFiles {
    static func files(of shop: DemoShop) -> [DemoDay.File] {
        [DemoDay.File(name: "orders.csv", bytes: DemoText.lines(orders(of: shop), end: "\n"))]
    }

    private static func orders(of shop: DemoShop) -> [String] {
        let header =
            "order_no,channel,created_at,paid_at,goods,amount,status,channel_trade_no,"
            + "refund_amount,refund_no,delivered,delivered_at,card_secret"
        let rows = shop.orders.sorted { ($0.created, $0.number) < ($1.created, $1.number) }
        return [header]
            + rows.map { order in
                [
                    order.number, order.channel.rawValue, DemoClock.stamp(order.created),
                    order.paid.map(DemoClock.stamp) ?? "", order.goods, DemoText.yuan(order.fen),
                    order.status, order.trade, DemoText.yuan(order.refund), order.refundNumber,
                    order.deliveredAt == nil ? "0" : "1",
                    order.deliveredAt.map(DemoClock.stamp) ?? "", order.secret,
                ].joined(separator: ",")
            }
    }
}
