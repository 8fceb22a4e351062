import Records
import Testing

@testable import Statements

@Suite("Delimited text")
struct ShapesDelimitedTests {
    struct Case: CustomTestStringConvertible {
        var name: String
        var text: String
        var separator: UInt8 = 0x2C
        var rows: [[String]]
        var lines: [UInt32]? = nil
        var bad: Set<Int> = []
        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(
            name: "plain rows", text: "a,b\nc,d\n", rows: [["a", "b"], ["c", "d"]], lines: [1, 2]),
        Case(
            name: "CRLF", text: "a,b\r\nc,d\r\n", rows: [["a", "b"], ["c", "d"]], lines: [1, 2]),
        Case(
            name: "lone CR", text: "a,b\rc,d\r", rows: [["a", "b"], ["c", "d"]], lines: [1, 2]),
        Case(name: "no line end at the end", text: "a\nb", rows: [["a"], ["b"]]),
        Case(name: "empty fields", text: ",\na,,b\n", rows: [["", ""], ["a", "", "b"]]),
        Case(name: "separator at the end of the file", text: "a,", rows: [["a", ""]]),
        Case(
            name: "blank lines are rows of one empty field", text: "a\n\r\n\nb",
            rows: [["a"], [""], [""], ["b"]], lines: [1, 2, 3, 4]),
        Case(name: "byte order mark", text: "\u{FEFF}a,b\n", rows: [["a", "b"]]),
        Case(name: "quotes", text: "\"a,b\",c\n", rows: [["a,b", "c"]]),
        Case(name: "doubled quotes", text: "\"a\"\"b\"\"\",\"\"\"\"\n", rows: [["a\"b\"", "\""]]),
        Case(name: "empty quotes", text: "\"\",\"\"", rows: [["", ""]]),
        Case(
            name: "line ends inside quotes", text: "\"a\nb\r\nc\rd\",e\nf,g\n",
            rows: [["a\nb\r\nc\rd", "e"], ["f", "g"]], lines: [1, 5]),
        Case(
            name: "a tab behind the closing quote (WeChat)",
            text: "\"支出\",\"398\"\t,\"/\" \t\r\nx\n",
            rows: [["支出", "398", "/"], ["x"]]),
        Case(
            name: "a tab behind a quote is a separator where tabs are",
            text: "\"a\"\tb\t\"c\" \td\n", separator: 0x09, rows: [["a", "b", "c", "d"]]),
        Case(
            name: "a quote inside a field is text", text: "5\" pipe,a\"b\"\n",
            rows: [["5\" pipe", "a\"b\""]]),
        Case(
            name: "an open quote costs one line", text: "\"a,b\nc,d\ne,f\n",
            rows: [["\"a", "b"], ["c", "d"], ["e", "f"]], lines: [1, 2, 3], bad: [0]),
        Case(
            name: "an open quote in the last line", text: "a,b\nc,\"d",
            rows: [["a", "b"], ["c", "\"d"]],
            bad: [1]),
        Case(
            name: "text behind a closing quote", text: "\"a\"x,b\nc,d\n",
            rows: [["\"a\"x", "b"], ["c", "d"]], lines: [1, 2], bad: [0]),
        Case(
            name: "an open quote that meets the quote of a later line",
            text: "a,\"b\nc,d\ne,\"f\"\n",
            rows: [["a", "\"b"], ["c", "d"], ["e", "f"]], lines: [1, 2, 3], bad: [0]),
        Case(name: "semicolons", text: "a;b,c\n", separator: 0x3B, rows: [["a", "b,c"]]),
    ]

    @Test("splits as RFC 4180 and its tolerated deviations say", arguments: cases)
    func split(_ one: Case) {
        let reading = Reading(one.text, as: .delimited(separator: one.separator))
        #expect(reading.rows == one.rows)
        if let lines = one.lines { #expect(reading.lines == lines) }
        for (index, fault) in reading.faults.enumerated() {
            #expect(fault == (one.bad.contains(index) ? .badQuote : nil), "row \(index)")
        }
        #expect(reading.failure == nil)
    }

    @Test(
        "finds the separator in the header",
        arguments: [
            ("a,b,c\n1,2,3\n", 0x2C), ("a\tb\tc\n1,5\t2\t3\n", 0x09), ("a|b|c\n", 0x7C),
            ("a;b;c;d\n1,0;2,0;3;x\n", 0x3B), ("one\ntwo\n", 0x2C),
            ("bill: x, y\n\n日期\t金额\t余额\t摘要\n", 0x09),
        ] as [(String, UInt8)])
    func separators(_ text: String, _ expected: UInt8) {
        #expect(Reading(text, as: .delimited(separator: 0)).source.scanner.separator == expected)
        #expect(Reading(text, as: .sheet).source.scanner.separator == expected)
    }

    @Test("a separator that is the second byte of a GBK character does not split it")
    func doubleBytes() {
        // 縷 is BF 7C: its second byte is the vertical bar.
        let bytes: [UInt8] = gbk("一縷|二") + [0x0A] + gbk("縷|縷") + [0x0A]
        #expect(bytes.contains(0x7C))
        let reading = Reading(bytes, as: .delimited(separator: 0x7C))
        #expect(reading.source.encoding == .gb18030)
        #expect(reading.rows == [["一縷", "二"], ["縷", "縷"]])
    }

    @Test("doubled quotes of a GBK file come out as UTF-8")
    func quotedGBK() {
        let reading = Reading(gbk("\"商\"\"家\"\"\",订单\n"))
        #expect(reading.rows == [["商\"家\"", "订单"]])
        #expect(reading.raw == ["\"商\"\"家\"\"\",订单"])
    }

    @Test("rewinding reads the same rows again")
    func rewinding() {
        var source = RowSource(
            file: RawFile(name: "f", bytes: Array("\u{FEFF}h,\"i\"\"\"\n1,2\n".utf8)),
            shape: .delimited(separator: 0x2C), limits: Limits())
        func lines() -> [String] {
            var row = Row()
            var lines: [String] = []
            while source.next(&row) { lines.append("\(row.line) \(source.rawText(row))") }
            return lines
        }
        let first = lines()
        source.rewind()
        #expect(first == ["1 h,\"i\"\"\"", "2 1,2"])
        #expect(lines() == first)
    }

    @Test("without quotes it splits as a plain split does", arguments: 0..<200 as Range<UInt64>)
    func plainSplit(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet: [UInt8] = Array("abcdefgh,,\t;|\n0".utf8)
        let bytes = (0..<Int.random(in: 1...300, using: &generator)).map { _ in
            alphabet.randomElement(using: &generator) ?? 0
        }
        var expected = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            line.split(separator: 0x2C, omittingEmptySubsequences: false).map {
                String(decoding: $0, as: UTF8.self)
            }
        }
        if bytes.last == 0x0A { expected.removeLast() }
        #expect(Reading(bytes).rows == expected)
    }

    @Test("no byte is lost, whatever the quotes", arguments: 0..<300 as Range<UInt64>)
    func lossless(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet: [UInt8] = Array("ab,\"\"\"\n\r\t ".utf8)
        let bytes = (0..<Int.random(in: 1...120, using: &generator)).map { _ in
            alphabet.randomElement(using: &generator) ?? 0
        }
        let reading = Reading(bytes)
        #expect(reading.failure == nil)
        var position = 0
        for (index, extent) in reading.extents.enumerated() {
            #expect(extent.lowerBound == position, "row \(index)")
            position = extent.upperBound
            guard position < bytes.count else { continue }
            #expect(bytes[position] == 0x0A || bytes[position] == 0x0D)
            position = LineEnds.skip(bytes.span, at: position, end: bytes.count)
            #expect(
                reading.lines.indices.contains(index + 1)
                    ? Int(reading.lines[index + 1])
                        == 1 + LineEnds.count(bytes.span, 0..<position) : true)
        }
        #expect(position == bytes.count)
    }
}
