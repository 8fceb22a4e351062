import Records
import Testing

@testable import Statements

@Suite struct TotalsTests {
    @Test(
        "A stated total that differs keeps the file out, and says both numbers",
        arguments: [
            ("#交易合计：2笔", "#交易合计：3笔", ProblemCode.countMismatch, "3", "2"),
            ("共107.90元", "共107.91元", .controlTotalMismatch, "107.91", "107.9"),
            ("98.00,98.00", "98.00,98.01", .controlTotalMismatch, "107.90", "107.91"),
            ("共107.90元", "共x元", .controlTotalMismatch, "x", "107.9"),
        ])
    func stated(
        _ old: String, _ new: String, _ code: ProblemCode, _ found: String, _ expected: String
    ) throws {
        let statement = try SampleDialects.read(MappingTests.alipay.replacing(old, with: new))
        let problem = try #require(statement.quarantine)
        #expect((problem.code, problem.found, problem.expected) == (code, found, expected))
        #expect(statement.controlTotals.filter { !$0.holds }.count == 1)
        #expect(statement.table.count == 3)
    }

    @Test("Where totals are known to differ they are noted, and the file stays")
    func noted() throws {
        var dialect = SampleDialects.alipay
        dialect.totalsQuarantine = false
        let statement = try SampleDialects.read(
            MappingTests.alipay.replacing("共107.90元", with: "共1.00元"), dialects: [dialect])
        #expect(statement.codes == [.statedTotalDiffers])
        #expect(statement.quarantine == nil)
    }

    @Test("A file without its required line or footer was cut off")
    func cutOff() throws {
        let lines = MappingTests.alipay.split(separator: "\r\n").prefix { !$0.hasPrefix("#交易合计") }
        let cut = try SampleDialects.read(lines.joined(separator: "\r\n") + "\r\n")
        #expect(cut.quarantine?.code == .truncated)
        let row = "`2026-06-01 09:11:00,`4200A,`O1,`SUCCESS,`9.90,`x,`0.06000,`0.60%,`9.90"
        let noFooter = try SampleDialects.read(MappingTests.weChat([row]))
        #expect(noFooter.codes == [.truncated])
        let noValues = try SampleDialects.read(
            MappingTests.weChat([row]) + "总交易单数,应结订单总金额,手续费总金额\n")
        #expect(noValues.codes == [.truncated])
    }

    @Test("Every row that is cut out of a bill with totals is noticed")
    func missingRows() throws {
        let lines = MappingTests.alipay.split(separator: "\r\n", omittingEmptySubsequences: false)
        for index in 5...6 {
            var fewer = lines
            fewer.remove(at: index)
            let statement = try SampleDialects.read(fewer.joined(separator: "\r\n"))
            #expect(statement.quarantine != nil, "without line \(index + 1)")
        }
    }

    @Test("Counts may be printed with decimals, and a footer below the table is read by name")
    func footer() throws {
        let row = "`2026-06-01 09:11:00,`4200A,`O1,`SUCCESS,`9.90,`x,`0.06000,`0.60%,`9.90"
        let good = try SampleDialects.read(
            MappingTests.weChat([row], footer: "`1.0,`9.90,`0.06000"))
        #expect(good.problems == [])
        #expect(good.controlTotals.map(\.stated) == ["1.0", "9.90", "0.06000"])
        let bad = try SampleDialects.read(MappingTests.weChat([row], footer: "`1,`9.90,`0.07000"))
        #expect(bad.codes == [.controlTotalMismatch])
        #expect(bad.problems[0].column == "手续费总金额")
    }

    @Test("A file pasted behind itself is noticed")
    func pasted() throws {
        let row = "`2026-06-01 09:11:00,`4200A,`O1,`SUCCESS,`9.90,`x,`0.06000,`0.60%,`9.90"
        let text = MappingTests.weChat([row], footer: "`1,`9.90,`0.06000")
        let statement = try SampleDialects.read(text + text)
        #expect(statement.quarantine?.code == .countMismatch)
        #expect(statement.nonEntries["header"] == 1)
    }

    @Test("A second header with other columns is never mapped by the first")
    func otherHeader() throws {
        let statement = try SampleDialects.read(
            "交易日期,摘要,收入,支出,余额\n交易日期,摘要,支出,收入,余额\n2026-06-01,x,1.00,,1.00\n")
        #expect(statement.quarantine?.code == .unknownHeader)
    }

    static func steps(_ rows: [(Int, Int, Int)]) -> [BalanceStep] {
        rows.enumerated().map { index, row in
            BalanceStep(
                balance: Int128(row.1), balanceScale: 2, movement: Int128(row.0), movementScale: 2,
                time: Hash128(high: UInt64(row.2), low: 0), line: index + 1)
        }
    }

    @Test(
        "Balances move by each row's amount: in file order or its reverse, equal times in any",
        arguments: [
            ([(10, 110, 1), (-5, 105, 2), (1, 106, 3)], nil, 100, 106),
            ([(1, 106, 3), (-5, 105, 2), (10, 110, 1)], nil, 100, 106),
            ([(10, 110, 1), (1, 106, 2), (-5, 105, 2)], nil, 100, 106),
            ([(1, 106, 2), (10, 110, 2), (-5, 105, 2)], nil, 100, 106),
            ([(5, 105, 1), (-5, 100, 1), (5, 105, 1), (-5, 100, 1)], nil, 100, 100),
            ([(7, 107, 1)], nil, 100, 107),
            ([(10, 110, 1), (-5, 104, 2), (1, 105, 3)], 2, 0, 0),
            ([(10, 110, 1), (-5, 105, 2), (1, 107, 3)], 3, 0, 0),
            ([(0, 100, 1), (3, 103, 1), (0, 103, 1)], nil, 100, 103),
        ] as [([(Int, Int, Int)], Int?, Int, Int)])
    func balances(_ rows: [(Int, Int, Int)], _ brokenLine: Int?, _ opening: Int, _ closing: Int)
        throws
    {
        var chain = try #require(BalanceChain(TotalsTests.steps(rows)))
        let outcome = chain.check()
        #expect(outcome.broken?.line == brokenLine)
        if brokenLine == nil {
            #expect((outcome.opening, outcome.closing) == (Int128(opening), Int128(closing)))
        }
    }

    @Test("A thousand rows of one second are put in order without trying every order")
    func manyEqualTimes() throws {
        var rows: [(Int, Int, Int)] = []
        var balance = 0
        var state: UInt64 = 5
        for _ in 0..<1000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            let movement = Int(state >> 56) - 100
            balance += movement
            rows.append((movement, balance, 1))
        }
        let sorted = rows.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        var chain = try #require(BalanceChain(TotalsTests.steps(sorted)))
        let outcome = chain.check()
        #expect(outcome.broken == nil)
        #expect(outcome.closing - outcome.opening == Int128(balance))
    }

    @Test("A broken balance keeps the file out and names the row")
    func brokenBalance() throws {
        let statement = try SampleDialects.read(
            "交易日期,摘要,收入,支出,余额\n2026-06-01,a,10.00,,10.00\n2026-06-02,b,,1.00,9.00\n"
                + "2026-06-03,c,5.00,,14.01\n"
        )
        let problem = try #require(statement.quarantine)
        #expect(
            (problem.code, problem.line, problem.found, problem.expected) == (
                .balanceBroken, 4, "14.01", "14.00"
            ))
        #expect(statement.openingBalance == nil)
    }

    static let summary: Dialect = {
        var dialect = Dialect(name: "summary")
        dialect.role = .summary
        dialect.claim.header = ["门店", "交易笔数", "实收"]
        dialect.totalRows = [
            Dialect.TotalRow(
                conditions: [Condition(column: ["门店"], test: .equals(["合计"]))],
                checks: [Dialect.TotalCheck(capture: "实收", measure: .sum(columns: ["实收"]))])
        ]
        dialect.crossChecks = [
            Dialect.CrossCheck(
                dialect: "alipay-trade", column: "交易笔数", measure: .count,
                conditions: [Condition(column: ["业务类型"], test: .equals(["交易"]))]),
            Dialect.CrossCheck(
                dialect: "alipay-trade", column: "实收", measure: .sum(columns: ["商家实收(元)"]),
                conditions: []),
        ]
        return dialect
    }()

    @Test(
        "A summary file is compared with the detail beside it in the archive",
        arguments: [
            ("门店,交易笔数,实收\n甲,2,87.90\n合计,2,87.90\n", nil),
            ("门店,交易笔数,实收\n甲,3,87.90\n合计,3,87.90\n", ProblemCode.countMismatch),
            ("门店,交易笔数,实收\n甲,2,87.91\n合计,2,87.91\n", .controlTotalMismatch),
        ] as [(String, ProblemCode?)])
    func summaries(_ text: String, _ code: ProblemCode?) throws {
        let set = try DialectSet([SampleDialects.alipay, TotalsTests.summary])
        var statements = [
            Statements.read(RawFile(name: "a.zip!sum.csv", bytes: Array(text.utf8)), among: set),
            Statements.read(
                RawFile(name: "a.zip!detail.csv", bytes: Array(MappingTests.alipay.utf8)),
                among: set),
            Statements.read(
                RawFile(name: "b.zip!detail.csv", bytes: Array(MappingTests.alipay.utf8)),
                among: set),
        ]
        #expect(statements.allSatisfy { $0.quarantine == nil })
        #expect(statements[0].nonEntries == ["summary": 1, "total": 1])
        Statements.crossCheck(&statements)
        #expect(statements.map { $0.quarantine?.code } == [code, code, nil])
        #expect(statements[1].controlTotals.count == 4)
    }

    @Test("A summary whose own rows do not add up is kept out")
    func badSummary() throws {
        let statement = try SampleDialects.read(
            "门店,交易笔数,实收\n甲,2,87.90\n合计,2,88.90\n", dialects: [TotalsTests.summary])
        #expect(statement.quarantine?.code == .controlTotalMismatch)
    }

    @Test("A declared non-entry is counted by the file's totals, a second header is not")
    func ignoredRows() throws {
        var dialect = SampleDialects.bank
        dialect.balanceCheck = nil
        dialect.ignoredRows = [
            Dialect.IgnoredRow(
                conditions: [Condition(column: ["摘要"], test: .equals(["说明"]))],
                reason: "second_header"),
            Dialect.IgnoredRow(
                conditions: [Condition(column: ["摘要"], test: .contains(["积分"]))],
                reason: "not_money"),
        ]
        let statement = try SampleDialects.read(
            "交易日期,摘要,收入,支出,余额\n日期,说明,元,元,元\n2026-06-01,a,1.00,,1.00\n2026-06-01,积分兑换,2.00,,1.00\n",
            dialects: [dialect])
        #expect(statement.nonEntries == ["second_header": 1, "not_money": 1])
        #expect((statement.rowCount, statement.rowsWithEntries) == (2, 1))
        #expect(statement.columnSums["收入"] == "3")
    }
}
