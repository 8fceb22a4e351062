import Records
import Statements
import Testing

@Suite struct IdentityTests {
    static let header = "交易日期,摘要,收入,支出,余额"

    /// No identity columns, no balance check: rows may stand in any order.
    static let plain: Dialect = {
        var dialect = SampleDialects.bank
        dialect.balanceCheck = nil
        dialect.totalRows = []
        return dialect
    }()

    static func rows(_ seed: UInt64, _ count: Int) -> [String] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let amount = state >> 60
            return "2026-06-0\(1 + state >> 40 % 3),x\(state >> 50 % 2),\(amount).00,,"
        }
    }

    static func read(_ rows: [String]) throws -> Statement {
        try SampleDialects.read(([header] + rows).joined(separator: "\n") + "\n", dialects: [plain])
    }

    @Test("The order of rows changes neither identities nor sums", arguments: 1...20)
    func order(_ seed: Int) throws {
        let rows = IdentityTests.rows(UInt64(seed), 60)
        let first = try IdentityTests.read(rows)
        var state = UInt64(seed)
        var shuffled = rows
        for index in shuffled.indices.dropFirst() {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            shuffled.swapAt(index, Int(state >> 33) % (index + 1))
        }
        let second = try IdentityTests.read(shuffled)
        #expect(first.table.count == 60)
        #expect(first.table.identity.sorted() == second.table.identity.sorted())
        #expect(first.columnSums == second.columnSums)
        #expect(
            Set(first.table.identity).count == 60, "each of the identical rows is its own entry")
    }

    @Test("N identical honest rows stay N")
    func identicalRows() throws {
        let row = "2026-06-01,x,1.00,,"
        for count in [1, 2, 7] {
            let statement = try IdentityTests.read(Array(repeating: row, count: count))
            #expect(Set(statement.table.identity).count == count)
        }
        let three = try IdentityTests.read([row, row, row]).table.identity
        let two = try IdentityTests.read([row, row]).table.identity
        #expect(
            Array(three.prefix(2)) == two, "a longer download holds the entries of a shorter one")
    }

    @Test("What stands around a value does not change its entry")
    func cleaning() throws {
        let plain = try IdentityTests.read(["2026-06-01,x,1.00,,"])
        let padded = try IdentityTests.read(["\"2026-06-01\" , x\t,1.00,,   "])
        #expect(plain.table.identity == padded.table.identity)
    }

    @Test("Values do not run into each other")
    func boundaries() throws {
        let first = try IdentityTests.read(["2026-06-01,ab,1.00,,"])
        let second = try IdentityTests.read(["2026-06-01,a,1.00,,"])
        #expect(first.table.identity != second.table.identity)
    }

    @Test(
        "Several transfers of one transaction are counted, a payment and its refund differ by kind")
    func counted() throws {
        let transfer = MappingTests.transfers.replacing("\"t2\"", with: "\"t1\"")
            .replacing(
                "\"from\":\"TME\",\"to\":\"TB\",\"value\":\"500000\"",
                with: "\"from\":\"TA\",\"to\":\"TME\",\"value\":\"1380000\"")
        let statement = try SampleDialects.read(transfer)
        #expect(statement.table.count == 2)
        #expect(Set(statement.table.identity).count == 2)
        let bill = try SampleDialects.read(MappingTests.alipay)
        #expect(Set(bill.table.identity).count == 3)
    }

    @Test("The order of a record's keys does not change its entry")
    func keyOrder() throws {
        let first = try SampleDialects.read(
            #"{"order_id":"A","actual_amount":1.38,"signature":"x"}"# + "\n")
        let second = try SampleDialects.read(
            #"{"signature":"x","actual_amount":1.38,"order_id":"A"}"# + "\n")
        #expect(first.table.identity == second.table.identity)
        #expect(first.table.count == 1)
    }

    @Test("Ids that a spreadsheet damaged keep the file out, with line and column")
    func damage() throws {
        for id in ["4.20E+27", "20260601.0"] {
            let statement = try SampleDialects.read(
                MappingTests.alipay.replacing("ORDER2", with: id))
            let problem = try #require(statement.quarantine)
            #expect(
                (problem.code, problem.line, problem.column, problem.found) == (
                    .excelDamage, 7, "商户订单号", id
                ))
        }
    }

    @Test("Problems beyond the limit are counted")
    func problemLimit() throws {
        var limits = Limits()
        limits.problems = 3
        let rows = Array(repeating: "2026-06-01,x,bad,,", count: 10)
        let text = ([IdentityTests.header] + rows).joined(separator: "\n") + "\n"
        let statement = try SampleDialects.read(
            text, dialects: [IdentityTests.plain], limits: limits)
        #expect(statement.problems.count == 3)
        #expect(statement.problemsDropped == 7)
        #expect(statement.rowsWithProblems == 10)
    }

    @Test(
        "Every row yields entries, a problem, or is a declared non-entry: any cut, any flipped byte"
    )
    func nothingIsLost() throws {
        let bytes = Array(MappingTests.alipay.utf8)
        let set = try SampleDialects.set()
        for index in stride(from: 0, to: bytes.count, by: 7) {
            var flipped = bytes
            flipped[index] ^= 0x15
            for mutated in [Array(bytes[..<index]), flipped] {
                let statement = Statements.read(
                    RawFile(name: "f", bytes: mutated), among: set, as: SampleDialects.alipay)
                #expect(
                    statement.rowCount <= statement.rowsWithEntries + statement.rowsWithProblems,
                    "byte \(index)")
            }
        }
    }
}
