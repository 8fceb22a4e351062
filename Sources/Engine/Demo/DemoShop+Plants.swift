import Matching
import Records

/// What is planted in the day: differences of every kind, and traps that are none.
extension DemoShop {
    mutating func plant(
        _ name: String, _ reference: String, _ entryClass: EntryClass?, _ finding: Finding? = nil,
        fen: Int? = nil, currency: Currency = .cny, problem: ProblemCode? = nil
    ) {
        planted.append(
            DemoDay.Planted(
                name: name, reference: reference, entryClass: entryClass, finding: finding,
                problem: problem,
                amount: fen.map { Money(units: Int128($0), scale: 2, currency: currency) }))
    }

    /// An order the shop calls paid and the channel does not know.
    mutating func loseTrade(_ channel: Channel, _ name: String) {
        let second = moment(before: 80_000)
        let order = take(channel, article(), paid: second)
        orders[order].trade = tradeNumber(channel, at: second)
        plant(name, orders[order].number, .missingRight, .paidNotInChannel, fen: -orders[order].fen)
    }

    /// Money in the channel without an order.
    mutating func loseOrder(_ channel: Channel, _ name: String) {
        let article = article()
        let number = orderNumber()
        charge(
            channel, order: number, at: moment(before: 80_000), goods: article.0, fen: article.1)
        plant(name, number, .missingLeft, fen: article.1)
    }

    mutating func plantAlipay() {
        plantMidnight()
        loseTrade(.alipay, "alipay-not-in-channel")
        plantDropped()
        var (order, row) = sell(through: .alipay, atLeast: 4_000)
        let price = orders[order].fen
        trades[.alipay]![row].fen = 1
        trades[.alipay]![row].fee = 0
        plant("alipay-tampered", orders[order].number, .amountMismatch, fen: 1 - price)

        (order, row) = sell(through: .alipay)
        let first = trades[.alipay]![row]
        charge(
            .alipay, order: first.order, at: first.at + 45, goods: first.goods, fen: first.fen)
        plant("alipay-paid-twice", first.order, .duplicate, .duplicatePayment, fen: first.fen)

        (order, row) = sell(through: .alipay, atLeast: 4_000)
        let fee = trades[.alipay]![row].fee
        trades[.alipay]![row].fee = 2 * fee
        plant("alipay-doubled-fee", orders[order].number, .feeMismatch, .feeDoubled, fen: -fee)

        (order, row) = sell(through: .alipay, at: moment(before: 80_000), atLeast: 4_000)
        refund(.alipay, order: order, row: row, fen: 2_000, local: nil)
        plant(
            "alipay-console-refund", orders[order].number, .missingLeft, .refundMissingLeft,
            fen: -2_000)

        (order, row) = sell(through: .alipay, at: moment(before: 80_000), atLeast: 2_000)
        refund(.alipay, order: order, row: row, fen: 500, local: 500)
        plant("alipay-partial-refund", orders[order].number, .matched)

        (order, row) = sell(through: .alipay, at: moment(before: 80_000))
        refund(.alipay, order: order, row: row, fen: orders[order].fen, local: orders[order].fen)
        plant("alipay-full-refund", orders[order].number, .matched)

        order = sell(through: .alipay).order
        orders[order].refund = orders[order].fen
        orders[order].refundNumber = "RF" + orders[order].number.prefix(12)
        orders[order].status = "refunded"
        plant(
            "alipay-refund-not-made", orders[order].number, .missingRight, .refundMissingRight,
            fen: orders[order].fen)
        plantSharedTrade()
        // Clocks differ by seconds; minutes are no clock's fault.
        order = sell(through: .alipay).order
        orders[order].created -= 300
        orders[order].deliveredAt = orders[order].created + 2
        plant(
            "alipay-delivered-early", orders[order].number, .statusMismatch, .deliveredBeforePaid,
            fen: 0)
        order = take(.alipay, article(), paid: nil, created: moment(), status: "pending")
        plant("alipay-unpaid", orders[order].number, .ignored, .unpaid)
    }

    /// Both ends of the day: paid before midnight and booked after, and the reverse.
    private mutating func plantMidnight() {
        var article = article()
        var order = take(.alipay, article, paid: -4)
        let row = charge(
            .alipay, order: orders[order].number, at: 2, goods: article.0, fen: article.1)
        orders[order].trade = trades[.alipay]![row].number
        plant("alipay-over-midnight", orders[order].number, .matched)
        article = self.article()
        order = take(.alipay, article, paid: DemoShop.dayLength - 3)
        plant("alipay-next-day", orders[order].number, .expected)
    }

    /// 掉单: the payment came when the shop had given the order up.
    mutating func plantDropped() {
        let article = article(atLeast: 900)
        let second = moment()
        let order = take(.alipay, article, paid: nil, created: second - 400, status: "expired")
        charge(
            .alipay, order: orders[order].number, at: second, goods: article.0, fen: article.1)
        plant(
            "alipay-dropped", orders[order].number, .statusMismatch, .paidOrderExpired,
            fen: article.1)
    }

    /// Two orders name one trade; the channel knows it for the first alone.
    mutating func plantSharedTrade() {
        let (order, _) = sell(through: .alipay)
        let first = orders[order]
        let second = take(.alipay, (first.goods, first.fen), paid: first.paid! + 30)
        orders[second].trade = first.trade
        plant(
            "alipay-shared-trade", orders[second].number, .missingRight, .tradeSharedByOrders,
            fen: -first.fen)
    }

    mutating func plantWeChat() {
        let article = article(atLeast: 9_000)
        let second = moment()
        var order = take(.wechat, article, paid: second)
        var row = charge(
            .wechat, order: orders[order].number, at: second, goods: article.0, fen: article.1,
            coupon: 1_000)
        orders[order].trade = trades[.wechat]![row].number
        plant("wechat-coupon", orders[order].number, .matched)

        loseTrade(.wechat, "wechat-not-in-channel")
        loseOrder(.wechat, "wechat-no-order")

        (order, row) = sell(through: .wechat, at: moment(before: 80_000))
        refund(.wechat, order: order, row: row, fen: orders[order].fen, local: orders[order].fen)
        plant("wechat-refund-processing", orders[order].number, .matched)

        (order, row) = sell(through: .wechat, at: moment(before: 80_000), atLeast: 2_000)
        refund(.wechat, order: order, row: row, fen: 500, local: 800)
        plant("wechat-refund-differs", orders[order].number, .amountMismatch, fen: 300)

        (order, row) = sell(through: .wechat, atLeast: 2_000)
        let paid = trades[.wechat]![row]
        let charged = DemoShop.fee(paid.fen, millionths: 10_000)
        trades[.wechat]![row].fee = charged
        trades[.wechat]![row].rateMillionths = 10_000
        plant(
            "wechat-rate", orders[order].number, .feeMismatch, .feeRateAnomaly,
            fen: paid.fee - charged)

        order = sell(through: .wechat, article: ("点卡`特价` 100点", 1_000)).order
        plant("wechat-backticks", orders[order].number, .matched)
        order = sell(through: .wechat).order
        orders[order].secret = ""
        plant(
            "wechat-delivered-nothing", orders[order].number, .statusMismatch, .deliveredEmpty,
            fen: 0)
    }

    mutating func plantUnionPay() {
        // UnionPay's day began at 23:00 of the evening before.
        let order = sell(through: .unionpay, at: -1_800).order
        plant("unionpay-evening-before", orders[order].number, .matched)
        loseTrade(.unionpay, "unionpay-not-in-channel")
        let (other, row) = sell(through: .unionpay, atLeast: 2_000)
        trades[.unionpay]![row].fen -= 100
        plant("unionpay-short", orders[other].number, .amountMismatch, fen: -100)
    }

    mutating func plantEpay() {
        let article = article()
        let second = moment()
        let forged = take(.epay, article, paid: second)
        let row = charge(
            .epay, order: orders[forged].number, at: second, goods: article.0, fen: article.1)
        trades[.epay]![row].paid = false
        orders[forged].trade = trades[.epay]![row].number
        notices.append(Notice(trade: trades[.epay]![row], stated: article.1))
        plant(
            "epay-forged", orders[forged].number, .statusMismatch, .notifiedButGatewayUnpaid,
            fen: -article.1)
        let repeated = sell(through: .epay)
        notices.append(notices.last!)
        plant("epay-repeated-notice", orders[repeated.order].number, .matched)
        let (signed, trade) = sell(through: .epay, atLeast: 900)
        let genuine = trades[.epay]![trade]
        notices.append(Notice(trade: genuine, stated: genuine.fen / 10))
        plant("epay-bad-signature", orders[signed].number, nil, problem: .badSignature)
    }

    /// After the ordinary transfers, for a stray one shall equal one of theirs.
    mutating func plantUSDT() {
        let article = article(atLeast: 4_000)
        let created = moment(before: 40_000)
        let order = take(.epusdt, article, paid: nil, created: created, status: "expired")
        let asked = invoices[invoice(order, paidAt: nil)].cents
        _ = transfer(asked - 1, at: created + 200)
        plant(
            "usdt-underpaid", orders[order].number, .amountMismatch, .underpaid, fen: -1,
            currency: .usdt)
        let fake = transfer(asked, at: created + 260, isGenuine: false)
        plant("usdt-fake", fake, nil, problem: .fakeToken)
        // The amount of an order that has its money already; hours from the order that waits.
        let cents = invoices[0].cents
        let orphan = transfer(cents, at: created + random.number(in: 9_000..<40_000))
        plant("usdt-orphan", orphan, .missingLeft, .orphanTransfer, fen: cents, currency: .usdt)
    }
}
