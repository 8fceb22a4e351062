import Crypto
import Foundation

/// Gateways: the epay order list and its callbacks, the USDT gateway's, and the chain itself.
enum DemoGateways {
    static let epayKey = "demo_epay_key_20260618"
    static let epusdtKey = "demo_epusdt_token_20260618"
    static let wallet = "TDemoShopReceiveAddress000000000001"
    private static let genuine = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"
    private static let fake = "TDemoFakeUsdtContract00000000000001"

    static func files(of shop: DemoShop) -> [DemoDay.File] {
        let trades = shop.bill(of: .epay)
        return [
            DemoDay.File(name: "epay_orders.json", bytes: Array(epayOrders(trades).utf8)),
            DemoDay.File(
                name: "epay_notify.log",
                bytes: DemoText.lines(shop.notices.map(notice), end: "\n")),
            DemoDay.File(
                name: "epusdt_orders.csv", bytes: DemoText.lines(invoices(shop), end: "\n")),
            DemoDay.File(
                name: "epusdt_callbacks.jsonl",
                bytes: DemoText.lines(
                    shop.invoices.filter { !$0.transaction.isEmpty }.map(callback), end: "\n")),
            DemoDay.File(name: "trongrid_trc20.json", bytes: Array(transfers(shop).utf8)),
        ]
    }

    /// MD5 over sorted non-empty k=v joined by &, the key appended (docs/formats).
    private static func signature(_ fields: [(String, String)], key: String) -> String {
        let text = fields.filter { !$0.1.isEmpty }.sorted { $0.0 < $1.0 }
            .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
        return Insecure.MD5.hash(data: Data((text + key).utf8))
            .map { DemoText.padded(hexadecimal: $0) }.joined()
    }

    private static func epayOrders(_ trades: [DemoShop.Trade]) -> String {
        let rows = trades.map { trade in
            """
              {"trade_no": "\(trade.number)", "out_trade_no": "\(trade.order)", "type": "alipay", \
            "pid": "1618", "addtime": "\(DemoClock.stamp(trade.at - 50))", \
            "endtime": \(trade.paid ? DemoText.quoted(DemoClock.stamp(trade.at)) : "null"), \
            "name": \(DemoText.quoted(trade.goods)), "money": "\(DemoText.yuan(trade.fen))", \
            "status": \(trade.paid ? 1 : 0)}
            """
        }
        return "{\"code\": 1, \"msg\": \"查询订单成功！\", \"count\": \(trades.count), \"data\": [\n"
            + rows.joined(separator: ",\n") + "\n]}\n"
    }

    /// The signature is over what the gateway said; a forger changes the amount alone.
    private static func notice(_ notice: DemoShop.Notice) -> String {
        func fields(_ fen: Int) -> [(String, String)] {
            [
                ("pid", "1618"), ("trade_no", notice.trade.number),
                ("out_trade_no", notice.trade.order), ("type", "alipay"),
                ("name", notice.trade.goods), ("money", DemoText.yuan(fen)),
                ("trade_status", "TRADE_SUCCESS"),
            ]
        }
        let signature = signature(fields(notice.trade.fen), key: epayKey)
        let sent = fields(notice.stated) + [("sign", signature), ("sign_type", "MD5")]
        return "/notify?"
            + sent.map { "\($0.0)=\(DemoText.percentEncoded($0.1))" }.joined(separator: "&")
    }

    private static func invoices(_ shop: DemoShop) -> [String] {
        ["trade_id,order_id,amount,actual_amount,token,status,created_at"]
            + shop.invoices.sorted { ($0.created, $0.number) < ($1.created, $1.number) }.map {
                [
                    $0.number, $0.order, DemoText.yuan($0.fen), DemoText.yuan($0.cents), wallet,
                    $0.transaction.isEmpty ? "3" : "2", DemoClock.stamp($0.created),
                ].joined(separator: ",")
            }
    }

    private static func callback(_ invoice: DemoShop.Invoice) -> String {
        let fields = [
            ("trade_id", invoice.number), ("order_id", invoice.order),
            ("amount", DemoText.shortest(invoice.fen)),
            ("actual_amount", DemoText.shortest(invoice.cents)), ("token", wallet),
            ("block_transaction_id", invoice.transaction), ("status", "2"),
        ]
        let numbers: Set = ["amount", "actual_amount", "status"]
        let signed = fields + [("signature", signature(fields, key: epusdtKey))]
        return "{"
            + signed.map { name, value in
                "\"\(name)\": \(numbers.contains(name) ? value : DemoText.quoted(value))"
            }.joined(separator: ", ") + "}"
    }

    private static func transfers(_ shop: DemoShop) -> String {
        let rows = shop.transfers.sorted { ($0.at, $0.transaction) > ($1.at, $1.transaction) }
            .enumerated().map { index, transfer in
                """
                  {"transaction_id": "\(transfer.transaction)", "token_info": {"symbol": "USDT", \
                "address": "\(transfer.isGenuine ? genuine : fake)", "decimals": 6, \
                "name": "Tether USD"}, \
                "block_timestamp": \(DemoClock.unixSeconds(transfer.at))000, \
                "from": "TDemoPayer\(DemoText.padded(index, 24))", "to": "\(wallet)", \
                "type": "Transfer", "value": "\(transfer.cents * 10_000)"}
                """
            }
        return "{\"data\": [\n" + rows.joined(separator: ",\n")
            + "\n], \"success\": true, \"meta\": {\"at\": "
            + "\(DemoClock.unixSeconds(DemoShop.dayLength))000, \"page_size\": \(rows.count)}}\n"
    }
}
