/// Titles of the channels and sides that Matchbook knows; any other name is shown as it is.
package enum ChannelTitle {
    static let known: [String: Words] = [
        "alipay": Words("支付宝", "支付寶", "Alipay"),
        "wechat": Words("微信支付", "微信支付", "WeChat Pay"),
        "unionpay": Words("银联", "銀聯", "UnionPay"),
        "epay": Words("易支付", "易支付", "epay"),
        "epusdt": Words("USDT 链上", "USDT 鏈上", "USDT on chain"),
        "chain": Words("链上", "鏈上", "chain"),
        "wallet": Words("钱包", "錢包", "wallet"),
        "paypal": Words("PayPal", "PayPal", "PayPal"),
        "stripe": Words("Stripe", "Stripe", "Stripe"),
        "orders": Words("订单", "訂單", "orders"),
        "payments": Words("收款", "收款", "payments"),
        "fund": Words("资金账单", "資金帳單", "fund-flow bill"),
        "bank": Words("银行", "銀行", "bank"),
        "left": Words("左方", "左方", "left"),
        "right": Words("右方", "右方", "right"),
    ]

    /// The same inside a sentence: in English a side needs an article where it is no proper name.
    package static func inSentence(_ name: String, _ language: Language) -> String {
        guard language == .english else { return title(name, language) }
        switch name {
        case "orders": return "the order book"
        case "payments": return "the payment file"
        case "chain": return "the chain"
        case "wallet": return "the wallet"
        case "bank": return "the bank"
        case "left", "right": return "the \(name) side"
        default: return title(name, language)
        }
    }

    /// "alipay" → "支付宝"; "alipay-fund" → "支付宝资金账单"; unknown names unchanged.
    package static func title(_ name: String, _ language: Language) -> String {
        if let words = known[name] { return words[language] }
        let parts = name.split(separator: "-").map(String.init)
        guard parts.count == 2, let first = known[parts[0]], let second = known[parts[1]] else {
            return name
        }
        return language == .english
            ? first[language] + " " + second[language] : first[language] + second[language]
    }
}
