import Records
import Statements
import Testing

@Suite struct MappingTests {
    static let alipay = """
        #支付宝业务明细查询\r
        #账号：[20880000000000010156]\r
        #起始日期：[2026年06月01日 00:00:00]   终止日期：[2026年06月02日 00:00:00]\r
        #----------业务明细列表----------\r
        支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,订单金额（元）,商家实收（元）,退款批次号/请求号,服务费（元）,备注\r
        2026A\t,ORDER1\t,交易\t,月卡,2026-06-01 00:00:01,2026-06-01 00:00:02,9.90,9.90,\t,-0.06,\r
        2026B\t,ORDER2\t,交易\t,年卡,2026-06-01 08:00:00,2026-06-01 08:00:01,98.00,98.00,\t,-0.59,\r
        2026B\t,ORDER2\t,退款\t,年卡,2026-06-01 08:00:00,2026-06-01 09:00:00,-20.00,-20.00,R1\t,0.12,\r
        #----------业务明细列表结束----------\r
        #交易合计：2笔，商家实收共107.90元\r
        #导出时间：[2026年06月02日 05:46:49]\r

        """

    @Test(
        "A bill becomes entries, the same in UTF-8, GB18030 and UTF-16",
        arguments: TextEncoding.allCases)
    func encodings(_ encoding: TextEncoding) throws {
        let statement = try SampleDialects.read(MappingTests.alipay, encoding: encoding)
        #expect(statement.problems == [])
        #expect(
            statement.shown == [
                "payment 9.90 CNY fee -0.06 ORDER1", "payment 98.00 CNY fee -0.59 ORDER2",
                "refund -20.00 CNY fee 0.12 ORDER2",
            ])
        #expect(statement.rowCount == 3)
        #expect(statement.rowsWithEntries == 3)
        #expect(statement.nonEntries == ["preamble": 4, "comment": 3])
        #expect(statement.account == "20880000000000010156")
        #expect(statement.period?.start.rfc3339(in: .china) == "2026-06-01T00:00:00+08:00")
        #expect(statement.period?.end.rfc3339(in: .china) == "2026-06-02T00:00:00+08:00")
        #expect(!statement.controlTotals.map(\.holds).contains(false))
        #expect(statement.controlTotals.map(\.name) == ["交易合计.count", "交易合计.received"])
        #expect(statement.columnSums["商家实收（元）"] == "87.9")
        #expect(
            statement.table.occurred(ofRow: 0)?.rfc3339(in: .china) == "2026-06-01T00:00:02+08:00")
        #expect(Statements.text(statement.table.memo[1], in: statement.table) == "年卡")
        #expect(statement.unknownColumns == ["创建时间", "备注"])
        #expect(statement.table.line == [6, 7, 8])
    }

    @Test("The same trade has the same identity whatever the encoding of the bill")
    func identityAcrossEncodings() throws {
        let first = try SampleDialects.read(MappingTests.alipay)
        let second = try SampleDialects.read(MappingTests.alipay, encoding: .gb18030)
        #expect(first.table.identity == second.table.identity)
    }

    @Test("A row whose quotes do not add up is not shown under the order of the row before it")
    func faultyRowHasNoReference() throws {
        let set = try #require(MutationBench.set)
        let text = "order_no,amount,paid_at\nO1,1.00,2026-06-01\n\"O2,2.00,2026-06-01\n"
        let statement = Statements.read(
            RawFile(name: "orders.csv", bytes: Array(text.utf8)), among: set,
            hints: MutationBench.hints)
        #expect(statement.problems.map(\.code) == [.badQuote])
        #expect(statement.problems.map(\.reference) == [""])
    }

    static func weChat(_ rows: [String], footer: String? = nil, refunds: Bool = false) -> String {
        let middle = refunds ? ",退款金额" : ""
        var text = "交易时间,微信订单号,商户订单号,交易状态,应结订单金额\(middle),商品名称,手续费,费率,订单金额\n"
        for row in rows { text += row + "\n" }
        if let footer { text += "总交易单数,应结订单总金额,手续费总金额\n\(footer)\n" }
        return text
    }

    @Test("One leading backtick is taken off, commas in free text are joined again")
    func backticks() throws {
        let statement = try SampleDialects.read(
            MappingTests.weChat(
                [
                    "`2026-06-01 09:11:00,`4200A,`O1,`SUCCESS,`88.00,`点卡`特价` 100点,"
                        + "`0.53000,`0.60%,`98.00",
                    "`2026-06-01 09:12:00,`4200B,`O2,`SUCCESS,`10.00,`a,b, c,"
                        + "`0.06000,`0.60%,`10.00",
                ], footer: "`2,`98.00,`0.59000"))
        #expect(statement.problems == [])
        #expect(
            statement.shown == ["payment 98.00 CNY fee -0.53 O1", "payment 10.00 CNY fee -0.06 O2"])
        #expect(statement.table.discount(ofRow: 0)?.decimal == "10.00")
        #expect(statement.table.net(ofRow: 0)?.decimal == "87.47")
        #expect(statement.table.statedFeeRate[0] == 6000)
        #expect(Statements.text(statement.table.memo[0], in: statement.table) == "点卡`特价` 100点")
        #expect(Statements.text(statement.table.memo[1], in: statement.table) == "a,b, c")
        #expect(statement.nonEntries == ["footer": 2])
    }

    @Test("A payment in the ALL and in the SUCCESS bill is one entry")
    func identityAcrossBills() throws {
        let success = try SampleDialects.read(
            MappingTests.weChat(
                ["`2026-06-01 09:11:00,`4200A,`O1,`SUCCESS,`9.90,`x,`0.06000,`0.60%,`9.90"],
                footer: "`1,`9.90,`0.06000"))
        let all = try SampleDialects.read(
            MappingTests.weChat(
                ["`2026-06-01 09:11:00,`4200A,`O1,`SUCCESS,`9.90,`0.00,`x,`0.06000,`0.60%,`9.90"],
                footer: "`1,`9.90,`0.06000", refunds: true))
        #expect(success.dialect.name == "wechat-success")
        #expect(all.dialect.name == "wechat-all")
        #expect(success.table.identity == all.table.identity)
    }

    @Test(
        "What is wrong with a row is a problem with line, column, found and expected",
        arguments: [
            ("x", "12abc", ProblemCode.badAmount, "收入", "12abc"),
            ("x", "1.234", .tooManyDecimals, "收入", "1.234"),
            ("x", "99999999999999999999", .amountOverflow, "收入", "99999999999999999999"),
            ("x", "9999999999999999999", .amountOverflow, "收入", "9999999999999999999"),
        ])
    func problems(
        _ memo: String, _ income: String, _ code: ProblemCode, _ column: String, _ found: String
    ) throws {
        var dialect = SampleDialects.bank
        dialect.balanceCheck = nil
        let statement = try SampleDialects.read(
            "交易日期,摘要,收入,支出,余额\n2026-06-01,\(memo),\(income),,\n", dialects: [dialect])
        #expect(statement.table.count == 0)
        #expect(statement.rowsWithProblems == 1)
        let problem = try #require(statement.problems.first)
        #expect((problem.code, problem.column, problem.found) == (code, column, found))
        #expect(problem.line == 2)
        #expect(problem.raw.hasPrefix("2026-06-01,"))
    }

    @Test(
        "A row may lack optional fields and have empty ones too many",
        arguments: [
            ("2026-06-01,x,1.00,,5.00", [ProblemCode]()), ("2026-06-01,x,1.00,,5.00,CNY,y,,,", []),
            ("2026-06-01,x,1.00,,5.00,CNY,y,surplus", [.fieldCount]),
            ("2026-06-01,x,1.00", [.fieldCount]),
            ("2026-06-01,x,1.00,,", []),
        ])
    func fieldCounts(_ row: String, _ codes: [ProblemCode]) throws {
        var dialect = SampleDialects.bank
        dialect.balanceCheck = nil
        let statement = try SampleDialects.read(
            "交易日期,摘要,收入,支出,余额,币种,对方\n\(row)\n", dialects: [dialect])
        #expect(statement.codes == codes)
        #expect(statement.table.count == (codes.isEmpty ? 1 : 0))
    }

    @Test(
        "Money in and out in two columns, currencies by their printed names, a day without a clock")
    func bank() throws {
        let statement = try SampleDialects.read(
            """
            交易日期,摘要,收入,支出,余额,币种,对方
            2026-06-01,工资,"1,000.00",-,"1,500.00",人民币,甲
            2026-06-02,消费,-,20.50,"1,479.50",人民币,乙
            合计,,"1,000.00",20.50,,,

            """)
        #expect(statement.problems == [])
        #expect(statement.shown == ["transfer 1000.00 CNY fee - ", "transfer -20.50 CNY fee - "])
        #expect(statement.openingBalance?.decimal == "500.00")
        #expect(statement.closingBalance?.decimal == "1479.50")
        #expect(statement.table.bookedOn[0] == Day("2026-06-01")!.number)
        #expect(statement.nonEntries == ["total": 1])
        #expect(statement.controlTotals.map(\.name) == ["收入", "支出", "余额"])
    }

    @Test("Fixed width: 分 with C and D, the year from the file's name, a check within the row")
    func fixedWidth() throws {
        let row = "S22 1231230101 000002500000 D000000000024 C000002499976"
        let statement = try SampleDialects.read(
            "\(row)\n\(row.replacing("C000002499976", with: "C000002499975"))\n",
            name: "INN18010188ZM_1")
        #expect(statement.shown == Array(repeating: "payment 25000.00 CNY fee -0.24 ", count: 2))
        #expect(statement.codes == [.rowIdentity])
        #expect(statement.problems.first?.line == 2)
        #expect(
            statement.table.occurred(ofRow: 0)?.rfc3339(in: .china) == "2017-12-31T23:01:01+08:00")
        #expect(statement.columnSums["手续费"] == "-48")
        #expect(statement.columnSums["净额"] == "4999951")
    }

    static let transfers = """
        {"data":[
        {"transaction_id":"t1","from":"TA","to":"TME","value":"1380000",
         "block_timestamp":1780272000000,"token_info":{"decimals":6,
         "symbol":"USDT","address":"TRUE"}},
        {"transaction_id":"t2","from":"TME","to":"TB","value":"500000",
         "block_timestamp":1780272001000,"token_info":{"decimals":6,
         "symbol":"USDT","address":"TRUE"}},
        {"transaction_id":"t3","from":"TC","to":"TME","value":"98000000",
         "block_timestamp":1780272002000,"token_info":{"decimals":6,
         "symbol":"USDT","address":"FALSE"}}
        ],"meta":{"page_size":3}}
        """

    @Test("Chain transfers take their sign from the own address, which the file shows")
    func chain() throws {
        let statement = try SampleDialects.read(MappingTests.transfers, name: "t.json")
        #expect(statement.shown == ["transfer 1.38 USDT fee - ", "transfer -0.50 USDT fee - "])
        #expect(statement.account == "TME")
        #expect(statement.codes == [.fakeToken])
        #expect(statement.problems[0].found == "FALSE")
        #expect(statement.controlTotals.map(\.holds) == [true])
        #expect(statement.rowCount == 3)
    }

    @Test("A transfer between strangers is a problem")
    func foreignTransfers() throws {
        let statement = try SampleDialects.read(
            MappingTests.transfers, hints: ReadHints(ownAddresses: ["TELSE"]))
        #expect(statement.table.count == 0)
        #expect(statement.codes == [.foreignTransfer, .foreignTransfer, .fakeToken])
    }

    @Test("More decimals raise the scale of a chain's columns, up to eighteen")
    func autoScale() throws {
        let finest = "1780272000000,\"token_info\":{\"decimals\":18"
        let statement = try SampleDialects.read(
            MappingTests.transfers
                .replacing("\"1380000\"", with: "\"1380000000000000001\"")
                .replacing("1780272000000,\"token_info\":{\"decimals\":6", with: finest))
        #expect(statement.table.gross.isWide)
        #expect(statement.shown[0] == "transfer 1.380000000000000001 USDT fee - ")
        #expect(statement.shown[1] == "transfer -0.50 USDT fee - ")
    }

    @Test("Signed callbacks carry the exact message that was signed")
    func signatures() throws {
        let notify = try SampleDialects.read(
            "/notify?pid=1001&trade_no=T1&out_trade_no=O1&type=wxpay&name=%E6%9C%88%E5%8D%A1+A&"
                + "money=9.90&"
                + "trade_status=TRADE_SUCCESS&param=&sign=ABCDEF&sign_type=MD5\nno query here\n")
        #expect(
            notify.signed.map(\.message) == [
                "money=9.90&name=月卡 A&out_trade_no=O1&pid=1001&trade_no=T1&"
                    + "trade_status=TRADE_SUCCESS&type=wxpay"
            ])
        #expect(notify.signed.map(\.signature) == ["abcdef"])
        #expect(notify.nonEntries == ["no_record": 1])
        let callback = try SampleDialects.read(
            #"{"trade_id":"2","order_id":"O1","amount":9.90,"actual_amount":1.38,"token":"","#
                + #""status":2,"signature":"aa"}"#
                + "\n")
        #expect(
            callback.signed.map(\.message) == [
                "actual_amount=1.38&amount=9.90&order_id=O1&status=2&trade_id=2"
            ])
        #expect(callback.table.asked(ofRow: 0)?.description == "1.38 USDT")
    }

    @Test("Official signing vectors: the message before the key is appended")
    func signingVectors() {
        let message = Dialect.SignatureScheme.epusdtMD5.message([
            "order_id": "20220201030210321", "amount": "42",
            "notify_url": "http://example.com/notify",
            "redirect_url": "http://example.com/redirect",
            "signature": "1cd4b52df5587cfb1968b0c0c6e156cd",
        ])
        #expect(
            message
                == "amount=42&notify_url=http://example.com/notify&order_id=20220201030210321"
                + "&redirect_url=http://example.com/redirect"
        )
    }

    @Test("A delivered secret is never kept, an empty or apologetic one is told")
    func secrets() throws {
        var dialect = Dialect(name: "shop")
        dialect.claim.header = ["订单", "金额", "发货", "卡密"]
        var rule = EntryRule()
        rule.gross = AmountRule(columns: [["金额"]])
        rule.delivery.columns = ["发货"]
        rule.delivery.map = ["1": .delivered, "0": .pending]
        rule.delivery.secretColumn = ["卡密"]
        rule.delivery.apologies = ["库存不足"]
        dialect.entries = [rule]
        let statement = try SampleDialects.read(
            "订单,金额,发货,卡密\n1,1.00,1,SECRET1\n2,1.00,1,\n3,1.00,1,抱歉库存不足请联系\n"
                + "4,1.00,0,\n5,bad,1,SECRET2\n",
            encoding: .gb18030, dialects: [dialect])
        #expect(
            (0..<4).map { statement.table.delivery[$0] } == [
                .delivered, .deliveredEmpty, .deliveredEmpty, .pending,
            ])
        #expect(statement.problems.map(\.raw) == ["5,bad,1,•••"])
    }
}
