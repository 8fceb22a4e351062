import Records
import Testing

@testable import Statements

@Suite("Workbooks")
struct ShapesWorkbookTests {
    private static func open(
        _ bytes: [UInt8], _ change: (inout Limits) -> Void = { _ in }
    ) -> (members: [RawFile], problems: [Problem]) {
        var limits = Limits()
        change(&limits)
        return Statements.members(of: RawFile(name: "book.xlsx", bytes: bytes), limits: limits)
    }

    private static func rows(_ bytes: [UInt8]) -> [[String]] {
        let opened = open(bytes)
        #expect(opened.problems.isEmpty)
        return opened.members.flatMap { Reading($0, as: .sheet).rows }
    }

    @Test("cells of every type come out as the text a person sees")
    func types() {
        let strings = """
            <si><t>交易时间</t></si><si><r><t>金额</t></r><r><t xml:space="preserve"> (元)</t></r>\
            <rPh sb="0" eb="1"><t>phonetic</t></rPh></si><si><t/></si><si><t>a_x000A_b</t></si>
            """
        let rows = """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>\
            <c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row>\
            <row r="3"><c r="B3" t="inlineStr"><is><t>inline &lt;</t></is></c>\
            <c r="C3" t="str"><f>A1&amp;B1</f><v>text</v></c><c r="D3" t="b"><v>1</v></c>\
            <c r="E3" t="e"><v>#N/A</v></c><c r="F3"><v>28.16</v></c><c r="G3" s="1"/></row>\
            <row r="4"/><row><c t="b"><v>0</v></c><c><v>7</v></c></row>
            """
        let opened = ShapesWorkbookTests.open(
            WorkbookBuilder.workbook(
                sheets: [("明细", rows), ("empty", "<row r=\"1\"/>")], strings: strings))
        #expect(opened.members.map(\.name) == ["book.xlsx!明细"])
        let reading = Reading(opened.members[0], as: .sheet)
        #expect(
            reading.rows == [
                ["交易时间", "金额 (元)", "", "a\nb"],
                ["", "inline <", "text", "TRUE", "#N/A", "28.16"], ["FALSE", "7"],
            ])
        #expect(reading.lines == [1, 3, 5])
        #expect(reading.failure == nil)
    }

    static let numbers: [(String, String)] = [
        ("28.16", "28.16"), ("0.35", "0.35"), ("100", "100"), ("-12.50", "-12.50"),
        ("100.09999999999999", "100.1"), ("0.30000000000000004", "0.3"),
        ("9.9900000000000002", "9.99"), ("-66.879999999999995", "-66.88"),
        ("99.999999999999999", "100"), ("1234567890123.4567", "1234567890123.46"),
        ("5.0000000000000001E-3", "0.005"), ("1E-6", "0.000001"), ("-2.5e-1", "-0.25"),
        ("4.2E+27", "4.2E+27"), ("1.23456789E15", "1.23456789E15"), ("123.0", "123.0"),
        ("4200002026060148558550001", "4200002026060148558550001"),
        ("123456789012345678.25", "123456789012345678.25"), ("abc", "abc"), ("1E-400", "1E-400"),
    ]

    @Test("numbers keep their text, and lose only what a double added", arguments: numbers)
    func number(_ raw: String, _ text: String) {
        #expect(CellNumber.text(raw) == text)
    }

    static let dates: [(String, CellForm, Bool, String?)] = [
        ("45444", .date, false, "2024-06-01"), ("45444", .dateTime, false, "2024-06-01 00:00:00"),
        ("45444.5", .date, false, "2024-06-01 12:00:00"),
        ("45444.524305555555", .dateTime, false, "2024-06-01 12:35:00"),
        ("45444.999999999", .dateTime, false, "2024-06-02 00:00:00"),
        ("0.524305555555556", .time, false, "12:35:00"), ("1.25", .elapsed, false, "30:00:00"),
        ("45444.25", .time, false, "2024-06-01 06:00:00"),
        ("1", .date, false, "1900-01-01"), ("59", .date, false, "1900-02-28"),
        ("61", .date, false, "1900-03-01"), ("43982", .date, true, "2024-06-01"),
        ("2958465", .date, false, "9999-12-31"), ("2958466", .date, false, nil),
        ("-1", .date, false, nil), ("4.2E+27", .date, false, nil), ("x", .date, false, nil),
        ("6.9444444444444447E-4", .time, false, "00:01:00"),
    ]

    @Test("serial dates become civil ones by digits alone", arguments: dates)
    func date(_ raw: String, _ form: CellForm, _ from1904: Bool, _ text: String?) {
        #expect(CellNumber.text(raw, as: form, from1904: from1904) == text)
    }

    static let codes: [(String, CellForm)] = [
        ("General", .number), ("0.00", .number), ("#,##0.00\"days\"", .number),
        ("\\d0.00", .number), ("[Red]0.00;[$-804]0", .number), ("0.00E+00", .number),
        ("@", .number),
        ("yyyy-mm-dd", .date), ("yyyy\"年\"m\"月\"d\"日\"", .date), ("[$-409]mmm", .date),
        ("h:mm:ss", .time), ("mm:ss.0", .time), ("[h]:mm:ss", .elapsed), ("[mm]:ss", .elapsed),
        ("YYYY/M/D HH:MM", .dateTime), ("yyyy-mm-dd\\ hh:mm:ss;@", .dateTime),
    ]

    @Test("a format code says whether its numbers are dates", arguments: codes)
    func code(_ code: String, _ form: CellForm) { #expect(CellForm(code: code) == form) }

    @Test("styles and the date system reach the cells", arguments: [false, true])
    func styled(from1904: Bool) {
        let styles = """
            <numFmts><numFmt numFmtId="166" formatCode="yyyy-mm-dd hh:mm:ss"/></numFmts>\
            <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
            <cellXfs><xf numFmtId="0"/><xf numFmtId="166"/><xf numFmtId="14"/></cellXfs>\
            <dxfs><dxf><numFmt numFmtId="166" formatCode="0.00"/></dxf></dxfs>
            """
        let rows = """
            <row r="1"><c r="A1"><v>45444</v></c><c r="B1" s="1"><v>45444.5</v></c>\
            <c r="C1" s="2"><v>45444</v></c><c r="D1" s="9"><v>1</v></c></row>
            """
        let bytes = WorkbookBuilder.workbook(
            sheets: [("S", rows)], styles: styles,
            properties: from1904 ? "<workbookPr date1904=\"1\"/>" : "<workbookPr/>")
        let day = from1904 ? "2028-06-02" : "2024-06-01"
        #expect(ShapesWorkbookTests.rows(bytes) == [["45444", day + " 12:00:00", day, "1"]])
    }

    static let refused: [(String, String, ProblemCode)] = [
        (
            "a shared string that is not there",
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>",
            .badSpreadsheet
        ),
        ("rows that go back", "<row r=\"2\"/><row r=\"1\"/>", .badSpreadsheet),
        ("columns that go back", "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>", .badSpreadsheet),
        ("a cell of another row", "<row r=\"1\"><c r=\"A2\"/></row>", .badSpreadsheet),
        ("a row beyond the last", "<row r=\"1048577\"/>", .limitExceeded),
        (
            "a column beyond the limit",
            "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>", .limitExceeded
        ),
        ("broken XML", "<row r=\"1\"><c></row>", .badSpreadsheet),
        ("deep XML", String(repeating: "<x>", count: 70), .limitExceeded),
        (
            "an entity", "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>&bomb;</v></c></row>",
            .badSpreadsheet
        ),
    ]

    @Test("what is no sheet is refused as a whole", arguments: refused)
    func refuse(_ name: String, _ rows: String, _ code: ProblemCode) {
        let opened = ShapesWorkbookTests.open(WorkbookBuilder.workbook(sheets: [("S", rows)]))
        #expect(opened.members.isEmpty)
        #expect(opened.problems.map(\.code) == [code])
    }

    @Test("a column far out without a value is no column")
    func emptyFarCell() {
        let rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\" s=\"1\"/></row>"
        #expect(
            ShapesWorkbookTests.rows(WorkbookBuilder.workbook(sheets: [("S", rows)])) == [["1"]])
    }

    @Test(
        "a document type is refused, so that no entity can grow",
        arguments: [
            "<!DOCTYPE worksheet [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>",
            "<!DOCTYPE worksheet SYSTEM \"file:///etc/passwd\">", "<!DOCTYPE worksheet>",
        ])
    func documentType(_ prologue: String) {
        let rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
        let opened = ShapesWorkbookTests.open(
            WorkbookBuilder.workbook(sheets: [("S", rows)], prologue: prologue))
        #expect(opened.members.isEmpty)
        #expect(opened.problems.map(\.code) == [.badSpreadsheet])
        #expect(opened.problems.first?.found == "<!DOCTYPE")
    }

    @Test(
        "bytes are limited: of the XML, of the shared strings, of a cell, of what cells unfold to")
    func byteLimits() {
        let text = String(repeating: "x", count: 1000)
        let cells = (1...50).map { "<row r=\"\($0)\"><c r=\"A\($0)\" t=\"s\"><v>0</v></c></row>" }
        let bytes = WorkbookBuilder.workbook(
            sheets: [("S", cells.joined())], strings: "<si><t>\(text)</t></si>")
        #expect(ShapesWorkbookTests.rows(bytes).count == 50)
        let changes: [(inout Limits) -> Void] = [
            { $0.sheetXMLBytes = 2000 }, { $0.sharedStringsBytes = 900 }, { $0.lineBytes = 900 },
            { $0.sheetXMLBytes = 20_000 }, { $0.archiveBytes = 3000 },
            {
                $0.workbookParts = 5; $0.archiveMembers = 5
            },
        ]
        for change in changes {
            let opened = ShapesWorkbookTests.open(bytes, change)
            #expect(opened.members.isEmpty)
            #expect(opened.problems.map(\.code) == [.limitExceeded])
        }
    }

    @Test("a tag without an end is given up after a line's bytes", arguments: [" a=\"", "<!-- "])
    func endlessTag(_ opening: String) {
        let endless = "<row r=\"1\"" + (opening.hasPrefix("<") ? ">" : "") + opening
        let bytes = WorkbookBuilder.workbook(
            sheets: [("S", endless + String(repeating: "x", count: 4 << 20))])
        let opened = ShapesWorkbookTests.open(bytes)
        #expect(opened.problems.map(\.code) == [.limitExceeded])
    }

    @Test("a workbook inside a zip is a member with sheets")
    func insideZip() {
        let book = WorkbookBuilder.workbook(
            sheets: [("S", "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")])
        let archive = ArchiveBuilder.zip([.init(gbk("账单.xlsx"), book), .init("a.csv", "1")])
        let opened = Statements.members(
            of: RawFile(name: "bill.zip", bytes: archive), limits: Limits())
        #expect(opened.members.map(\.name) == ["bill.zip!账单.xlsx!S", "bill.zip!a.csv"])
        #expect(opened.problems.isEmpty)
    }
}
