import Records
import Statements

/// Small dialects in the layouts of china.md, made by hand: the reader is tested without YAML.
enum SampleDialects {
    static let alipay: Dialect = {
        var dialect = Dialect(name: "alipay-trade")
        dialect.channel = "alipay"
        dialect.commentPrefixes = ["#"]
        dialect.claim.header = ["支付宝交易号", "商户订单号", "业务类型", "商家实收（元）", "服务费（元）"]
        dialect.claim.contains = ["支付宝业务明细查询"]
        var payments = Dialect.LineTemplate(template: "#交易合计：{count}笔，商家实收共{received}元")
        let isPayment = Condition(column: ["业务类型"], test: .equals(["交易"]))
        payments.checks = [
            Dialect.TotalCheck(capture: "count", measure: .count, conditions: [isPayment]),
            Dialect.TotalCheck(
                capture: "received", measure: .sum(columns: ["商家实收(元)"]), conditions: [isPayment]),
        ]
        payments.required = true
        dialect.lines = [
            payments,
            Dialect.LineTemplate(template: "#账号：[{account}]"),
            Dialect.LineTemplate(
                template: "#起始日期：[{periodStart}]   终止日期：[{periodEnd}]"),
        ]
        dialect.entries = [alipayRule("交易", .payment), alipayRule("退款", .refund)]
        dialect.idColumns = ["支付宝交易号", "商户订单号"]
        return dialect
    }()

    private static func alipayRule(_ word: String, _ kind: EntryKind) -> EntryRule {
        var rule = EntryRule()
        rule.conditions = [Condition(column: ["业务类型"], test: .equals([word]))]
        rule.kind = kind
        rule.gross = AmountRule(columns: [["订单金额(元)"]])
        rule.fee = AmountRule(columns: [["服务费(元)"]])
        rule.orderReference = ReferenceRule(columns: ["商户订单号"])
        rule.channelReference = ReferenceRule(columns: ["支付宝交易号"])
        rule.refundReference = ReferenceRule(columns: ["退款批次号/请求号"])
        rule.occurredAt = [TimeRule(columns: ["完成时间"])]
        rule.memoColumn = ["商品名称"]
        rule.identity = ["支付宝交易号", "业务类型", "退款批次号/请求号"]
        return rule
    }

    /// ALL and SUCCESS bills: one identity for the same trade.
    static func weChat(_ name: String, refunds: Bool) -> Dialect {
        var dialect = Dialect(name: name)
        dialect.channel = "wechat"
        dialect.leadingMark = 0x60
        dialect.feeScale = 5
        dialect.claim.header = ["交易时间", "微信订单号", "商户订单号", "应结订单金额", "手续费"]
        if refunds { dialect.claim.header.append("退款金额") }
        if !refunds { dialect.claim.forbiddenHeader = ["退款金额"] }
        var footer = Dialect.FooterTable(
            header: ["总交易单数", "应结订单总金额"],
            checks: [
                Dialect.TotalCheck(capture: "总交易单数", measure: .count),
                Dialect.TotalCheck(capture: "应结订单总金额", measure: .sum(columns: ["应结订单金额"])),
                Dialect.TotalCheck(capture: "手续费总金额", measure: .sum(columns: ["手续费"])),
            ])
        footer.required = true
        dialect.footerTable = footer
        var payment = EntryRule()
        payment.conditions = [Condition(column: ["交易状态"], test: .equals(["SUCCESS"]))]
        payment.gross = AmountRule(columns: [["订单金额"]])
        payment.discount = AmountRule(columns: [["订单金额"]])
        payment.discount!.minus = [["应结订单金额"]]
        payment.fee = AmountRule(columns: [["手续费"]])
        payment.fee!.sign = .reversed
        payment.feeRateColumn = ["费率"]
        payment.orderReference = ReferenceRule(columns: ["商户订单号"])
        payment.channelReference = ReferenceRule(columns: ["微信订单号"])
        payment.occurredAt = [TimeRule(columns: ["交易时间"])]
        payment.memoColumn = ["商品名称"]
        payment.identity = ["微信订单号"]
        dialect.entries = [payment]
        return dialect
    }

    /// Fixed width, no year, amounts in 分 with C and D.
    static let unionPay: Dialect = {
        var dialect = Dialect(name: "unionpay-like")
        dialect.channel = "unionpay"
        dialect.shape = .fixed(
            fields: [
                Dialect.FixedField(name: "代码", width: 3),
                Dialect.FixedField(name: "时间", width: 10),
                Dialect.FixedField(name: "金额", width: 12),
                Dialect.FixedField(name: "手续费", width: 13),
                Dialect.FixedField(name: "净额", width: 13),
                Dialect.FixedField(name: "保留", width: 4),
            ], gap: 1)
        dialect.claim.firstRow = "^S[0-9]{2} [0-9]{10} [0-9]{12} [CD][0-9]{12} "
        var rule = EntryRule()
        rule.gross = AmountRule(columns: [["金额"]])
        rule.gross!.minorUnits = true
        rule.fee = AmountRule(columns: [["手续费"]])
        rule.fee!.minorUnits = true
        rule.fee!.sign = .creditDebitLetter
        rule.occurredAt = [TimeRule(columns: ["时间"])]
        rule.occurredAt[0].formats = ["MMddHHmmss"]
        dialect.entries = [rule]
        var net = AmountRule(columns: [["净额"]])
        net.sign = .creditDebitLetter
        dialect.rowChecks = [
            Dialect.RowCheck(
                name: "金额 + 手续费 − 净额",
                terms: [
                    Dialect.RowCheck.Term(amount: AmountRule(columns: [["金额"]]), negative: false),
                    Dialect.RowCheck.Term(amount: rule.feeAsPrinted, negative: false),
                    Dialect.RowCheck.Term(amount: net, negative: true),
                ])
        ]
        return dialect
    }()

    /// Money in and out in two columns, a running balance, a total row.
    static let bank: Dialect = {
        var dialect = Dialect(name: "bank")
        dialect.role = .bank
        dialect.placeholders = ["-"]
        dialect.claim.header = ["交易日期", "摘要", "收入", "支出", "余额"]
        var movement = AmountRule(columns: [["收入"]])
        movement.outColumn = ["支出"]
        var rule = EntryRule()
        rule.kind = .transfer
        rule.gross = movement
        rule.balance = AmountRule(columns: [["余额"]])
        rule.currencyColumn = ["币种"]
        rule.occurredAt = [TimeRule(columns: ["交易日期"])]
        rule.memoColumn = ["摘要"]
        rule.counterpartyColumn = ["对方"]
        dialect.entries = [rule]
        dialect.balanceCheck = Dialect.BalanceCheck(column: ["余额"], movement: movement)
        dialect.totalRows = [
            Dialect.TotalRow(
                conditions: [Condition(column: ["交易日期"], test: .equals(["合计"]))],
                checks: [
                    Dialect.TotalCheck(capture: "收入", measure: .sum(columns: ["收入"])),
                    Dialect.TotalCheck(capture: "支出", measure: .sum(columns: ["支出"])),
                ])
        ]
        return dialect
    }()

    /// Chain transfers as JSON: decimals by token, sign by address, a guard against fakes.
    static let chain: Dialect = {
        var dialect = Dialect(name: "chain")
        dialect.role = .wallet
        dialect.shape = .json(records: "data")
        dialect.zone = "UTC"
        dialect.currency = .usdt
        dialect.scale = 6
        dialect.autoScale = true
        dialect.claim.header = ["transaction_id", "from", "to", "value", "token_info.decimals"]
        var count = Dialect.LineTemplate(template: "meta.page_size={count}")
        count.checks = [Dialect.TotalCheck(capture: "count", measure: .count)]
        dialect.lines = [count]
        var rule = EntryRule()
        rule.kind = .transfer
        rule.gross = AmountRule(columns: [["value"]])
        rule.gross!.decimalsColumn = ["token_info.decimals"]
        rule.gross!.sign = .byOwnAddress(from: ["from"], to: ["to"])
        rule.currencyColumn = ["token_info.symbol"]
        rule.chainReference = ReferenceRule(columns: ["transaction_id"])
        rule.occurredAt = [TimeRule(columns: ["block_timestamp"])]
        rule.occurredAt[0].formats = ["unixMilliseconds"]
        rule.identity = ["transaction_id", "to", "value"]
        rule.identityCounts = true
        rule.guards = [
            EntryRule.Guard(
                conditions: [Condition(column: ["token_info.address"], test: .differs(["TRUE"]))],
                code: .fakeToken, expected: "TRUE")
        ]
        dialect.entries = [rule]
        return dialect
    }()

    static let notifications: Dialect = {
        var dialect = Dialect(name: "epay-notify")
        dialect.role = .link
        dialect.shape = .query
        dialect.channel = "epay"
        dialect.signature = .epayMD5
        dialect.claim.header = ["trade_no", "out_trade_no", "money", "sign"]
        var rule = EntryRule()
        rule.asked = AmountRule(columns: [["money"]])
        rule.status.columns = ["trade_status"]
        rule.status.map = ["TRADE_SUCCESS": .succeeded]
        rule.status.otherwise = nil
        rule.orderReference = ReferenceRule(columns: ["out_trade_no"])
        rule.channelReference = ReferenceRule(columns: ["trade_no"])
        rule.identity = ["trade_no"]
        dialect.entries = [rule]
        return dialect
    }()

    static let callbacks: Dialect = {
        var dialect = Dialect(name: "epusdt-callbacks")
        dialect.role = .link
        dialect.shape = .jsonLines
        dialect.channel = "epusdt"
        dialect.signature = .epusdtMD5
        dialect.claim.header = ["order_id", "actual_amount", "signature"]
        var rule = EntryRule()
        rule.asked = AmountRule(columns: [["actual_amount"]])
        rule.askedCurrency = .usdt
        rule.orderReference = ReferenceRule(columns: ["order_id"])
        dialect.entries = [rule]
        return dialect
    }()

    static let all = [
        alipay, weChat("wechat-all", refunds: true), weChat("wechat-success", refunds: false),
        unionPay, bank, chain, notifications, callbacks,
    ]

    static func set(_ dialects: [Dialect] = all) throws -> DialectSet { try DialectSet(dialects) }

    /// Reads text in the one dialect that claims it.
    static func read(
        _ text: String, name: String = "file.csv", encoding: TextEncoding = .utf8,
        dialects: [Dialect] = all, as told: Dialect? = nil, hints: ReadHints = ReadHints(),
        limits: Limits = Limits()
    ) throws -> Statement {
        let mark = encoding == .utf16LittleEndian || encoding == .utf16BigEndian ? "\u{FEFF}" : ""
        let bytes = Statements.encode(mark + text, into: encoding) ?? []
        return Statements.read(
            RawFile(name: name, bytes: bytes), among: try set(dialects), as: told, hints: hints,
            limits: limits)
    }
}

extension EntryRule {
    /// The fee's own column in the unit of the file, for a check within the row.
    fileprivate var feeAsPrinted: AmountRule {
        var rule = fee!
        rule.minorUnits = false
        return rule
    }
}

extension Statement {
    /// Entries as short texts, for comparison: kind, gross, fee, order reference.
    var shown: [String] {
        (0..<table.count).map { row in
            let gross = table.gross(ofRow: row)?.description ?? "-"
            let fee = table.fee(ofRow: row)?.decimal ?? "-"
            let reference = table.utf8Text(table.orderReference[row])
            return "\(table.kind[row].name) \(gross) fee \(fee) \(reference)"
        }
    }

    var codes: [ProblemCode] { problems.map(\.code) }
}
