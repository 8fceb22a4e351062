package import Records

/// A file on its way in: bytes handed in by the Engine. `.xls` comes with its cells.
package struct RawFile: Sendable {
    /// Display name, the archive's member after "!". Never used as a path.
    package var name: String
    package var bytes: [UInt8]
    /// Cells of a legacy .xls, read at the edge (freexl opens by path only).
    package var sheets: [Sheet]?
    /// Why the bytes are not all there (a cut-off gzip): what reading it ends with.
    package var fault: Problem?

    package init(name: String, bytes: [UInt8], sheets: [Sheet]? = nil) {
        self.name = name
        self.bytes = bytes
        self.sheets = sheets
    }
}

/// What a reader makes of one statement file. Everything read is here even where the file is
/// quarantined; whoever imports must refuse it then.
package struct Statement: Sendable {
    /// Display name of the file (with archive member).
    package var file: String
    package var dialect: Dialect
    /// Channel account, merchant number or wallet address as the file states it.
    package var account = ""
    package var period: Period?
    package var encoding = TextEncoding.utf8
    package var table: EntryTable
    package var problems: [Problem] = []
    /// Problems beyond `Limits.problems` are counted, not kept.
    package var problemsDropped = 0
    /// Rows of the table (each yielded entries, a problem, or is a declared non-entry): without
    /// header, blank lines, comments, totals and footer.
    package var rowCount = 0
    package var rowsWithEntries = 0
    package var rowsWithProblems = 0
    /// Rows that are declared no entry, by reason ("comment", "total", "not_money", "blank").
    package var nonEntries: [String: Int] = [:]
    package var controlTotals: [ControlTotal] = []
    package var openingBalance: Money?
    package var closingBalance: Money?
    /// Callbacks with a signature, for whoever holds the key.
    package var signed: [SignedRecord] = []
    /// Names of header columns no rule uses: kept with the raw row, shown here.
    package var unknownColumns: [String] = []
    /// Raw column sums over all data rows (exact decimal), by header name: what a summary file or a
    /// test compares with.
    package var columnSums: [String: String] = [:]
    /// What the total row of a summary file states, by header name (exact decimals).
    package var statedTotals: [String: String] = [:]
    /// What cross-checks of summary dialects will ask of this file, by the check's key.
    package var measures: [String: String] = [:]

    /// The first problem that keeps the file out, nil where it may be imported.
    package var quarantine: Problem? {
        problems.first { $0.code.quarantines }
    }

    package struct ControlTotal: Sendable, Hashable {
        package var name: String
        package var stated: String
        package var computed: String
        package var holds: Bool
        package init(name: String, stated: String, computed: String, holds: Bool) {
            self.name = name
            self.stated = stated
            self.computed = computed
            self.holds = holds
        }
    }

    package struct SignedRecord: Sendable, Hashable {
        /// Row of the table the record became, or −1.
        package var row: Int
        package var line: Int
        package var scheme: Dialect.SignatureScheme
        /// What is signed, without the key.
        package var message: String
        /// As it came, lower case hexadecimal.
        package var signature: String
        /// Shown with the problem where it fails.
        package var reference: String
        package init(
            row: Int, line: Int, scheme: Dialect.SignatureScheme, message: String,
            signature: String, reference: String
        ) {
            self.row = row
            self.line = line
            self.scheme = scheme
            self.message = message
            self.signature = signature
            self.reference = reference
        }
    }

    package init(file: String, dialect: Dialect, table: EntryTable) {
        self.file = file
        self.dialect = dialect
        self.table = table
    }
}

/// Who claims a file, and why the others do not.
package struct Identification: Sendable {
    package var file: String
    package var encoding: TextEncoding?
    /// Exactly one where the file is known.
    package var claimedBy: [String]
    package var refusals: [Refusal]

    package struct Refusal: Sendable, Hashable {
        package var dialect: String
        package var reason: Reason
        package init(dialect: String, reason: Reason) {
            self.dialect = dialect
            self.reason = reason
        }
    }

    package enum Reason: Sendable, Hashable {
        case otherShape
        case missingColumns([String])
        case forbiddenColumn(String)
        case extraColumns([String])
        case textNotFound(String)
        case fileNameDiffers(String)
        case rowDiffers(String)
        case valueDiffers(String)
        /// A generic dialect, and a specific one claims the file.
        case notNeeded
    }

    package init(file: String, encoding: TextEncoding?, claimedBy: [String], refusals: [Refusal]) {
        self.file = file
        self.encoding = encoding
        self.claimedBy = claimedBy
        self.refusals = refusals
    }
}

/// What a reader refuses, each with its reason.
package struct Limits: Sendable, Hashable {
    /// A day of tens of millions of entries at 120 bytes, with room.
    package var fileBytes = 8 << 30
    /// Uncompressed bytes of all members of one archive.
    package var archiveBytes = 8 << 30
    /// A channel's zip holds two to four members.
    package var archiveMembers = 64
    /// Parts of a workbook: a few per sheet, and a drawing or two.
    package var workbookParts = 1024
    /// deflate cannot pass 1,032:1; statements reach about 20:1. A small member may be all zeros.
    package var compressionRatio = 200
    /// Below this size a ratio says nothing.
    package var ratioFloorBytes = 1 << 20
    /// The widest known row has 46 fields and 2 KB.
    package var lineBytes = 1 << 20
    package var columns = 1024
    /// Rows are counted in 32 bits.
    package var rows = 200_000_000
    /// A spreadsheet ends at 1,048,576 rows; its XML at about 1 GB.
    package var sheetXMLBytes = 1 << 30
    package var xmlDepth = 64
    package var sharedStringsBytes = 512 << 20
    package var jsonDepth = 32
    /// Lines above the header: the longest preamble known has 24.
    package var headerScanLines = 80
    /// Kept per file; the rest is counted.
    package var problems = 10_000
    package init() {}
}
