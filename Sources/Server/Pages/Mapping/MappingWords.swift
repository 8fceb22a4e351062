import Engine
import Records
import Reports
import Statements

/// What the page that names columns says, in three languages.
enum MappingWords {
    static func words(_ use: ColumnUse) -> Words {
        switch use {
        case .orderReference: Words("订单号", "訂單號", "Order number")
        case .channelReference:
            Words("交易号（渠道、银行的）", "交易號（通路、銀行的）", "Number of the channel or bank")
        case .refundReference: Words("退款单号", "退款單號", "Refund number")
        case .amount: Words("金额", "金額", "Amount")
        case .moneyIn: Words("收入金额", "收入金額", "Money in")
        case .moneyOut: Words("支出金额", "支出金額", "Money out")
        case .fee: Words("手续费", "手續費", "Fee")
        case .balance: Words("余额", "餘額", "Balance")
        case .currency: Words("币种", "幣別", "Currency")
        case .time: Words("时间或日期", "時間或日期", "Time or date")
        case .clock: Words("几点（与日期分列）", "幾點（與日期分欄）", "Time of day, beside a date")
        case .status: Words("状态", "狀態", "Status")
        case .kind: Words("类型（支付、退款……）", "類型（支付、退款……）", "Kind (payment, refund …)")
        case .channel: Words("渠道", "通路", "Channel")
        case .counterparty: Words("对方", "對方", "Counterparty")
        case .memo: Words("摘要、商品", "摘要、商品", "Memo or goods")
        }
    }

    static func message(_ fault: MappingFault, _ language: Language) -> String {
        switch fault {
        case .noAmount:
            Words(
                "请指出哪一列是金额。", "請指出哪一欄是金額。", "Say which column is the amount.")[language]
        case .amountAndPair:
            Words(
                "要么一列金额，要么收入、支出两列。", "要麼一欄金額，要麼收入、支出兩欄。",
                "Either one column of amounts, or a pair of money in and money out.")[language]
        case .noTime:
            Words("请指出哪一列是时间。", "請指出哪一欄是時間。", "Say which column is the time.")[language]
        case .twice(let use):
            Words("两列都说成：", "兩欄都說成：", "Two columns are said to be: ")[language]
                + words(use)[language]
        case .name:
            Words(
                "格式名只用小写字母、数字和连字符。", "格式名只用小寫字母、數字和連字號。",
                "The name is lower-case letters, digits and hyphens.")[language]
        case .taken(let name):
            Words("内置格式已用此名：", "內建格式已用此名：", "A built-in format has this name: ")[language]
                + name
        case .currency(let code):
            Words("币种应为代码（如 CNY）：", "幣別應為代碼（如 CNY）：", "A currency is a code (CNY): ")[language]
                + code
        }
    }

    static func separator(_ byte: UInt8?) -> Words {
        switch byte {
        case nil: Words("表格", "試算表", "spreadsheet")
        case UInt8(ascii: "\t"): Words("制表符", "定位字元", "tabs")
        case UInt8(ascii: ";"): Words("分号", "分號", "semicolons")
        case UInt8(ascii: "|"): Words("竖线", "直線", "bars")
        default: Words("逗号", "逗號", "commas")
        }
    }
}
