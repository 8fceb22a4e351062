/// One word per channel: shops and gateways name them in many ways. The table is published in
/// docs/definitions.md; a word not in it stands for itself.
package struct ChannelAliases: Sendable {
    private let canonicalOf: [String: String]
    /// Channels on a chain: wallets pay into them, and orders keep their own word for them.
    package let chain: String
    /// Channels that collect for others: orders may name the way of payment behind them instead.
    package let gateways: Set<String>
    /// The ways of payment that a gateway passes on.
    package let behindGateways: Set<String> = ["alipay", "wechat", "qqpay", "unionpay", "jd"]

    package init(words: [(canonical: String, aliases: [String])], chain: String, gateways: [String])
    {
        var table: [String: String] = [:]
        for (canonical, aliases) in words {
            for word in [canonical] + aliases { table[ChannelAliases.folded(word)] = canonical }
        }
        canonicalOf = table
        self.chain = chain
        self.gateways = Set(gateways)
    }

    /// "WeChat Pay" → "wechat"; unknown words are folded to lower case.
    package func canonical(_ word: String) -> String {
        let folded = ChannelAliases.folded(word)
        if let known = canonicalOf[folded] { return known }
        // "微信扫码支付v3": a longer word that names exactly one channel.
        let named = Set(ChannelAliases.stems.filter { folded.contains($0.stem) }.map(\.canonical))
        if named.count == 1 { return named.first! }
        return word.lowercased().split(separator: " ").joined(separator: "-")
    }

    private static let stems: [(stem: String, canonical: String)] = [
        ("支付宝", "alipay"), ("alipay", "alipay"), ("微信", "wechat"), ("wechat", "wechat"),
        ("weixin", "wechat"), ("wxpay", "wechat"), ("银联", "unionpay"), ("云闪付", "unionpay"),
        ("unionpay", "unionpay"), ("易支付", "epay"), ("usdt", "usdt"), ("trc20", "usdt"),
        ("paypal", "paypal"), ("stripe", "stripe"),
    ]

    /// Whether a word is in the table.
    func knows(_ word: String) -> Bool { canonicalOf[ChannelAliases.folded(word)] != nil }

    /// Case, spaces and separators say nothing.
    static func folded(_ word: String) -> String {
        String(word.lowercased().filter { !" _-./".contains($0) })
    }

    package static let builtin = ChannelAliases(
        words: [
            (
                "alipay",
                [
                    "支付宝", "支付寶", "zfb", "ali", "alipay_f2f", "alipay f2f", "当面付", "支付宝当面付",
                    "alipay_pc", "alipay_wap", "alipay_app", "alipay_web", "alipay_h5", "zfbf2f",
                    "aliweb",
                    "aliwap", "支付宝扫码", "支付宝网页", "支付宝手机网站",
                ]
            ),
            (
                "wechat",
                [
                    "wxpay", "微信", "微信支付", "weixin", "wx", "wechatpay", "wechat pay", "wepay",
                    "wx_native", "wx_jsapi", "wx_h5", "wechat_native", "wechat_jsapi", "wechat_h5",
                    "微信扫码", "微信公众号", "wescan", "wxnative",
                ]
            ),
            (
                "unionpay",
                [
                    "银联", "銀聯", "云闪付", "雲閃付", "union pay", "up", "upop", "银联在线", "ysf",
                    "unionpay_qr", "quickpass", "chinapay",
                ]
            ),
            ("qqpay", ["qq", "qq钱包", "qqwallet", "tenpay"]),
            (
                "epay",
                [
                    "易支付", "yipay", "yizhifu", "彩虹易支付", "epayn", "码支付", "codepay", "mapay",
                    "v免签", "vmq", "easypay",
                ]
            ),
            (
                "usdt",
                [
                    "epusdt", "bepusdt", "tokenpay", "trc20", "usdt-trc20", "usdt.trc20",
                    "trc20-usdt",
                    "usdttrc20", "tron", "trx", "erc20", "usdt-erc20", "usdt.erc20", "erc20-usdt",
                    "bep20", "usdt-bep20", "usdt.bep20", "usdt.polygon", "usdc", "usdc-trc20",
                    "usdc-erc20",
                    "ethereum", "eth", "chain", "crypto", "泰达币", "泰達幣", "虚拟币", "数字货币",
                ]
            ),
            ("paypal", ["贝宝", "pp", "paypal_express"]),
            ("stripe", ["stripe_checkout", "stripe_card"]),
            ("jd", ["京东", "京东支付", "jdpay", "京东钱包"]),
            ("douyin", ["抖音", "抖音支付", "抖店", "douyinpay"]),
            ("pinduoduo", ["拼多多", "pdd", "多多支付"]),
            ("balance", ["余额", "餘額", "余额支付", "wallet", "站内余额"]),
        ],
        chain: "usdt", gateways: ["epay"])
}
