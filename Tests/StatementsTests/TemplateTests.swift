import Records
import Testing

@testable import Statements

@Suite struct TemplateTests {
    @Test(
        "A template captures what stands between its letters",
        arguments: [
            (
                "#交易合计：{count}笔，商家实收共{received}元", "#交易合计：6笔，商家实收共0.06元，商家优惠共0.00元",
                ["count": "6", "received": "0.06"]
            ),
            ("#账号：[{account}]", "#账号：[20880211096256330156]", ["account": "20880211096256330156"]),
            (
                "起始时间：[{periodStart}] 终止时间：[{periodEnd}]",
                "起始时间：[2019-08-01 00:00:00]    终止时间：[2019-09-30 23:59:59],,,,,,,,,,",
                ["periodStart": "2019-08-01 00:00:00", "periodEnd": "2019-09-30 23:59:59"]
            ),
            ("收入：{count}笔 {amount}元", "收入：1笔\t28.50元", ["count": "1", "amount": "28.50"]),
            ("{*}，共{amount}元", "#支出合计：16笔，共-551.14元", ["amount": "-551.14"]),
            ("note {rest}", "\u{FEFF}note  a  b ,,", ["rest": "a b"]),
            ("卡号: {account}", "卡号: 1234****5678,\"卡别名: \"", ["account": "1234****5678,卡别名:"]),
            ("count={count}", "count=5", ["count": "5"]),
        ] as [(String, String, [String: String])])
    func captures(_ template: String, _ line: String, _ expected: [String: String]) throws {
        let compiled = try #require(CompiledTemplate(Dialect.LineTemplate(template: template)))
        #expect(compiled.match(Array(LineText.folded(line).utf8)) == expected)
    }

    @Test(
        "Another line is not matched",
        arguments: [
            ("#交易合计：{count}笔", "#退款合计：6笔"), ("#交易合计：{count}笔", " x #交易合计：6笔"),
            ("a{b}c", "ab"), ("共{count}笔记录", "共43笔"), ("a", ""),
        ])
    func others(_ template: String, _ line: String) throws {
        let compiled = try #require(CompiledTemplate(Dialect.LineTemplate(template: template)))
        #expect(compiled.match(Array(LineText.folded(line).utf8)) == nil)
    }

    @Test(
        "Templates that cannot be read are refused", arguments: ["", "{a", "{a}{b}", "x{}y", "  "])
    func refused(_ template: String) {
        #expect(CompiledTemplate(Dialect.LineTemplate(template: template)) == nil)
    }

    @Test("A total is named by its line")
    func names() throws {
        let line = Dialect.LineTemplate(template: "#交易合计：{count}笔，商家实收共{received}元")
        let compiled = try #require(CompiledTemplate(line))
        #expect(compiled.name(of: "count") == "交易合计.count")
        #expect(compiled.name(of: "received") == "交易合计.received")
    }

    @Test(
        "Blanks and one leading mark are taken off a field in its own encoding",
        arguments: [
            ("  a\t", nil, "a"), ("\u{3000}支付\u{00A0}", nil, "支付"), ("`a`", 0x60, "a`"),
            ("``a", 0x60, "`a"),
            ("` a", 0x60, "a"), ("'T1", 0x27, "T1"), ("\u{FEFF}x", nil, "x"),
            ("\t\u{3000} ", nil, ""),
            ("`", 0x60, ""), ("、、", nil, "、、"), ("", 0x60, ""),
        ] as [(String, UInt8?, String)])
    func trimming(_ text: String, _ mark: UInt8?, _ expected: String) throws {
        for encoding in [TextEncoding.utf8, .gb18030] {
            let bytes = try #require(Statements.encode(text, into: encoding))
            let range = FieldText.trimmed(bytes.span, gb18030: encoding == .gb18030, mark: mark)
            #expect(Statements.decode(Array(bytes[range]), from: encoding) == expected)
        }
    }

    @Test("In GB18030 a word is found at characters, not between their bytes")
    func wordsInGB18030() throws {
        // 侠 is CF C0, 俠 82 62: the trail byte 62 is an ASCII "b".
        let bytes = try #require(Statements.encode("俠", into: .gb18030))
        #expect(bytes == [0x82, 0x62])
        let letter = Word("b", encoding: .gb18030)
        let isInTrail = letter.isIn(bytes.span, isUTF8: false, gb18030: true)
        #expect(!isInTrail)
        let mixed = try #require(Statements.encode("俠b", into: .gb18030))
        let isInText = letter.isIn(mixed.span, isUTF8: false, gb18030: true)
        #expect(isInText)
    }

    @Test("The table of two-byte characters agrees with the system's decoder")
    func transcoding() throws {
        var bytes: [UInt8] = []
        for lead in UInt8(0x81)...0xFE {
            for trail in UInt8(0x40)...0xFE where trail != 0x7F {
                guard Statements.decode([lead, trail], from: .gb18030) != nil else { continue }
                bytes += [lead, trail]
            }
        }
        var utf8: [UInt8] = []
        GB18030Text.append(bytes.span, to: &utf8)
        #expect(String(decoding: utf8, as: UTF8.self) == Statements.decode(bytes, from: .gb18030))
        var rare: [UInt8] = []
        let text = "a𠀀é\u{1F600}中"
        let encoded = try #require(Statements.encode(text, into: .gb18030))
        GB18030Text.append(encoded.span, to: &rare)
        #expect(String(decoding: rare, as: UTF8.self) == text)
    }
}
