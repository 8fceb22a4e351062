package import Records

/// The entries of one source that take part in a leg.
package struct LegInput: Sendable {
    /// Source name as the definition or the shorthand gives it ("alipay-trade").
    package var source: String
    package var table: EntryTable
    /// Rows that take part, ascending; nil = all.
    package var rows: [Int32]?

    package init(source: String, table: EntryTable, rows: [Int32]? = nil) {
        self.source = source
        self.table = table
        self.rows = rows
    }

    package var count: Int { rows?.count ?? table.count }
}

/// Everything a leg is computed from. A pure function of the *set* of entries: order does not
/// matter.
package struct LegInputs: Sendable {
    package var left: [LegInput]
    package var right: [LegInput]
    package var links: [LegInput]

    package init(left: [LegInput], right: [LegInput], links: [LegInput]) {
        self.left = left
        self.right = right
        self.links = links
    }
}

package enum Side: UInt8, Sendable { case left, right, link }

/// Where an entry of a side lies: input of that side, row of its table.
package struct EntryPosition: Sendable, Hashable {
    package var input: Int
    package var row: Int
    package init(input: Int, row: Int) {
        self.input = input
        self.row = row
    }
}

/// What became of each entry of one side. Index = position in the side, inputs one after another.
package struct SideOutcome: Sendable {
    package var classes: [EntryClass]
    package var findings: [Findings]
    /// The partner's index on the other side (the kept one of a duplicate, a mismatch's other
    /// half), −1.
    package var partner: [Int32]
    /// Index into the leg's passes of the pass that claimed it, 255 = none.
    package var pass: [UInt8]
    /// First index of each input, ascending; one more at the end (the count).
    package var offsets: [Int]

    package init(inputs: [LegInput]) {
        var offsets = [0]
        for input in inputs { offsets.append(offsets.last! + input.count) }
        self.offsets = offsets
        let count = offsets.last!
        classes = Array(repeating: .unclassified, count: count)
        findings = Array(repeating: Findings(), count: count)
        partner = Array(repeating: -1, count: count)
        pass = Array(repeating: 255, count: count)
    }

    package var count: Int { classes.count }

    package func position(_ index: Int, in inputs: [LegInput]) -> EntryPosition {
        var low = 0
        var high = offsets.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if offsets[middle] <= index { low = middle } else { high = middle }
        }
        let local = index - offsets[low]
        return EntryPosition(input: low, row: inputs[low].rows.map { Int($0[local]) } ?? local)
    }
}

/// Matches as columns. One to one: `members` is empty for that match; a split lists all its
/// members.
package struct Matches: Sendable {
    package var left: [Int32] = []
    package var right: [Int32] = []
    package var pass: [UInt8] = []
    package var entryClass: [EntryClass] = []
    package var findings: [Findings] = []
    /// Link index that joined the two, −1.
    package var link: [Int32] = []
    /// Matches with more than one entry on a side: match index → members.
    package var members: [Int: [Member]] = [:]

    package struct Member: Sendable, Hashable {
        package var side: Side
        package var index: Int32
        package var applied: Money
        package init(side: Side, index: Int32, applied: Money) {
            self.side = side
            self.index = index
            self.applied = applied
        }
    }

    package init() {}
    package var count: Int { left.count }
}

/// An open difference 差错.
package struct Break: Sendable, Hashable {
    /// Stable over days: definition + leg + identity of the anchor entry + currency.
    package var id: Hash128
    package var entryClass: EntryClass
    package var findings: Findings
    package var severity: Severity
    /// right − left, an absent or unpaid side counting zero; actual − expected for a fee.
    package var amount: Money
    package var left: Int32 = -1
    package var right: Int32 = -1
    package var link: Int32 = -1
    package var leftAmount: Money?
    package var rightAmount: Money?
    package var expectedFee: Money?
    package var actualFee: Money?
    /// The rate the expected fee rests on, in millionths; −1 = none.
    package var feeRateMillionths: Int64 = -1
    package var occurredAt: Instant?
    package var breakOn: Day?
    /// Whole days from the entry to the end of the period.
    package var ageDays = 0
    /// The entry of the other side that came closest, −1; with the rivals of an ambiguous one.
    package var nearest: Int32 = -1
    package var candidates: [Int32] = []

    package enum Severity: UInt8, Sendable, Comparable {
        case low, medium, high, critical
        package var name: String { String(describing: self) }
        package static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
    }

    package init(
        id: Hash128, entryClass: EntryClass, findings: Findings, severity: Severity, amount: Money
    ) {
        self.id = id
        self.entryClass = entryClass
        self.findings = findings
        self.severity = severity
        self.amount = amount
    }
}

/// The result of one leg. Breaks are sorted by time, then id; matches by left index, then right.
package struct LegOutcome: Sendable {
    package var definition: LegDefinition
    package var left: SideOutcome
    package var right: SideOutcome
    package var links: SideOutcome
    package var matches: Matches
    package var breaks: [Break]
    /// Expected items 在途: they are no breaks, but shown with the day they become one.
    package var expected: [Break]
    package var statement: LegStatement

    package init(
        definition: LegDefinition, left: SideOutcome, right: SideOutcome, links: SideOutcome,
        matches: Matches, breaks: [Break], expected: [Break], statement: LegStatement
    ) {
        self.definition = definition
        self.left = left
        self.right = right
        self.links = links
        self.matches = matches
        self.breaks = breaks
        self.expected = expected
        self.statement = statement
    }
}
