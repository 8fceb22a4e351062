import Testing

@testable import Statements

/// Names of columns and lines as they are compared: those of ASCII alone go another way than
/// others, to the same end.
struct FoldedNameTests {
    struct Row: Sendable, CustomStringConvertible {
        var text: String
        var strict: String
        var loose: String
        var line: String
        var description: String { text }
    }

    static let rows: [Row] = [
        Row(text: "", strict: "", loose: "", line: ""),
        Row(text: "Order_No", strict: "order_no", loose: "orderno", line: "Order_No"),
        Row(text: " \t`Order No\r", strict: "order no", loose: "orderno", line: "`Order No"),
        Row(text: "''x", strict: "'x", loose: "'x", line: "''x"),
        Row(text: "` 'x", strict: "'x", loose: "'x", line: "` 'x"),
        Row(text: "_\t", strict: "_", loose: "", line: "_"),
        Row(text: "-a - B-", strict: "-a - b-", loose: "ab", line: "-a - B-"),
        Row(text: "a\t_", strict: "a\t_", loose: "a\t", line: "a _"),
        Row(text: "`", strict: "", loose: "", line: "`"),
        Row(text: "\"a\"  b,; |", strict: "\"a\"  b,; |", loose: "\"a\"b,;|", line: "a b"),
        Row(text: "单号（A_B）", strict: "单号(a_b)", loose: "单号(ab)", line: "单号（A_B）"),
        Row(text: "\u{3000}'é x,\u{A0}", strict: "é x,", loose: "éx,", line: "'é x"),
    ]

    @Test("folded as names and as lines", arguments: rows)
    func folded(_ row: Row) {
        #expect(HeaderName.folded(row.text) == row.strict)
        #expect(HeaderName.folded(row.text, loose: true) == row.loose)
        #expect(LineText.folded(row.text) == row.line)
    }
}
