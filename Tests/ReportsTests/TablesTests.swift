import Matching
import Records
import Testing

@testable import Reports

@Suite struct TablesTests {
    static func bytes(_ table: some CSVTable) -> [UInt8] {
        var all: [UInt8] = []
        table.write { all += $0.bytes }
        return all
    }

    static func lines(_ table: some CSVTable) -> [String] {
        String(decoding: bytes(table).dropFirst(3), as: UTF8.self)
            .split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The header and rows of values, as the slow way writes them.
    static func bytes(_ columns: [String], _ rows: [[Cell]]) -> [UInt8] {
        var buffer = RowBuffer()
        buffer.header(columns)
        for row in rows { buffer.row(row) }
        return buffer.bytes
    }

    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
        ("two\nlines", "\"two\nlines\""), ("=1+1", "'=1+1"), ("+86", "'+86"), ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""), ("\0", "'\0"),
        ("=\"a\",1", "\"'=\"\"a\"\",1\""), ("中文，全角", "中文，全角"), ("a=b", "a=b"),
    ])
    func textsAreQuotedAndNeutralised(text: String, field: String) {
        var buffer = RowBuffer(capacity: 1)
        buffer.row([.text(text)])
        #expect(String(decoding: buffer.bytes, as: UTF8.self) == field + "\r\n")
    }

    @Test func amountsStayNumbers() {
        var buffer = RowBuffer()
        buffer.row([.amount("-0.59"), .integer(-3), .empty, .text("x")])
        #expect(String(decoding: buffer.bytes, as: UTF8.self) == "-0.59,-3,,x\r\n")
    }

    static let wire: [(columns: [String], names: String)] = [
        (
            BreakRow.columns,
            """
            break_id,leg,class,finding,severity,left_currency,right_currency,amount_currency,\
            amount,left_amount,right_amount,expected_fee,actual_fee,left_source,right_source,\
            reference,left_reference,right_reference,occurred_at,break_on,age_days,explanation
            """
        ),
        (
            MatchRow.columns,
            """
            match_id,leg,class,pass,rule,score,left_currency,right_currency,difference_currency,\
            left_amount,right_amount,difference,fee,left_source,right_source,left_reference,\
            right_reference,left_at,right_at,explanation
            """
        ),
        (
            EntryRows.columns,
            """
            entry_id,merchant,shop,source,channel,product,kind,status,currency,amount,discount,\
            fee,fee_currency,net,asked_amount,asked_currency,settled_amount,settled_currency,\
            original_amount,original_currency,order_reference,channel_reference,\
            refund_reference,batch_reference,bank_reference,counterparty,delivery_status,\
            delivered_at,occurred_at,booked_on,value_on,memo,file,line
            """
        ),
        (ProblemRows.columns, "file,line,column,code,found,expected,reference,raw"),
        (MemberRows.columns, "match_id,leg,side,entry_id,applied_amount,currency"),
    ]

    @Test(arguments: wire)
    func columnsAreThoseOfTheWire(columns: [String], names: String) {
        #expect(columns.joined(separator: ",") == names)
    }

    @Test func filesBeginWithTheMarkAndEndEveryRowWithCRLF() {
        let bytes = Self.bytes(BreakRows(SampleRun.report, .english))
        #expect(bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
        #expect(bytes.suffix(2) == [0x0D, 0x0A])
        let lines = Self.lines(BreakRows(SampleRun.report, .english))
        #expect(lines.count == SampleRun.report.breakCount + 2)
    }

    @Test func aBreakIsTheRowThatToolsDependOn() {
        let lines = Self.lines(BreakRows(SampleRun.report, .simplifiedChinese))
        let fee = lines.first { $0.contains("fee_mismatch") }?.dropFirst(33)
        #expect(
            fee.map(String.init)
                == "orders-alipay,fee_mismatch,fee_doubled,low,CNY,CNY,CNY,-0.59,98.00,98.00,"
                + "-0.59,-1.18,orders,alipay-trade,A6,A6,T007,2026-06-01T09:40:00+08:00,"
                + "2026-06-01,0,手续费扣了两次。应收 0.59 = 98.00 × 0.60%（四舍五入），实收 1.18，多扣 0.59 CNY。")
    }

    @Test func aHostileReferenceIsNoFormula() {
        let text = String(
            decoding: Self.bytes(EntryRows(SampleRun.report)), as: UTF8.self)
        #expect(text.contains("\"'=HYPERLINK(\"\"x\"\")"))
        #expect(!text.contains(",\"=") && !text.contains(",="))
    }

    @Test func everyEntryHasItsRow() {
        let lines = Self.lines(EntryRows(SampleRun.report))
        #expect(lines.count == SampleRun.orders.count + SampleRun.bill.count + 2)
        #expect(
            lines[1].dropFirst(33)
                == "main,,orders,alipay,,order,succeeded,CNY,9.90,,,,9.90,,,,,,,A1,,,,,,,,"
                + "2026-06-01T08:00:00+08:00,,,月卡会员,orders.csv,2")
    }

    @Test func everyMatchHasARowOfItsOwn() {
        let rows = Self.lines(MatchRows(SampleRun.report, .english))
        #expect(rows.count == SampleRun.report.matchCount + 2)
        #expect(Set(rows).count == rows.count)
    }

    @Test(arguments: Language.allCases)
    func rowsWrittenFromColumnsAreTheRowsOfValues(language: Language) {
        let report = SampleRun.report
        let breaks = report.legViews.flatMap { view in
            view.outcome.breaks.map { BreakRow($0, in: view, language).cells }
        }
        #expect(
            Self.bytes(BreakRows(report, language)) == Self.bytes(BreakRow.columns, breaks))
        let matches = report.legViews.flatMap { view in
            (0..<view.outcome.matches.count).map { MatchRow($0, in: view, language).cells }
        }
        #expect(
            Self.bytes(MatchRows(report, language)) == Self.bytes(MatchRow.columns, matches))
    }

    @Test func rowsAreTheSameInWhateverPiecesTheyAreWritten() {
        let whole = Self.bytes(EntryRows(SampleRun.report))
        var many = SampleRun.report
        many.entries = Array(repeating: many.entries, count: 60).flatMap(\.self)
        let table = EntryRows(many)
        #expect(table.stretches == 2)
        let pieces = Self.bytes(table)
        let header = whole.prefix { $0 != 0x0A }.count + 1
        #expect(pieces.count == header + (whole.count - header) * 60)
        var other = RowBuffer()
        other.header(EntryRows.columns)
        for start in stride(from: 0, to: table.count, by: 7) {
            table.write(start..<min(start + 7, table.count), to: &other)
        }
        #expect(other.bytes == pieces)
    }

    @Test func problemsKeepTheirRawText() {
        let lines = Self.lines(ProblemRows(SampleRun.report.problems))
        #expect(lines[1] == "callbacks.txt,7,sign,bad_signature,e10a…883e,,A4,sign=<b>e10a</b>")
    }
}
