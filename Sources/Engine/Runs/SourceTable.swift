import Matching
import Records
import Reports
import Statements

/// The entries of one file that count for one source.
struct SourceTable: Sendable {
    var source: String
    var role: SourceRole
    /// Canonical channel of the source, "" where rows say it.
    var channel: String
    var statement: Statement
    var table: EntryTable
    /// Rows that count, ascending; nil = all.
    var rows: [Int32]?
    /// Where the entries stand in a book; nil outside one.
    var origin: Origin?

    /// The segment that holds the entries; which rows of it the table's are, nil where they are
    /// all of it.
    struct Origin: Sendable {
        var segment: Int
        var rows: [Int]?

        func entry(ofRow row: Int) -> EntryID {
            EntryID(segment: segment, row: rows?[row] ?? row)
        }
    }

    init(_ statement: Statement, of source: Definition.Source, _ aliases: ChannelAliases) {
        self.source = source.name
        self.statement = statement
        role = source.role ?? statement.dialect.role
        channel = aliases.canonical(source.channel ?? statement.dialect.channel)
        table = statement.table
        if let word = source.channel { table.channel = SourceTable.constant(word, table.count) }
        if let shop = source.shop { table.shop = SourceTable.constant(shop, table.count) }
        canonicaliseChannels(aliases)
        self.statement.table = EntryTable()
    }

    var file: String { statement.file }

    func row(_ position: Int) -> Int { rows.map { Int($0[position]) } ?? position }
    var count: Int { rows?.count ?? table.count }

    mutating func keep(_ condition: (Int) -> Bool) {
        let kept = (0..<count).map { row($0) }.filter(condition)
        if kept.count < count { rows = kept.map { Int32($0) } }
    }

    private static func constant(_ word: String, _ count: Int) -> DictionaryColumn {
        var column = DictionaryColumn()
        guard let code = column.code(for: word) else { return column }
        for row in 0..<count { column.append(code: code, at: row) }
        return column
    }

    /// One word per channel, so that fee schedules and legs find it. Chains keep the orders' own
    /// word.
    private mutating func canonicaliseChannels(_ aliases: ChannelAliases) {
        let canonical = table.channel.words.map { word in
            let known = word.isEmpty ? "" : aliases.canonical(word)
            return known == aliases.chain ? word : known
        }
        guard canonical != table.channel.words else { return }
        var column = DictionaryColumn()
        let codes = canonical.map { column.code(for: $0) ?? 0 }
        for row in 0..<table.count {
            column.append(code: codes[Int(table.channel.codes[row])], at: row)
        }
        table.channel = column
    }

    /// The rows whose channel is among `channels` (canonical); all where it is empty.
    func selecting(_ channels: Set<String>, _ aliases: ChannelAliases) -> SourceTable {
        guard !channels.isEmpty else { return self }
        let chosen = table.channel.words.map { channels.contains(aliases.canonical($0)) }
        var selected = self
        selected.keep { chosen[Int(table.channel.codes[$0])] }
        return selected
    }

    var input: LegInput { LegInput(source: source, table: table, rows: rows) }

    var entries: RunReport.EntrySource {
        var entries = RunReport.EntrySource(source: source, file: file, table: table, rows: rows)
        entries.settled = statement.settled?.count ?? 0
        entries.segment = origin?.segment
        entries.segmentRows = origin?.rows
        return entries
    }
}
