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
