/// The rules that reconcile the demonstration day, with comments for whoever edits them.
enum DemoDefinition {
    static let file = DemoDay.File(
        name: "definition.yaml",
        bytes: Array((sources(DemoClock.compactDay(0)) + legs + fees).utf8))

    private static func sources(_ day: String) -> String {
        """
        # What is compared with what on the demonstration day. `matchbook check` says it in words.
        name: demo
        version: 1
        merchant: demo-shop
        timeZone: Asia/Shanghai
        # Each leg covers what its channel's files say of themselves; UnionPay's day ends at 23:00.
        period: stated
        # A partner this near to midnight may stand in tomorrow's file.
        grace: 15 min

        sources:
          - {name: orders, files: [orders.csv]}
          - {name: alipay, files: [alipay_trade_\(day).csv.zip]}
          - {name: alipay-fund, files: [alipay_fund_\(day).csv.zip]}
          - {name: wechat, files: [wechat_ALL_\(day).csv.gz]}
          - {name: unionpay, files: [\(DemoUnionPay.fileName)]}
          - {name: epay, files: [epay_orders.json]}
          # Callbacks are believed only where their signature holds. Keep real keys elsewhere:
          # signingKey: {fromEnvironment: EPAY_KEY} or {fromFile: path}.
          - {name: epay-callbacks, files: [epay_notify.log], signingKey: \(DemoGateways.epayKey)}
          - {name: usdt-orders, files: [epusdt_orders.csv]}
          - name: usdt-callbacks
            files: [epusdt_callbacks.jsonl]
            signingKey: \(DemoGateways.epusdtKey)
          - {name: wallet, files: [trongrid_trc20.json], addresses: [\(DemoGateways.wallet)]}


        """
    }

    /// The rules of a month's book: any file of a source, day after day.
    static var ofMonth: String {
        """
        # What is compared with what, every day. `matchbook check` says it in words.
        name: demo
        version: 1
        merchant: demo-shop
        timeZone: Asia/Shanghai
        calendar: cn
        # A partner this near to midnight may stand in tomorrow's file.
        grace: 15 min

        sources:
          - {name: orders, files: ["*"], cadence: daily}
          - {name: alipay, files: ["*"], cadence: daily}
          - {name: alipay-fund, files: ["*"], cadence: daily}
          - {name: wechat, files: ["*"], cadence: daily}
          - {name: unionpay, files: ["*"], cadence: daily}
          - {name: epay, files: ["*"], cadence: daily}
          - {name: epay-callbacks, files: ["*"], signingKey: {fromFile: epay.key}}
          - {name: usdt-orders, files: ["*"]}
          - {name: usdt-callbacks, files: ["*"], signingKey: {fromFile: epusdt.key}}
          - {name: wallet, files: ["*"], addresses: [\(DemoGateways.wallet)]}


        """ + legs + fees
    }

    private static let legs = """
        legs:
          # Passes that are not stated are the published ones: exact, linked, tolerance, window.
          - name: orders-alipay
            left: {sources: orders, channels: [alipay]}
            right: alipay
          - name: orders-wechat
            left: {sources: orders, channels: [wechat]}
            right: wechat
          - name: orders-unionpay
            left: {sources: orders, channels: [unionpay]}
            right: unionpay
          - name: orders-epay
            left: {sources: orders, channels: [epay]}
            right: epay
            links: [epay-callbacks]
          # Transfers bear no order number: the gateway's callbacks join them, else amount and time.
          - name: orders-usdt
            left: {sources: orders, channels: [epusdt]}
            right: wallet
            links: [usdt-orders, usdt-callbacks]
            passes:
              - name: exact
                exact: {key: [order]}
              - name: exact-linked
                exact: {key: [order], throughLinks: true}
              - name: payment-window
                window:
                  before: 60 s
                  after: 30 min
                  paymentWindow: true
                  nearAmount: {percent: 10%, cap: "2.00"}
          # What was traded against what moved on the account.
          - name: alipay-fund
            left: alipay
            right: alipay-fund
            feeRows: true
            passes:
              - name: exact-channel
                exact: {key: [channel]}
              - name: exact-refund
                exact: {key: [{left: refund, right: channel}]}
              - name: exact
                exact: {key: [order]}


        """

    private static let fees = """
        feeSchedules:
          - {channel: alipay, rate: 0.6%, rounding: half_up}
          - {channel: wechat, rate: 0.6%, rounding: half_up}
          - {channel: unionpay, flat: "0.24"}

        """
}
