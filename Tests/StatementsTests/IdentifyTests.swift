import Records
import Statements
import Testing

@Suite struct IdentifyTests {
    static func identify(
        _ text: String, name: String = "file.csv", _ dialects: [Dialect] = SampleDialects.all
    ) throws -> Identification {
        Statements.identify(
            RawFile(name: name, bytes: Array(text.utf8)), among: try SampleDialects.set(dialects),
            limits: Limits())
    }

    static let generic: Dialect = {
        var dialect = Dialect(name: "generic-orders")
        dialect.role = .orders
        dialect.fallback = true
        dialect.autoScale = true
        dialect.claim.header = ["order_no|order_id|订单号", "amount|金额"]
        var rule = EntryRule()
        rule.kind = .order
        rule.gross = AmountRule(columns: [["amount", "金额"]])
        rule.orderReference = ReferenceRule(columns: ["order_no", "order_id", "订单号"])
        dialect.entries = [rule]
        return dialect
    }()

    @Test(
        "Exactly one dialect claims a known file",
        arguments: [
            (MappingTests.alipay, "alipay-trade"), (MappingTests.transfers, "chain"),
            (MappingTests.weChat([], footer: "`0,`0.00,`0.00"), "wechat-success"),
            (MappingTests.weChat([], footer: "`0,`0.00,`0.00", refunds: true), "wechat-all"),
            ("S22 1231230101 000002500000 D000000000024 C000002499976\n", "unionpay-like"),
            ("/n?trade_no=1&out_trade_no=2&money=1.00&sign=a\n", "epay-notify"),
            ("{\"order_id\":1,\"actual_amount\":2,\"signature\":\"x\"}\n", "epusdt-callbacks"),
            (" 交易日期 ,摘要\t,收入,支出,余额 \n", "bank"),
        ])
    func claims(_ text: String, _ name: String) throws {
        let identification = try IdentifyTests.identify(text)
        #expect(identification.claimedBy == [name])
        #expect(identification.refusals.count == SampleDialects.all.count - 1)
        #expect(!identification.refusals.map(\.dialect).contains(name))
    }

    @Test(
        "Each refusal says why",
        arguments: [
            (
                "交易时间,微信订单号,商户订单号,应结订单金额,手续费,退款金额\n", "wechat-success",
                Identification.Reason.forbiddenColumn("退款金额")
            ),
            ("交易日期,摘要,收入,支出\n", "bank", .missingColumns(["余额"])),
            ("交易日期,摘要,收入,支出\n", "chain", .otherShape),
            (
                "支付宝交易号,商户订单号,业务类型,商家实收（元）,服务费（元）\n", "alipay-trade",
                .textNotFound("支付宝业务明细查询")
            ),
            ("x\n", "unionpay-like", .rowDiffers("^S[0-9]{2} [0-9]{10} [0-9]{12} [CD][0-9]{12} ")),
        ] as [(String, String, Identification.Reason)])
    func refusals(_ text: String, _ name: String, _ reason: Identification.Reason) throws {
        let refusals = try IdentifyTests.identify(text).refusals
        #expect(refusals.first { $0.dialect == name }?.reason == reason)
    }

    @Test(
        "A generic dialect claims only what no other does, and overlooks spaces and lines in names")
    func fallback() throws {
        let dialects = [IdentifyTests.generic, SampleDialects.bank]
        let orders = try IdentifyTests.identify("Order No,AMOUNT\nA,1.00\n", dialects)
        #expect(orders.claimedBy == ["generic-orders"])
        let both = try IdentifyTests.identify("交易日期,摘要,收入,支出,余额,order-no,amount\n", dialects)
        #expect(both.claimedBy == ["bank"])
        #expect(
            both.refusals == [Identification.Refusal(dialect: "generic-orders", reason: .notNeeded)]
        )
    }

    @Test("Two claims are none: the file is quarantined")
    func ambiguous() throws {
        var twin = SampleDialects.bank
        twin.name = "twin"
        let statement = try SampleDialects.read(
            "交易日期,摘要,收入,支出,余额\n", dialects: [SampleDialects.bank, twin])
        #expect(statement.quarantine?.code == .ambiguousFormat)
        #expect(statement.quarantine?.found == "bank, twin")
    }

    @Test("An unknown file names the columns that the nearest dialects miss")
    func unknown() throws {
        let near = try SampleDialects.read("交易日期,摘要,收入,支出\n2026-06-01,x,1,2\n")
        #expect(near.quarantine?.code == .unknownHeader)
        #expect(near.quarantine?.expected.hasPrefix("bank: 余额; ") == true)
        #expect(near.quarantine?.found == "交易日期, 摘要, 收入, 支出")
        let far = try SampleDialects.read("a,b\n1,2\n")
        #expect(far.quarantine?.code == .unknownFormat)
    }

    @Test("The header is found below a preamble of any length within the limit")
    func preambles() throws {
        let header = "交易日期,摘要,收入,支出,余额\n"
        for count in [0, 1, 24, 79] {
            let text = String(repeating: "note,\n", count: count) + header
            #expect(try IdentifyTests.identify(text).claimedBy == ["bank"], "\(count) lines")
            #expect(try SampleDialects.read(text).problems == [])
        }
        let text = String(repeating: "note\n", count: 81) + header
        #expect(try IdentifyTests.identify(text).claimedBy == [])
    }

    @Test("Brackets of any width and letters of any case are one name; a star matches the rest")
    func names() throws {
        var dialect = SampleDialects.bank
        dialect.claim.header = ["Value_OUT(ETH)", "CurrentValue*", "金额（元）"]
        let text = "value_out（eth）,CurrentValue @ $1.5/Eth,金额(元),交易日期,摘要,收入,支出,余额\n"
        #expect(try IdentifyTests.identify(text, [dialect]).claimedBy == ["bank"])
        dialect.claim.exact = true
        #expect(
            try IdentifyTests.identify(text, [dialect]).refusals.map(\.reason)
                == [.extraColumns(["交易日期", "摘要", "收入", "支出", "余额"])])
    }

    @Test("A file's name and a record's value can be asked for")
    func nameAndValue() throws {
        var dialect = SampleDialects.callbacks
        dialect.claim.fileName = "^callbacks"
        dialect.claim.values = ["status": ["2", "3"]]
        let good = "{\"order_id\":1,\"actual_amount\":2,\"signature\":\"x\",\"status\":2}\n"
        #expect(
            try IdentifyTests.identify(good, name: "a.zip!callbacks.log", [dialect]).claimedBy.count
                == 1)
        #expect(
            try IdentifyTests.identify(good, name: "callbacks.zip!x", [dialect]).refusals.map(
                \.reason)
                == [.fileNameDiffers("^callbacks")])
        #expect(
            try IdentifyTests.identify(
                good.replacing("2}", with: "1}"), name: "callbacks", [dialect]
            )
            .refusals.map(\.reason) == [.valueDiffers("status=1")])
    }

    @Test(
        "Without bytes a file is empty; with a header alone, or an empty day's markers, it is valid"
    )
    func empty() throws {
        #expect(try SampleDialects.read("").codes == [.emptyFile])
        #expect(try SampleDialects.read("交易日期,摘要,收入,支出,余额\n").problems == [])
        let marks = """
            #支付宝业务明细查询
            #账号：[2088]
            #----业务明细列表----
            #----业务明细列表结束----
            #交易合计：0笔，商家实收共0.00元

            """
        let day = try SampleDialects.read(marks)
        #expect(day.dialect.name == "alipay-trade")
        #expect(day.problems == [])
        #expect(day.account == "2088")
        let list = try SampleDialects.read(#"{"data":[],"meta":{"page_size":0}}"#)
        #expect(list.dialect.name == "chain")
        #expect(list.problems == [])
    }

    @Test("A mistake in a dialect is told before any file is read")
    func mistakes() throws {
        func check(_ error: DialectError, _ change: (inout Dialect) -> Void) {
            var dialect = SampleDialects.bank
            change(&dialect)
            #expect(throws: error) { try DialectSet([dialect]) }
        }
        check(.claimsNothing(dialect: "bank")) { $0.claim = Dialect.Claim() }
        check(.yieldsNothing(dialect: "bank")) { $0.entries = [] }
        check(.badScale(dialect: "bank", scale: 19)) { $0.scale = 19 }
        check(.badTimeFormat(dialect: "bank", format: "QQ")) {
            $0.entries[0].occurredAt[0].formats = ["QQ"]
        }
        check(.badTemplate(dialect: "bank", template: "{a}{b}")) {
            $0.lines = [Dialect.LineTemplate(template: "{a}{b}")]
        }
        check(.unknownCapture(dialect: "bank", capture: "b")) {
            var line = Dialect.LineTemplate(template: "x{a}")
            line.checks = [Dialect.TotalCheck(capture: "b", measure: .count)]
            $0.lines = [line]
        }
        #expect(throws: DialectError.duplicateName("bank")) {
            try DialectSet([SampleDialects.bank, SampleDialects.bank])
        }
    }

    @Test("A pattern that RE2 refuses is told with its reason")
    func badPattern() {
        var dialect = SampleDialects.bank
        dialect.claim.fileName = "("
        #expect {
            try DialectSet([dialect])
        } throws: { error in
            if case .badPattern("bank", "(", let reason)? = error as? DialectError {
                return !reason.isEmpty
            }
            return false
        }
    }
}
