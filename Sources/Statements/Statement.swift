package import Records

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

    /// Rows that were matched before anyone made entries of them (`BulkPlan`): they are counted,
    /// and stand in no column.
    package var settled: SettledRows?

    package struct SettledRows: Sendable, Hashable {
        package var count: Int
        /// Microseconds of UTC; nil where no row has a time.
        package var firstTime: Int64?
        package var lastTime: Int64?

        package init(count: Int, firstTime: Int64?, lastTime: Int64?) {
            self.count = count
            self.firstTime = firstTime
            self.lastTime = lastTime
        }
    }

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
