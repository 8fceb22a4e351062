import Matching
import Records

/// The ordinary days of the demonstration month.
extension DemoShop {
    /// What may be odd on one of them.
    enum Oddity: CaseIterable {
        case lostTrade, paidTwice, doubledFee, lostOrder, consoleRefund, dropped, higherRate
        case sharedTrade, shortPayment, underpaid
    }

    /// Some customers want their money back, and get it.
    mutating func sellAndGiveBack() {
        for channel in [Channel.alipay, .alipay, .wechat] {
            let (order, row) = sell(
                through: channel, at: moment(before: 80_000), atLeast: 2_000)
            let fen = random.number(in: 0..<2) == 0 ? orders[order].fen : 1_000
            refund(channel, order: order, row: row, fen: fen, local: fen)
        }
    }

    /// An order that is paid seconds before midnight: its payment stands in the next day's bill.
    /// Answers that payment, in the next day's seconds.
    mutating func sellAtMidnight() -> Trade {
        let article = article()
        let order = take(.alipay, article, paid: DemoShop.dayLength - 3)
        let row = charge(
            .alipay, order: orders[order].number, at: DemoShop.dayLength + 2, goods: article.0,
            fen: article.1)
        var trade = trades[.alipay]!.remove(at: row)
        orders[order].trade = trade.number
        trade.at -= DemoShop.dayLength
        return trade
    }

    mutating func plant(_ oddity: Oddity) {
        switch oddity {
        case .lostTrade: loseTrade(.alipay, "lost-trade")
        case .lostOrder: loseOrder(.wechat, "lost-order")
        case .dropped: plantDropped()
        case .sharedTrade: plantSharedTrade()
        case .paidTwice:
            let first = trades[.alipay]![sell(through: .alipay).trade]
            charge(
                .alipay, order: first.order, at: first.at + 45, goods: first.goods, fen: first.fen)
        case .doubledFee:
            let row = sell(through: .alipay, atLeast: 4_000).trade
            trades[.alipay]![row].fee *= 2
        case .higherRate:
            let row = sell(through: .wechat, atLeast: 2_000).trade
            trades[.wechat]![row].fee = DemoShop.fee(
                trades[.wechat]![row].fen, millionths: 10_000)
            trades[.wechat]![row].rateMillionths = 10_000
        case .consoleRefund:
            let (order, row) = sell(
                through: .alipay, at: moment(before: 80_000), atLeast: 4_000)
            refund(.alipay, order: order, row: row, fen: 2_000, local: nil)
        case .shortPayment:
            let row = sell(through: .unionpay, atLeast: 2_000).trade
            trades[.unionpay]![row].fen -= 100
        case .underpaid:
            let created = moment(before: 40_000)
            let order = take(
                .epusdt, article(atLeast: 4_000), paid: nil, created: created, status: "expired")
            let asked = invoices[invoice(order, paidAt: nil)].cents
            _ = transfer(asked - 1, at: created + 200)
        }
    }
}
