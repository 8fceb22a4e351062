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

/// The catalogue of problems; each has a text in three languages (`Reports`) and a test.
public enum ProblemCode: String, Sendable, CaseIterable {
    // The file as a whole: it is quarantined.
    case unknownFormat = "unknown_format"
    case ambiguousFormat = "ambiguous_format"
    case unknownHeader = "unknown_header"
    case controlTotalMismatch = "control_total_mismatch"
    case countMismatch = "count_mismatch"
    case balanceBroken = "balance_broken"
    case hashMismatch = "hash_mismatch"
    case truncated
    case badEncoding = "bad_encoding"
    case excelDamage = "excel_damage"
    case limitExceeded = "limit_exceeded"
    case badArchive = "bad_archive"
    case badSpreadsheet = "bad_spreadsheet"
    case badJSON = "bad_json"
    case emptyFile = "empty_file"
    // One row.
    case fieldCount = "field_count"
    case badAmount = "bad_amount"
    case tooManyDecimals = "too_many_decimals"
    case amountOverflow = "amount_overflow"
    case badTime = "bad_time"
    case badNumber = "bad_number"
    case unknownCurrency = "unknown_currency"
    case unknownKind = "unknown_kind"
    case unknownStatus = "unknown_status"
    case missingValue = "missing_value"
    case rowIdentity = "row_identity"
    /// A total or balance that the file states differs, where its format is known for that.
    case statedTotalDiffers = "stated_total_differs"
    case badQuote = "bad_quote"
    case badRecord = "bad_record"
    case fakeToken = "fake_token"
    case wrongContract = "wrong_contract"
    case foreignTransfer = "foreign_transfer"
    case failedTransfer = "failed_transfer"
    // Links and signatures.
    case badSignature = "bad_signature"
    case contradictingCallback = "contradicting_callback"

    /// Whether a file with such a problem is never imported.
    public var quarantines: Bool {
        switch self {
        case .unknownFormat, .ambiguousFormat, .unknownHeader, .controlTotalMismatch,
            .countMismatch, .balanceBroken, .hashMismatch, .truncated, .badEncoding, .excelDamage,
            .limitExceeded, .badArchive, .badSpreadsheet, .badJSON, .emptyFile:
            true
        default: false
        }
    }
}
