/// WeChat Pay's trade bill of type ALL with its summary, as a gzip.
enum DemoWeChat {
    private static let header =
        "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,"
        + "货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,"
        + "商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注"
    private static let totalsHeader =
        "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"

    static func files(of shop: DemoShop) -> [DemoDay.File] {
        let trades = shop.bill(of: .wechat)
        let lines = [header] + trades.map(row) + [totalsHeader, totals(trades)]
        return [
            DemoDay.File(
                name: "wechat_ALL_\(DemoClock.compactDay(0)).csv.gz",
                bytes: DemoArchive.gzip(DemoText.lines(lines)))
        ]
    }

    /// Every field of a row and of the summary begins with one backtick.
    private static func marked(_ fields: [String]) -> String {
        fields.map { "`" + $0 }.joined(separator: ",")
    }

    private static func settled(_ trade: DemoShop.Trade) -> Int {
        trade.fen > 0 ? trade.fen - trade.coupon : 0
    }

    private static func returned(_ trade: DemoShop.Trade) -> Int {
        trade.fen < 0 ? -trade.fen - trade.coupon : 0
    }

    private static func fee(_ fen: Int) -> String { DemoText.yuan(fen) + "000" }

    private static func row(_ trade: DemoShop.Trade) -> String {
        let isRefund = trade.fen < 0
        let percent = trade.rateMillionths / 100
        let refund =
            isRefund
            ? [
                "5030071342" + trade.number.suffix(18), trade.refundNumber,
                DemoText.yuan(returned(trade)), "0.00", "ORIGINAL", "PROCESSING",
            ] : ["0", "0", "0.00", "0.00", "", ""]
        return marked(
            [
                DemoClock.stamp(trade.at), "wx0000000000000618", "1900000618", "0", "",
                trade.number, trade.order, "oUser" + trade.number.suffix(22), "NATIVE",
                isRefund ? "REFUND" : "SUCCESS", "OTHERS", "CNY", DemoText.yuan(settled(trade)),
                DemoText.yuan(isRefund ? 0 : trade.coupon),
            ] + refund + [
                trade.goods, "", fee(trade.fee),
                "\(percent / 100).\(DemoText.padded(percent % 100, 2))%",
                DemoText.yuan(max(trade.fen, 0)), DemoText.yuan(max(-trade.fen, 0)), "",
            ])
    }

    private static func totals(_ trades: [DemoShop.Trade]) -> String {
        func sum(_ value: (DemoShop.Trade) -> Int) -> Int { trades.reduce(0) { $0 + value($1) } }
        return marked([
            "\(trades.count)", DemoText.yuan(sum(settled)), DemoText.yuan(sum(returned)), "0.00",
            fee(sum { $0.fee }), DemoText.yuan(sum { max($0.fen, 0) }),
            DemoText.yuan(sum { max(-$0.fen, 0) }),
        ])
    }
}
