import Records
import Statements

/// Alipay's trade bill (业务明细 with its summary) and fund bill (账务明细), each a zip.
enum DemoAlipay {
    private static let account = "20880000000006180156"
    private static let openingFen = 120_000
    private static let payoutFen = 150_000
    /// Alipay numbers the rows of an account once and for all: another day has other numbers.
    private static var firstSerial: Int {
        let days = Int(DemoDay.day.number - Day.number(year: 2026, month: 6, day: 18))
        return 30_000_000_000_000 + days * 100_000
    }

    static func files(of shop: DemoShop) -> [DemoDay.File] {
        let trades = shop.bill(of: .alipay)
        let day = DemoClock.compactDay(0)
        func member(_ title: String, _ lines: [String]) -> DemoArchive.Member {
            guard let name = Statements.encode("\(account)_\(day)_\(title).csv", into: .gb18030)
            else { preconditionFailure("a name of the BMP") }
            return DemoArchive.Member(name: name, bytes: DemoText.gb18030(lines))
        }
        return [
            DemoDay.File(
                name: "alipay_trade_\(day).csv.zip",
                bytes: DemoArchive.zip([
                    member("业务明细", detail(trades)), member("业务明细(汇总)", summary(trades)),
                ])),
            DemoDay.File(
                name: "alipay_fund_\(day).csv.zip",
                bytes: DemoArchive.zip([member("账务明细", fund(trades))])),
        ]
    }

    private static func heading(_ kind: String, _ table: String) -> [String] {
        [
            "#支付宝\(kind)查询", "#账号：[\(account)]",
            "#起始日期：[\(DemoClock.chineseDay(daysLater: 0)) 00:00:00]   "
                + "终止日期：[\(DemoClock.chineseDay(daysLater: 1)) 00:00:00]",
            rule(table),
        ]
    }

    private static func rule(_ text: String) -> String {
        "#" + String(repeating: "-", count: 41) + text + String(repeating: "-", count: 40)
    }

    private static func exported(_ time: String) -> String {
        "#导出时间：[\(DemoClock.chineseDay(daysLater: 1)) \(time)]"
    }

    private static func detail(_ trades: [DemoShop.Trade]) -> [String] {
        let header =
            "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,"
            + "对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,"
            + "券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,"
            + "分润（元）,备注"
        let rows = trades.enumerated().map { index, trade in
            let created = trade.fen > 0 ? trade.at - 20 : trade.at - 620
            return [
                trade.number + "\t", trade.order + "\t", trade.fen > 0 ? "交易\t" : "退款\t",
                trade.goods, DemoClock.stamp(created), DemoClock.stamp(trade.at), "\t", "\t", "\t",
                "\t", "*某(138****\(1_000 + index))\t", DemoText.yuan(trade.fen),
                DemoText.yuan(trade.fen), "0.00", "0.00", "0.00", "0.00", "0.00", "", "0.00\t",
                "0.00", trade.refundNumber + "\t", DemoText.yuan(-trade.fee), "0.00", trade.goods,
            ].joined(separator: ",")
        }
        let paid = trades.filter { $0.fen > 0 }
        let back = trades.filter { $0.fen < 0 }
        func sum(_ list: [DemoShop.Trade]) -> String {
            DemoText.yuan(list.reduce(0) { $0 + $1.fen })
        }
        return heading("业务明细", "业务明细列表") + [header] + rows + [
            rule("业务明细列表结束"), "#交易合计：\(paid.count)笔，商家实收共\(sum(paid))元，商家优惠共0.00元",
            "#退款合计：\(back.count)笔，商家实收退款共\(sum(back))元，商家优惠退款共0.00元", exported("05:46:49"),
        ]
    }

    private static func summary(_ trades: [DemoShop.Trade]) -> [String] {
        let header =
            "门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,"
            + "商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）"
        let received = trades.reduce(0) { $0 + $1.fen }
        let fee = trades.reduce(0) { $0 - $1.fee }
        let paid = trades.count { $0.fen > 0 }
        let figures = [
            "\(paid)", "\(trades.count - paid)", DemoText.yuan(received), DemoText.yuan(received),
            "0.00", "0.00", "0.00", DemoText.yuan(fee), "0.00", DemoText.yuan(received + fee),
        ].joined(separator: ",")
        return heading("业务汇总", "业务汇总列表") + [
            header, "\t,\t,\(figures)", "合计,,\(figures)", rule("业务汇总列表结束"), exported("05:46:49"),
        ]
    }

    private static func fund(_ trades: [DemoShop.Trade]) -> [String] {
        let header =
            "账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,"
            + "账户余额（元）,交易渠道,业务类型,备注,业务描述,业务账单来源,业务基础订单号,业务订单号"
        var balance = openingFen
        var movements: [Int] = []
        var rows: [String] = []
        func book(_ trade: DemoShop.Trade?, _ second: Int, _ fen: Int, _ words: [String]) {
            balance += fen
            movements.append(fen)
            rows.append(
                [
                    DemoText.padded(firstSerial + rows.count, 14) + "\t",
                    (trade?.number ?? "\(DemoClock.compactDay(0))TX0001") + "\t",
                    (trade?.order ?? "") + "\t", trade?.goods ?? "提现", DemoClock.stamp(second),
                    "*某 (138******00)\t", DemoText.yuan(max(fen, 0)), DemoText.yuan(min(fen, 0)),
                    DemoText.yuan(balance), "支付宝",
                ].joined(separator: ",") + "," + words.joined(separator: ",") + ",,,")
        }
        for trade in trades {
            let isRefund = trade.fen < 0
            book(
                trade, trade.at, trade.fen,
                isRefund
                    ? ["交易退款", trade.refundNumber, "0020001|交易退款-交易退款"]
                    : ["在线支付", "", "0010001|交易收款-交易收款"])
            guard trade.fee != 0 else { continue }
            book(
                trade, trade.at, -trade.fee,
                isRefund
                    ? ["退费", "服务费退还[\(trade.number)]", "0040001|服务费退还"]
                    : ["收费", "服务费[\(trade.number)]", "0030001|服务费-服务费"])
        }
        book(nil, 86_395, -payoutFen, ["提现", "提现到招商银行(8888)", "0050001|提现-提现"])
        let income = movements.filter { $0 > 0 }
        let spent = movements.filter { $0 < 0 }
        return heading("账务明细", "账务明细列表") + [header] + rows + [
            rule("账务明细列表结束"),
            "#支出合计：\(spent.count)笔，共\(DemoText.yuan(spent.reduce(0, +)))元",
            "#收入合计：\(income.count)笔，共\(DemoText.yuan(income.reduce(0, +)))元", exported("05:50:01"),
        ]
    }
}
