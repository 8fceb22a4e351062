import Testing

@testable import Statements

@Suite("Patterns")
struct PatternTests {
    static let searches: [(String, String, [Range<Int>?]?)] = [
        ("服务费¥([0-9.]+)", "x服务费¥0.10;", [1..<16, 12..<16]),
        ("^S[0-9]{2}", "S22 1", [0..<3]), ("^S[0-9]{2}", " S22", nil),
        ("a(b)?(c)", "ac", [0..<2, nil, 1..<2]), ("", "abc", [0..<0]), ("x*$", "", [0..<0]),
        ("(?i)total", "TOTAL", [0..<5]),
    ]

    @Test("find the first match and its groups", arguments: searches)
    func find(_ pattern: String, _ text: String, _ expected: [Range<Int>?]?) throws {
        let bytes = Array(text.utf8)
        #expect(try Pattern(pattern).find(in: bytes.span) == expected)
    }

    @Test("what RE2 refuses is told with its reason", arguments: ["(", "a{2,1}", "(?=x)", "\\1"])
    func refuse(_ text: String) {
        let error = #expect(throws: PatternError.self) { try Pattern(text) }
        #expect(error?.pattern == text)
        #expect(error?.reason.isEmpty == false)
    }

    @Test("groups are limited")
    func groups() {
        let error = #expect(throws: PatternError.self) {
            try Pattern(String(repeating: "(a)", count: 17))
        }
        #expect(error?.reason == "17 groups, the limit is 16")
    }
}
