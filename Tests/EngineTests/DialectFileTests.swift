import Records
import Statements
import Testing

@testable import Engine

@Suite("A dialect file is read with the place of every mistake")
struct DialectFileTests {
    static let smallest = """
        name: my-bank
        claim:
          header: [日期, 金额]
        entries:
          - kind: transfer
            gross: 金额
            occurredAt: 日期
        """

    @Test("every built-in dialect parses, bears its file's name and three titles")
    func builtin() throws {
        let texts = DialectFile.builtinTexts()
        let dialects = try DialectFile.builtin()
        #expect(dialects.map { $0.name } == texts.keys.sorted())
        for dialect in dialects {
            #expect(Set(dialect.title.keys) == ["zh-CN", "zh-TW", "en"], "\(dialect.name)")
            #expect(!dialect.claim.header.isEmpty || !dialect.claim.firstRow.isEmpty)
        }
    }

    @Test("the smallest file has the defaults of a Chinese bank CSV")
    func smallestFile() throws {
        let dialect = try DialectFile.parse(Self.smallest, name: "my-bank.yaml")
        #expect(dialect.name == "my-bank")
        #expect(dialect.zone == "Asia/Shanghai")
        #expect(dialect.currency.description == "CNY")
        #expect(dialect.scale == 2)
        #expect(dialect.shape == .delimited(separator: 0x2C))
        #expect(dialect.claim.header == ["日期", "金额"])
        #expect(dialect.entries[0].gross == AmountRule(columns: [["金额"]]))
        #expect(dialect.entries[0].occurredAt == [TimeRule(columns: ["日期"])])
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
        let text: String
        let line: Int
        let column: Int
        let found: String
        let expected: String
        var testDescription: String { found }
    }

    static let mistakes = [
        Mistake(
            text: "name: a\nclaims: {header: [x]}\n", line: 2, column: 1, found: "claims",
            expected: "claim?"),
        Mistake(
            text: "name: a\nrole: bnak\n", line: 2, column: 7, found: "bnak", expected: "bank?"),
        Mistake(
            text: "name: a\nscale: two\n", line: 2, column: 8, found: "two", expected: "0…18"),
        Mistake(text: "name: a\nscale: 19\n", line: 2, column: 8, found: "19", expected: "0…18"),
        Mistake(
            text: "name: a\nfallback: yes\n", line: 2, column: 11, found: "yes",
            expected: "true | false"),
        Mistake(
            text: "name: A b\n", line: 1, column: 7, found: "A b", expected: "a-z 0-9 - (≤ 64)"),
        Mistake(text: "role: bank\n", line: 1, column: 1, found: "–", expected: "name"),
        Mistake(text: "name: a\nrole: bank\n", line: 1, column: 1, found: "–", expected: "entries"),
        Mistake(
            text: "name: a\ncurrency: 人民币\n", line: 2, column: 11, found: "人民币",
            expected: "currency code (A–Z 0–9, ≤ 8)"),
        Mistake(
            text: "name: a\nleadingMark: ab\n", line: 2, column: 14, found: "ab",
            expected: "one of ! … ~"),
        Mistake(
            text: "name: a\nextends: alipay\nentries: []\n", line: 2, column: 10, found: "alipay",
            expected: DialectFile.builtinTexts().keys.sorted().joined(separator: " | ")),
        Mistake(
            text: "name: a\nentries:\n  - gross: b\n", line: 3, column: 5, found: "–",
            expected: "kind"),
        Mistake(
            text: "name: a\nentries:\n  - kind: payement\n", line: 3, column: 11, found: "payement",
            expected: "payment?"),
        Mistake(
            text: "name: a\nentries:\n  - kind: fee\n    gross: {in: a}\n", line: 4, column: 12,
            found: "–", expected: "out"),
        Mistake(
            text: "name: a\nentries:\n  - kind: fee\n    gross: {in: a, out: b, sum: [c]}\n",
            line: 4, column: 12, found: "sum + in", expected: "column | sum | in + out"),
        Mistake(
            text: "name: a\nentries:\n  - kind: fee\n    gross: {column: a, sing: negative}\n",
            line: 4, column: 24, found: "sing", expected: "sign?"),
        Mistake(
            text: "name: a\nentries:\n  - kind: fee\n    when: {类型: {is: nonzreo}}\n", line: 4,
            column: 21, found: "nonzreo", expected: "nonzero?"),
        Mistake(
            text: "name: a\nlines:\n  - {line: \"共{n}笔\", count: total}\n", line: 3, column: 5,
            found: "total", expected: "{total} ∈ 共{n}笔"),
        Mistake(
            text: "name: a\nentries:\n  - kind: fee\n    status: {column: s, map: {paid: x}}\n",
            line: 4, column: 31, found: "paid",
            expected: "succeeded | pending | failed | closed | expired | refunded | frozen"),
        Mistake(
            text: "name: a\nentries:\n  - kind: fee\n    gross:\n", line: 4, column: 11, found: "–",
            expected: "text"),
        Mistake(
            text: "name: a\nname: b\n", line: 1, column: 1, found: "name", expected: "YAML 1.1"),
    ]

    @Test(
        "a mistake is named with line, column, what was found and what was expected",
        arguments: mistakes)
    func mistake(_ row: Mistake) {
        do throws(DialectFileError) {
            _ = try DialectFile.parse(row.text, name: "x.yaml")
            Issue.record("no error")
        } catch {
            #expect(error.place.file == "x.yaml")
            #expect("\(error.place.line):\(error.place.column)" == "\(row.line):\(row.column)")
            #expect(error.found == row.found)
            #expect(error.expected == row.expected)
        }
    }

    @Test("text that is no YAML is refused where it breaks")
    func brokenText() {
        #expect(throws: DialectFileError.self) {
            try DialectFile.parse("name: [a\nrole: bank\n", name: "x.yaml")
        }
        #expect(throws: DialectFileError.self) { try DialectFile.parse("", name: "x.yaml") }
        #expect(throws: DialectFileError.self) {
            try DialectFile.parse("- a\n- b\n", name: "x.yaml")
        }
    }

    @Test("a text over the limit is refused by its size alone")
    func tooLarge() {
        let text = "name: a\n#" + String(repeating: "x", count: DialectFile.textLimitBytes)
        let place = DialectFileError.Place(file: "x.yaml", line: 1, column: 1)
        #expect(
            throws: DialectFileError.tooLarge(
                place, bytes: text.utf8.count, limit: DialectFile.textLimitBytes)
        ) {
            try DialectFile.parse(text, name: "x.yaml")
        }
    }

    @Test("extends takes every key that the file does not say itself")
    func extends() throws {
        let text = "extends: alipay-fund\nname: my-alipay\nchannel: mine\n"
        let own = try DialectFile.parse(text, name: "my.yaml")
        let base = try #require(try DialectFile.builtin().first { $0.name == "alipay-fund" })
        #expect(own.name == "my-alipay")
        #expect(own.channel == "mine")
        #expect(own.entries == base.entries)
        #expect(own.claim == base.claim)
        #expect(own.lines == base.lines)
    }

    @Test("common fills the entries and gives way to what they say")
    func common() throws {
        let text = """
            name: a
            claim: {header: [b]}
            common: {gross: b, memo: c}
            entries:
              - {kind: fee, when: {t: [x, y], u: nonzero}}
              - {kind: refund, gross: {column: d|e, sign: negative}}
            """
        let dialect = try DialectFile.parse(text, name: "a.yaml")
        #expect(dialect.entries[0].gross == AmountRule(columns: [["b"]]))
        #expect(dialect.entries[0].memoColumn == ["c"])
        #expect(
            dialect.entries[0].conditions == [
                Condition(column: ["t"], test: .equals(["x", "y"])),
                Condition(column: ["u"], test: .nonZero),
            ])
        #expect(dialect.entries[1].gross?.columns == [["d", "e"]])
        #expect(dialect.entries[1].gross?.sign == .negative)
        #expect(dialect.entries[1].memoColumn == ["c"])
    }

    @Test("the fields of UnionPay's files add up to their published widths")
    func unionPayWidths() throws {
        let dialects = try DialectFile.builtin()
        for (name, fields, bytes) in [("unionpay-zm", 42, 607), ("unionpay-zme", 22, 339)] {
            let dialect = try #require(dialects.first { $0.name == name })
            guard case .fixed(let columns, let gap) = dialect.shape else {
                Issue.record("\(name) is not of fixed width")
                continue
            }
            #expect(columns.count == fields)
            #expect(columns.reduce(0) { $0 + $1.width } + gap * (fields - 1) == bytes)
            #expect(Set(columns.map { $0.name }).count == fields)
        }
    }

    @Test("no header is both an order list's and a payment list's")
    func genericsExclude() throws {
        let dialects = try DialectFile.builtin()
        let orders = try #require(dialects.first { $0.name == "generic-orders" })
        let payments = try #require(dialects.first { $0.name == "generic-payments" })
        let telling = payments.claim.header[2].split(separator: "|").map { String($0) }
        // Whatever makes a payment list keeps the order list away.
        #expect(Set(telling) == Set(orders.claim.forbiddenHeader))
        let numbers = Set(orders.claim.header[0].split(separator: "|").map { String($0) })
        #expect(numbers.isDisjoint(with: telling))
        for header in orders.claim.header + payments.claim.header {
            #expect(header.split(separator: "|").count >= 12)
        }
    }

    @Test(
        "the nearest word is offered only where it is near",
        arguments: [
            ("clam", "claim"), ("colunm", "column"), ("xyz", nil), ("ORDER", "order"),
        ])
    func spelling(_ word: String, _ nearest: String?) {
        let known = ["claim", "column", "order", "payment"]
        #expect(Spelling.nearest(to: word, among: known) == nearest)
    }
}
