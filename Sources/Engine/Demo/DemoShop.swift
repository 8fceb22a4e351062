import Matching
import Records

/// The shop and its channels on the demonstration day, before anything is put into files.
///
/// Times are seconds after the day's midnight in China; they may be negative (the evening before).
/// Money is fen; USDT is cents of the coin.
struct DemoShop {
    struct Order {
        var number: String
        var channel: Channel
        var created: Int
        var paid: Int?
        var goods: String
        var fen: Int
        var status = "completed"
        var trade = ""
        var refund = 0
        var refundNumber = ""
        var deliveredAt: Int?
        var secret = ""
    }

    /// A row of a channel's bill. A refund has negative fen; a fee that is charged is positive.
    struct Trade {
        var number: String
        var order: String
        var at: Int
        var goods: String
        var fen: Int
        /// The part of a WeChat payment that a coupon of the merchant's paid.
        var coupon = 0
        var fee = 0
        var rateMillionths = 6_000
        var refundNumber = ""
        /// epay: whether the gateway has the money.
        var paid = true
    }

    /// What the USDT gateway asked for an order.
    struct Invoice {
        var number: String
        var order: String
        var fen: Int
        var cents: Int
        var created: Int
        /// The transfer that the gateway's callback names; "" = it never saw the money.
        var transaction = ""
    }

    struct Transfer {
        var transaction: String
        var at: Int
        var cents: Int
        var isGenuine = true
    }

    /// A callback of the epay gateway as it came; `stated` differs from `fen` where it is forged.
    struct Notice {
        var trade: Trade
        var stated: Int
    }

    enum Channel: String, CaseIterable { case alipay, wechat, unionpay, epay, epusdt }

    static let goods = [
        ("月卡会员", 990), ("季卡会员", 2_800), ("年卡会员", 9_800), ("游戏点卡100点", 1_000),
        ("软件激活码", 4_550), ("流量包10G", 330), ("云盘扩容1T", 1_290), ("礼品卡200元", 20_000),
    ]
    /// 7.19 CNY for a USDT.
    static let fenPerUSDT = 719
    static let unionPayFee = 24
    static let dayLength = 86_400

    var random: SplitMix64
    var orders: [Order] = []
    var trades: [Channel: [Trade]] = [:]
    var invoices: [Invoice] = []
    var transfers: [Transfer] = []
    var notices: [Notice] = []
    var planted: [DemoDay.Planted] = []
    private var askedCents: Set<Int> = []

    init(seed: UInt64, orders count: Int) {
        random = SplitMix64(seed: seed)
        plantAlipay()
        plantWeChat()
        plantUnionPay()
        plantEpay()
        sellOrdinary(count)
        plantUSDT()
    }

    /// A day of which little is odd, after one whose last payments it holds.
    init(seed: UInt64, orders count: Int, oddities: [Oddity], arriving: [Trade]) {
        random = SplitMix64(seed: seed)
        trades[.alipay] = arriving
        sellOrdinary(count)
        sellAndGiveBack()
        for oddity in oddities { plant(oddity) }
    }

    private mutating func sellOrdinary(_ count: Int) {
        // Of a hundred ordinary orders: how many come through each channel.
        let shares: [(Channel, Int)] = [
            (.alipay, 36), (.wechat, 34), (.unionpay, 10), (.epay, 13), (.epusdt, 7),
        ]
        let rest = max(0, count - orders.count - 1)
        for (channel, share) in shares {
            for _ in 0..<max(4, rest * share / 100) { sell(through: channel) }
        }
    }

    // MARK: Numbers and times

    /// A moment of the day, more than a quarter of an hour from either midnight.
    mutating func moment(before last: Int = 85_000) -> Int { random.number(in: 1_200..<last) }

    mutating func orderNumber() -> String {
        random.text(16, from: "ABCDEFGHJKLMNPQRSTUVWXYZ23456789")
    }

    mutating func article(atLeast fen: Int = 0) -> (String, Int) {
        random.pick(DemoShop.goods.filter { $0.1 >= fen })
    }

    mutating func tradeNumber(_ channel: Channel, at second: Int) -> String {
        let serial = String(10_000 + (trades[channel]?.count ?? 0)).dropFirst()
        let day = DemoClock.compactDay(second)
        return switch channel {
        case .alipay: day + "22001" + random.digits(11) + serial
        case .wechat: "4200002026" + day + random.digits(7) + serial
        case .unionpay: DemoClock.compact(second) + random.digits(3) + serial
        case .epay: DemoClock.compact(second) + random.digits(3) + serial
        case .epusdt: DemoClock.compact(second) + random.digits(4)
        }
    }

    /// Half up to the fen, as the channels round.
    static func fee(_ fen: Int, millionths: Int) -> Int { (fen * millionths + 500_000) / 1_000_000 }

    // MARK: Ordinary business

    /// Takes an order down. Answers its index.
    @discardableResult
    mutating func take(
        _ channel: Channel, _ article: (String, Int), paid: Int?, created: Int? = nil,
        status: String = "completed", number: String? = nil
    ) -> Int {
        let number = number ?? orderNumber()
        let made = created ?? (paid ?? 0) - random.number(in: 20..<150)
        var order = Order(
            number: number, channel: channel, created: made, paid: paid, goods: article.0,
            fen: article.1, status: status)
        if let paid {
            order.deliveredAt = paid + random.number(in: 1..<9)
            order.secret = random.text(4, from: "ABCDEFGHJK") + "-" + random.digits(8)
        }
        orders.append(order)
        return orders.count - 1
    }

    /// The channel's side of an order. Answers the row's index in the channel's bill.
    @discardableResult
    mutating func charge(
        _ channel: Channel, order: String, at second: Int, goods: String, fen: Int,
        coupon: Int = 0, rateMillionths: Int = 6_000
    ) -> Int {
        var trade = Trade(
            number: tradeNumber(channel, at: second), order: order, at: second, goods: goods,
            fen: fen, coupon: coupon, rateMillionths: rateMillionths)
        switch channel {
        case .alipay, .wechat:
            trade.fee = DemoShop.fee(fen - coupon, millionths: rateMillionths)
        case .unionpay: trade.fee = DemoShop.unionPayFee
        case .epay, .epusdt: break
        }
        trades[channel, default: []].append(trade)
        return trades[channel, default: []].count - 1
    }

    /// An order that is paid as it should be. Answers the order's and the bill row's index.
    @discardableResult
    mutating func sell(
        through channel: Channel, at second: Int? = nil, atLeast fen: Int = 0,
        article chosen: (String, Int)? = nil
    ) -> (order: Int, trade: Int) {
        // UnionPay's day ends at 23:00.
        let second = second ?? moment(before: channel == .unionpay ? 82_000 : 85_000)
        let article = chosen ?? article(atLeast: fen)
        let order = take(channel, article, paid: second)
        if channel == .epusdt { return (order, invoice(order, paidAt: second)) }
        let row = charge(
            channel, order: orders[order].number, at: second, goods: article.0, fen: article.1)
        let trade = trades[channel]![row]
        orders[order].trade = trade.number
        if channel == .epay { notices.append(Notice(trade: trade, stated: trade.fen)) }
        return (order, row)
    }

    /// Gives back `fen` in the channel; `local` is what the shop's own books say of it.
    mutating func refund(
        _ channel: Channel, order: Int, row: Int, fen: Int, local: Int?, after seconds: Int = 600
    ) {
        let paid = trades[channel]![row]
        let number = (channel == .alipay ? "RF" : "WR") + orders[order].number.prefix(12)
        var back = paid
        back.at += seconds
        back.fen = -fen
        back.coupon = fen == paid.fen ? paid.coupon : 0
        back.fee = -DemoShop.fee(fen - back.coupon, millionths: paid.rateMillionths)
        back.refundNumber = number
        trades[channel, default: []].append(back)
        guard let local else { return }
        orders[order].refund = local
        orders[order].refundNumber = number
        if local == orders[order].fen { orders[order].status = "refunded" }
    }

    /// The rows of a channel's bill in the order of their times.
    func bill(of channel: Channel) -> [Trade] {
        trades[channel, default: []].sorted {
            ($0.at, $0.number, $0.fen) < ($1.at, $1.number, $1.fen)
        }
    }

    // MARK: USDT

    /// Cents of USDT for a price, one more wherever another order asks just that: gateways tell
    /// payers apart by the amount.
    mutating func asked(for fen: Int) -> Int {
        var cents = (fen * 100 + DemoShop.fenPerUSDT / 2) / DemoShop.fenPerUSDT
        while !askedCents.insert(cents).inserted { cents += 1 }
        return cents
    }

    /// Asks for an order in USDT; where it is paid, the transfer too. Answers the invoice's index.
    @discardableResult
    mutating func invoice(_ order: Int, paidAt: Int?) -> Int {
        let created = orders[order].created + 1
        var invoice = Invoice(
            number: tradeNumber(.epusdt, at: created), order: orders[order].number,
            fen: orders[order].fen, cents: asked(for: orders[order].fen), created: created)
        if let paidAt {
            invoice.transaction = transfer(invoice.cents, at: paidAt)
            orders[order].trade = invoice.number
        }
        invoices.append(invoice)
        return invoices.count - 1
    }

    mutating func transfer(_ cents: Int, at second: Int, isGenuine: Bool = true) -> String {
        let transaction = random.text(64, from: "0123456789abcdef")
        transfers.append(
            Transfer(transaction: transaction, at: second, cents: cents, isGenuine: isGenuine))
        return transaction
    }
}
