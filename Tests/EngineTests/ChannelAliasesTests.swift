import Testing

@testable import Engine

@Suite struct ChannelAliasesTests {
    @Test(
        "many words, one channel",
        arguments: [
            ("alipay", "alipay"), ("支付宝", "alipay"), ("ZFB", "alipay"), ("alipay_f2f", "alipay"),
            ("WeChat Pay", "wechat"), ("wxpay", "wechat"), ("微信扫码支付v3", "wechat"),
            ("支付宝电脑网站", "alipay"), ("银联", "unionpay"), ("易支付", "epay"), ("epusdt", "usdt"),
            ("USDT.TRC20", "usdt"), ("bepusdt", "usdt"), ("PayPal", "paypal"),
            ("Some Bank", "some-bank"), ("支付宝+微信", "支付宝+微信"),
        ])
    func canonical(word: String, channel: String) {
        #expect(ChannelAliases.builtin.canonical(word) == channel)
    }
}
