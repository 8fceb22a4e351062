import Records
import Reports
import Statements

/// The sources of a run: which statement belongs to which, and which rows count.
struct RunSources: Sendable {
    let definition: Definition
    let aliases: ChannelAliases
    /// In the order of sources, then of file names.
    private(set) var tables: [SourceTable] = []
    private(set) var summaries: [FileSummary] = []
    private(set) var problems: [Problem] = []
    private(set) var problemsDropped = 0
    private(set) var inputs: [Run.InputRecord] = []
    private(set) var refused: [RefusedCallback] = []
    /// Files that the system would not hand out.
    private(set) var unreadable: [String] = []
    /// Statements seen, by file path and statement name: those that no source wants are named.
    private var seen: [Key: Seen] = [:]

    private struct Key: Hashable {
        var path: String
        var statement: String
    }

    private struct Seen {
        var statement: Statement
        var file: ReadFiles.File
        var source: String?
        var wanted: [String]
    }

    init(definition: Definition, aliases: ChannelAliases) {
        self.definition = definition
        self.aliases = aliases
    }

    mutating func add(_ file: ReadFiles.File, to source: Definition.Source) {
        let record = Run.InputRecord(
            path: file.path, sha256: file.sha256, byteCount: file.byteCount)
        if !inputs.contains(record) { inputs.append(record) }
        if file.failure != nil {
            if !unreadable.contains(file.name) {
                unreadable.append(file.name)
                summaries.append(FileSummary(name: file.name, sha256: "", byteCount: 0))
            }
            return
        }
        if let twin = file.sameAs {
            var summary = FileSummary(
                name: file.name, sha256: file.sha256, byteCount: file.byteCount)
            summary.sameAs = twin
            if !summaries.contains(summary) { summaries.append(summary) }
            return
        }
        for statement in file.statements {
            let key = Key(path: file.path, statement: statement.file)
            var known =
                seen[key]
                ?? Seen(statement: statement, file: file, source: nil, wanted: [])
            if belongs(statement, to: source) {
                if known.source == nil {
                    known.source = source.name
                    known.statement = statement
                }
                if statement.quarantine == nil, statement.dialect.role != .summary {
                    tables.append(SourceTable(statement, of: source, aliases))
                }
            } else {
                known.wanted += source.formats
            }
            seen[key] = known
        }
    }

    /// An unknown file belongs wherever it is named: its problem must not vanish.
    private func belongs(_ statement: Statement, to source: Definition.Source) -> Bool {
        source.formats.isEmpty || source.formats.contains(statement.dialect.name)
            || statement.dialect.name.isEmpty || statement.dialect.role == .summary
    }

    mutating func finishReading() {
        inputs.sort { ($0.path, $0.sha256) < ($1.path, $1.sha256) }
        let order = definition.sources.map(\.name)
        tables.sort { a, b in
            (order.firstIndex(of: a.source)!, a.file) < (order.firstIndex(of: b.source)!, b.file)
        }
        for (_, known) in seen.sorted(by: {
            ($0.value.statement.file, $0.key.path) < ($1.value.statement.file, $1.key.path)
        }) {
            var statement = known.statement
            if known.source == nil {
                statement.problems.insert(
                    Problem(
                        file: statement.file, code: .unknownFormat, found: statement.dialect.name,
                        expected: Set(known.wanted).sorted().joined(separator: " | ")),
                    at: 0)
            }
            var summary = FileSummary(
                statement, sha256: known.file.sha256, byteCount: known.file.byteCount)
            summary.source = known.source ?? ""
            summaries.append(summary)
            problems += statement.problems
            problemsDropped += statement.problemsDropped
        }
        summaries.sort { ($0.name, $0.sha256) < ($1.name, $1.sha256) }
        seen = [:]
    }

    /// Takes out what does not count, and puts in entries that no leg took before.
    mutating func adjust(_ change: (inout SourceTable) -> Void, adding further: [SourceTable]) {
        for index in tables.indices { change(&tables[index]) }
        tables += further
    }

    /// Which rows count: first whose signatures do not hold, then who succeeds whom.
    mutating func settle(_ keys: SigningKeys) {
        for channel in Set(tables.filter { $0.role == .link }.map(\.channel)).sorted() {
            let lists = tables.filter {
                $0.channel == channel && $0.statement.signed.isEmpty
                    && [.channel, .link].contains($0.role)
            }
            var check = SignatureCheck(keys: keys, lists: lists)
            for index in tables.indices
            where tables[index].role == .link && tables[index].channel == channel {
                check.check(&tables[index])
            }
            problems += check.problems
            refused += check.refused
        }
        for source in Set(tables.filter { $0.role != .link }.map(\.source)) {
            let indices = tables.indices.filter { tables[$0].source == source }
            var own = indices.map { tables[$0] }
            Succession.settle(&own)
            for (index, table) in zip(indices, own) { tables[index] = table }
        }
        problems.sort { Self.key($0).lexicographicallyPrecedes(Self.key($1)) }
    }

    private static func key(_ problem: Problem) -> [String] {
        let digits = String(problem.line)
        let line = String(repeating: "0", count: max(0, 12 - digits.count)) + digits
        return [
            problem.file, line, problem.code.rawValue, problem.column, problem.found,
            problem.expected, problem.reference, problem.raw,
        ]
    }

    func tables(_ selection: Definition.Selection, _ aliases: ChannelAliases) -> [SourceTable] {
        let channels = Set(selection.channels.map { $0.isEmpty ? "" : aliases.canonical($0) })
        return selection.sources.flatMap { name in tables.filter { $0.source == name } }
            .map { $0.selecting(channels, aliases) }
    }
}
