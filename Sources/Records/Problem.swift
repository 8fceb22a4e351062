/// Something wrong at a place of a file: a value, never thrown (ARCHITECTURE.md, Invariants).
public struct Problem: Hashable, Sendable {
    /// Display name of the file, with the archive member after "!": "bill.zip!detail.csv".
    public var file: String
    /// From 1; 0 where the problem is the file's as a whole.
    public var line: Int
    /// Header name of the column, or "" for a whole row.
    public var column: String
    public var code: ProblemCode
    /// What stands there, cut to `Problem.foundLimit` bytes; masked where it may be secret.
    public var found: String
    /// A language-neutral fragment: a number, a pattern, a list of names. The sentence around it is
    /// the catalogue's.
    public var expected: String
    /// The order or transaction it speaks of, where one can be read.
    public var reference: String
    /// The row as it stands, cut to `Problem.rawLimit` bytes.
    public var raw: String

    /// Long enough for a reference or a date, short enough for a line on a screen.
    public static let foundLimit = 120
    public static let rawLimit = 500

    public init(
        file: String = "", line: Int = 0, column: String = "", code: ProblemCode,
        found: String = "",
        expected: String = "", reference: String = "", raw: String = ""
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.code = code
        self.found = Problem.cut(found, Problem.foundLimit)
        self.expected = expected
        self.reference = reference
        self.raw = Problem.cut(raw, Problem.rawLimit)
    }

    static func cut(_ text: String, _ limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        var end = text.utf8.index(text.utf8.startIndex, offsetBy: limit)
        while end.samePosition(in: text) == nil { end = text.utf8.index(before: end) }
        return text[..<end] + "…"
    }
}
