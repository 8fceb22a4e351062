package import Matching
package import Records

/// One finished run: the input of every writer. It knows no language and no file but by name.
package struct RunReport: Sendable {
    package var programVersion = Records.programVersion
    package var definition: DefinitionIdentity
    package var merchant = "main"
    /// The run's time: written into documents in place of the clock's.
    package var time: Instant
    package var zone: ZoneRules
    /// What the run covers; nil where no file says it.
    package var period: Period?
    package var legs: [Leg] = []
    /// Every file that was read, in the order of their names.
    package var files: [FileSummary] = []
    /// Balances per source and currency, in the order of source names.
    package var balances: [SourceBalance] = []
    /// Every entry that counts, once, source by source: `entries.csv`.
    package var entries: [EntrySource] = []
    /// Entries of channels without any money file: ignored, finding `no_source`.
    package var unsourced: [Unsourced] = []
    package var problems: [Problem] = []
    /// Problems beyond the limit are counted, not kept.
    package var problemsDropped = 0
    package var verdict: Verdict
    /// Why the verdict is no better, worst first; empty where it is `reconciled`.
    package var reasons: [VerdictReason] = []
    /// Decodes a text of a table for display (`Statements.text`).
    package var text: @Sendable (EntryTable, TextRef) -> String

    package init(
        definition: DefinitionIdentity, time: Instant, zone: ZoneRules, verdict: Verdict,
        text: @escaping @Sendable (EntryTable, TextRef) -> String
    ) {
        self.definition = definition
        self.time = time
        self.zone = zone
        self.verdict = verdict
        self.text = text
    }

    package struct DefinitionIdentity: Sendable, Hashable {
        package var name: String
        package var version: Int
        /// SHA-256 of the canonical definition, lower-case hexadecimal.
        package var digest: String

        package init(name: String, version: Int, digest: String) {
            self.name = name
            self.version = version
            self.digest = digest
        }
    }

    /// A leg with what went in and what came out. `LegOutcome` carries the leg's definition.
    package struct Leg: Sendable {
        package var inputs: LegInputs
        package var outcome: LegOutcome
        /// File name of each input of a side, parallel to `inputs.left`, `.right` and `.links`.
        package var leftFiles: [String]
        package var rightFiles: [String]
        package var linkFiles: [String]
        /// The open entries as an index, where `indexOpenEntries` made it: the page, the terminal
        /// and the tables ask the same questions of it.
        var misses: NearestMiss?

        package init(
            inputs: LegInputs, outcome: LegOutcome, leftFiles: [String], rightFiles: [String],
            linkFiles: [String]
        ) {
            self.inputs = inputs
            self.outcome = outcome
            self.leftFiles = leftFiles
            self.rightFiles = rightFiles
            self.linkFiles = linkFiles
        }

        package mutating func indexOpenEntries() {
            guard !outcome.breaks.isEmpty || !outcome.expected.isEmpty else { return }
            misses = NearestMiss(inputs: inputs, outcome: outcome)
        }

        package var definition: LegDefinition { _read { yield outcome.definition } }
        package var name: String { outcome.definition.name }
    }

    /// Every entry that counts, those too that no table holds.
    package var entryCount: Int { entries.reduce(0) { $0 + $1.count + $1.settled } }

    /// One table of entries and where it comes from.
    package struct EntrySource: Sendable {
        package var source: String
        package var file: String
        package let box: TableBox
        /// Rows that count, ascending; nil = all.
        package var rows: [Int32]?
        /// Entries that were settled before anyone put them into the table.
        package var settled = 0
        /// In a book: the segment that holds the entries, and which rows of it the table's are
        /// (nil: all of it).
        package var segment: Int?
        package var segmentRows: [Int]?

        package init(source: String, file: String, table: EntryTable, rows: [Int32]? = nil) {
            self.source = source
            self.file = file
            box = TableBox(table)
            self.rows = rows
        }

        package var table: EntryTable { _read { yield box.table } }
        package var count: Int { rows?.count ?? box.table.count }
        package func row(_ index: Int) -> Int { rows.map { Int($0[index]) } ?? index }
    }

    package struct Unsourced: Sendable {
        package var channel: String
        package var entries: EntrySource

        package init(channel: String, entries: EntrySource) {
            self.channel = channel
            self.entries = entries
        }
    }

    /// opening + movements = closing, wherever the files state balances.
    package struct SourceBalance: Sendable, Hashable {
        package var source: String
        package var opening: Money
        package var movements: Money
        package var closing: Money

        package init(source: String, opening: Money, movements: Money, closing: Money) {
            self.source = source
            self.opening = opening
            self.movements = movements
            self.closing = closing
        }

        package var holds: Bool { (opening + movements).equals(closing) }
    }

    /// A reason why the verdict is no better than it is.
    package enum VerdictReason: Sendable, Hashable {
        case quarantinedFile(file: String, code: ProblemCode)
        case unreadableFile(file: String)
        /// A leg or a channel lacks the files of a side.
        case missingSource(source: String)
        /// Days that no statement of a source covers, both ends included.
        case missingDays(source: String, from: Day, through: Day)
        /// Business days were counted where the calendar knows of weekends only. This makes the
        /// verdict no worse.
        case holidaysUnknown(calendar: String, from: Day, through: Day)
        /// No leg at all: one side has no readable file.
        case nothingToCompare
        /// Orders of a channel for which there is no money file.
        case unsourcedOrders(channel: String, count: Int)
        case residual(leg: String, amount: Money)
        case identityOpen(leg: String, currency: Currency)
        case balanceOpen(source: String)
        case problemsAboveLimit(count: Int, limit: Int)
        case breaks(count: Int)
        case pending(count: Int)
        case tolerance(count: Int)
    }
}
