import Records
import Testing

@testable import Statements

@Suite("Encodings")
struct ShapesEncodingTests {
    private static let text = "交易时间,金额\n2026-06-01,9.90\n"

    private static func utf16(_ text: String, _ encoding: TextEncoding) -> [UInt8] {
        Statements.encode(text, into: encoding) ?? []
    }

    private static let listed: [(String, [UInt8], TextEncoding)] = [
        ("plain", Array("a,b\n".utf8), .utf8),
        ("UTF-8", Array(text.utf8), .utf8),
        ("UTF-8 with mark", [0xEF, 0xBB, 0xBF] + Array(text.utf8), .utf8),
        ("GBK", gbk(text), .gb18030),
        ("GB18030 with mark", [0x84, 0x31, 0x95, 0x33] + gbk(text), .gb18030),
        ("four bytes", gbk("㐀𠀀,金额\n"), .gb18030),
        ("UTF-16LE with mark", [0xFF, 0xFE] + utf16(text, .utf16LittleEndian), .utf16LittleEndian),
        ("UTF-16BE with mark", [0xFE, 0xFF] + utf16(text, .utf16BigEndian), .utf16BigEndian),
        ("UTF-16LE without", utf16("a,b\n金额\n", .utf16LittleEndian), .utf16LittleEndian),
        ("UTF-16BE without", utf16("a,b\n金额\n", .utf16BigEndian), .utf16BigEndian),
    ]

    struct Sample: CustomTestStringConvertible {
        var testDescription: String
        var bytes: [UInt8]
        var encoding: TextEncoding
    }

    static let cases = listed.map { Sample(testDescription: $0, bytes: $1, encoding: $2) }

    @Test("are found out by mark, then strict UTF-8, then GB18030", arguments: cases)
    func sniff(_ file: Sample) {
        let encoding = file.encoding
        let reading = Reading(file.bytes)
        #expect(reading.source.fileEncoding == encoding)
        #expect(reading.failure == nil)
        #expect(reading.source.encoding == (encoding == .gb18030 ? .gb18030 : .utf8))
    }

    @Test("the text is the same in each")
    func sameText() {
        let expected = [["交易时间", "金额"], ["2026-06-01", "9.90"]]
        #expect(Reading(ShapesEncodingTests.text).rows == expected)
        #expect(Reading(gbk(ShapesEncodingTests.text)).rows == expected)
        for encoding in [TextEncoding.utf16LittleEndian, .utf16BigEndian] {
            let mark: [UInt8] = encoding == .utf16BigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
            let bytes = mark + ShapesEncodingTests.utf16(ShapesEncodingTests.text, encoding)
            #expect(Reading(bytes).rows == expected)
        }
    }

    static let refused: [(String, [UInt8], String)] = [
        ("a byte no encoding has", Array("a,b\n".utf8) + [0xFF, 0x41, 0x0A], "FF 41 0A @ 4"),
        ("damage behind a UTF-8 mark", [0xEF, 0xBB, 0xBF, 0x41, 0xB5, 0x0A], "B5 0A @ 4"),
        (
            "damage in certain UTF-8", Array("一二三四五六七八九十".utf8) + [0x80] + Array("十\n".utf8),
            "80 E5 8D 81 @ 30"
        ),
        (
            "half a pair in UTF-16",
            [0xFF, 0xFE, 0x41, 0, 0x00, 0xD8, 0x41, 0, 0x41, 0, 0x41, 0], "00 D8 41 00 @ 4"
        ),
    ]

    @Test("bytes of no encoding are named with their place", arguments: refused)
    func refuse(_ name: String, _ bytes: [UInt8], _ found: String) {
        let reading = Reading(bytes)
        #expect(reading.failure?.code == .badEncoding)
        #expect(reading.failure?.found == found)
        #expect(reading.rows.isEmpty)
    }

    @Test("a cut last character is told, and what stands before it is read")
    func cutCharacter() {
        let utf8 = Array("商户订单号,金额\n1,元".utf8).dropLast(1)
        let national = gbk("商户订单号,金额\n1,元").dropLast(1)
        let wide =
            [0xFF, 0xFE]
            + ShapesEncodingTests.utf16("a,b\n1,元", .utf16LittleEndian)
            .dropLast(1)
        for bytes in [Array(utf8), Array(national), wide] {
            let reading = Reading(bytes)
            #expect(reading.rows.count == 2)
            #expect(reading.failure?.code == .truncated)
        }
    }

    @Test("text goes into a file's encoding and back", arguments: TextEncoding.allCases)
    func roundTrip(_ encoding: TextEncoding) {
        for text in ["", "abc", "¥9.90 元（退款）", "㐀𠀀😀"] {
            let bytes = Statements.encode(text, into: encoding)
            #expect(bytes.flatMap { Statements.decode($0, from: encoding) } == text)
        }
    }

    @Test("the table of two-byte characters says what the system's converter says")
    func table() {
        for lead in UInt8(0x81)...0xFE {
            for trail in UInt8(0x40)...0xFE {
                let code = [lead, trail]
                let asked: [UInt8]? =
                    if case .complete(let text) = Transcoder.convert(code.span, .gb18030ToUTF8) {
                        text
                    } else {
                        nil
                    }
                #expect(Statements.utf8(fromGB18030: code.span) == asked)
            }
        }
    }

    @Test("decoding is strict, display is not")
    func strictness() {
        #expect(Statements.decode([0xC9, 0xCC, 0xFF], from: .gb18030) == nil)
        #expect(Statements.decode([0xC9], from: .gb18030) == nil)
        #expect(Statements.decode([0xE4, 0xBD], from: .utf8) == nil)
        #expect(Statements.decode([0x41], from: .utf16BigEndian) == nil)
        var table = EntryTable(bytes: [0xC9, 0xCC, 0xFF, 0xBC, 0xD2], encoding: .gb18030)
        let heaped = table.intern("商".utf8)
        #expect(
            Statements.text(TextRef(offset: 0, length: 5, inHeap: false), in: table)
                == "商\u{FFFD}家")
        #expect(Statements.text(heaped, in: table) == "商")
    }
}
