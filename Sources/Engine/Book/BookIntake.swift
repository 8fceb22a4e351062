import Records
import Reports
import Statements

/// The entries that a run takes for the first time: read again from the kept files, by the same
/// reader and rules as `reconcile`, less what does not count and what is not due.
struct BookIntake: Sendable {
    private let run: BookRun
    /// How far earlier runs took each statement.
    private let taken: [Int: Instant]
    private var due: [StatementFact] = []
    private var selected: [Int: Set<Int>] = [:]
    /// Entries that no leg took before.
    private(set) var deferred: [EntryID] = []

    init(_ run: BookRun, taken: [Int: Instant]) {
        self.run = run
        self.taken = taken
    }

    /// How far this run takes them.
    var takenNow: [(statement: Int, through: Instant)] {
        due.map { ($0.number, run.end) }.sorted { $0.0 < $1.0 }
    }

    /// Whether the entry is one that this run takes.
    func takes(_ entry: EntryID) -> Bool {
        selected[entry.segment]?.contains(entry.row) ?? false
    }

    mutating func read() async throws(EngineError) -> RunSources {
        let end = run.end.microseconds
        due = run.catalogue.values.filter { fact in
            let before = taken[fact.number]?.microseconds
            if let before, let last = fact.lastTime { return last >= before && before < end }
            if before != nil { return false }
            return fact.firstTime.map { $0 < end } ?? true
        }.sorted { $0.number < $1.number }
        var sources = RunSources(definition: run.rules, aliases: run.aliases)
        for (file, facts) in try await files() {
            for source in run.rules.sources
            where facts.contains(where: { $0.source == source.name }) {
                var own = file
                own.statements = zip(file.statements, facts)
                    .filter { $0.1.source == source.name }.map(\.0)
                sources.add(own, to: source)
            }
        }
        sources.finishReading()
        try adjust(&sources)
        sources.settle(
            try SigningKeys.resolve(
                run.rules, base: run.book.store.folder, given: [:], refused: nil))
        for table in sources.tables {
            guard let origin = table.origin else { continue }
            for position in 0..<table.count {
                let entry = origin.entry(ofRow: table.row(position))
                selected[entry.segment, default: []].insert(entry.row)
            }
        }
        return sources
    }

    /// Each file once, with the facts of its statements in their order.
    private func files() async throws(EngineError) -> [(ReadFiles.File, [StatementFact])] {
        let wanted = Dictionary(grouping: due, by: \.importNumber)
        let imports = try run.book.store.imports(numbers: Set(wanted.keys))
        let library = run.library
        let store = run.book.store
        let inner = max(1, run.book.threads / max(1, imports.count))
        let progress = run.book.progress
        let read = await Parallel.map(imports, threads: run.book.threads) {
            fact -> Result<ReadFiles.File, EngineError> in
            progress.step(fact.name)
            do throws(EngineError) {
                let input = try store.kept(fact)
                let dialects = Set(fact.statements.map(\.dialect))
                let told = dialects.count == 1 ? library.dialect(named: dialects.first!) : nil
                let statements = await library.statements(of: input, as: told, threads: inner)
                return .success(
                    ReadFiles.File(
                        path: fact.name, name: fact.name, sha256: fact.sha256,
                        byteCount: fact.byteCount, statements: statements))
            } catch {
                return .failure(error)
            }
        }
        var files: [(ReadFiles.File, [StatementFact])] = []
        for (fact, result) in zip(imports, read) {
            var file: ReadFiles.File
            switch result {
            case .success(let read): file = read
            case .failure(let error): throw error
            }
            try BookIntake.check(file, fact)
            let numbers = Set(due.map(\.number))
            let kept = fact.statements.indices.filter {
                numbers.contains(fact.statements[$0].number)
            }
            file.statements = kept.map { file.statements[$0] }
            files.append((file, kept.map { fact.statements[$0] }))
        }
        return files
    }

    /// A program that reads a file otherwise than the one that imported it must not go on with it.
    private static func check(
        _ file: ReadFiles.File, _ fact: ImportFact
    ) throws(EngineError) {
        guard file.statements.count == fact.statements.count else {
            throw .book(
                .rereadDiffers(
                    file: fact.name, found: file.statements.count,
                    expected: fact.statements.count))
        }
        for (statement, expected) in zip(file.statements, fact.statements)
        where statement.table.count != expected.rows || statement.file != expected.file {
            throw .book(
                .rereadDiffers(
                    file: expected.file, found: statement.table.count, expected: expected.rows))
        }
    }

    /// Keeps the rows that count and are due, and brings back those that no leg took before.
    private mutating func adjust(_ sources: inout RunSources) throws(EngineError) {
        let gone = try run.book.store.superseded(inStatements: due.map(\.number))
        deferred = run.isHistory ? [] : try run.book.store.deferred().sorted()
        let byFile = Dictionary(
            due.map { ([$0.source, $0.file], $0) }, uniquingKeysWith: { first, _ in first })
        let end = run.end.microseconds
        let taken = taken
        var further: [SourceTable] = []
        for (segment, entries) in Dictionary(grouping: deferred, by: \.segment)
            .sorted(by: { $0.key < $1.key })
        {
            further.append(try run.table(segment, rows: entries.map(\.row)))
        }
        sources.adjust(
            { table in
                guard let fact = byFile[[table.source, table.file]] else { return }
                table.origin = SourceTable.Origin(segment: fact.number, rows: nil)
                let excluded = Set(fact.excluded.map(Int.init))
                let from = taken[fact.number]?.microseconds
                let times = table.table.occurredAt
                table.keep { row in
                    if excluded.contains(row)
                        || gone.contains(EntryID(segment: fact.number, row: row))
                    {
                        return false
                    }
                    let time = times[row]
                    if time == EntryTable.noTime { return from == nil }
                    return time < end && from.map { time >= $0 } ?? true
                }
            }, adding: further)
    }
}

extension BookStore {
    /// The file of an import, whose bytes are those that were imported.
    func kept(_ fact: ImportFact) throws(EngineError) -> InputFile {
        let input = InputFile(bytes: try rawBytes(of: fact), path: fact.name, name: fact.name)
        guard input.sha256 == fact.sha256 else {
            throw .book(.segment(name: fact.name, reason: "SHA-256 \(input.sha256)"))
        }
        return input
    }
}

extension BookRun {
    /// Rows of an earlier statement as a table of its source.
    func table(_ segment: Int, rows: [Int]) throws(EngineError) -> SourceTable {
        guard let fact = catalogue[segment], let source = rules.source(fact.source),
            let dialect = library.dialect(named: fact.dialect)
        else { throw .book(.unknown(kind: "statement", name: "\(segment)")) }
        let table = try book.store.table(of: segment, rows: rows)
        let statement = Statement(file: fact.file, dialect: dialect, table: table)
        var made = SourceTable(statement, of: source, aliases)
        made.origin = SourceTable.Origin(segment: segment, rows: rows)
        return made
    }
}
