package import Records
import Statements

/// Files in: each whole or not at all, and once, whatever it is called (docs/book.md).
package struct BookImport: Sendable {
    package let book: Book
    private let sources: BookSources
    private let library: FormatLibrary

    package init(_ book: Book) throws(EngineError) {
        self.book = book
        let stored = try book.store.definition()
        sources = try BookSources(stored)
        library = try BookSources.library(stored)
    }

    /// What became of a file.
    package struct Receipt: Sendable, Hashable {
        package var fact: ImportFact
        /// The bytes were imported before; nothing was done.
        package var isKnown = false
        /// Entries that count now.
        package var new = 0
        /// Rows that stood in an earlier file, or say less than it did.
        package var repeated = 0
        /// Rows from before the book began.
        package var early = 0
        /// Entries that took an earlier one's place.
        package var superseding = 0
        /// Entries of the replaced file that this one lacks.
        package var withdrawn = 0
        /// Problems of single rows; the file was imported.
        package var problems: [Problem] = []

        init(_ fact: ImportFact) { self.fact = fact }
    }

    /// What is told of the files of one command.
    package struct Terms: Sendable {
        /// The source that they are of; nil where the book finds it out.
        package var source: String?
        /// SHA-256 (or its beginning), name or number of the import that a file corrects.
        package var replaces: String?
        /// The files list what was open when the book began: older rows count.
        package var opening: Bool

        package init(source: String? = nil, replaces: String? = nil, opening: Bool = false) {
            self.source = source
            self.replaces = replaces
            self.opening = opening
        }
    }

    package func importFile(
        _ path: String, _ terms: Terms = Terms()
    ) async throws(EngineError) -> Receipt {
        let receipt = try await take(ReadAhead(path, file(path, terms)), terms).get()
        book.store.keepPace()
        return receipt
    }

    /// The files one after the other in their order; `each` is called when a file is durable, or
    /// has failed, which keeps no other out. While one is taken the next is read: two are in
    /// memory at most.
    package func importFiles(
        _ paths: [String], _ terms: Terms, each: (Result<Receipt, EngineError>) -> Void
    ) async {
        await withTaskGroup(of: Beside.self) { group in
            var next = paths.startIndex
            func readNext(_ group: inout TaskGroup<Beside>) {
                guard next < paths.endIndex else { return }
                let path = paths[next]
                next += 1
                group.addTask { .read(ReadAhead(path, await file(path, terms))) }
            }
            // A file is read, and the index kept up with the file before, beside the one taken.
            var isMerging = false
            readNext(&group)
            while let done = await group.next() {
                guard case .read(let ahead) = done else {
                    isMerging = false
                    continue
                }
                if book.threads > 1 { readNext(&group) }
                each(await take(ahead, terms))
                if book.threads <= 1 {
                    book.store.keepPace()
                    readNext(&group)
                } else if !isMerging {
                    isMerging = true
                    group.addTask {
                        book.store.keepPace()
                        return .merged
                    }
                }
            }
        }
    }

    /// What goes on beside the file that is taken.
    private enum Beside: Sendable {
        case read(ReadAhead)
        case merged
    }

    /// A file that is read and packed, whatever the book makes of it.
    private struct FileRead: Sendable {
        var input: InputFile
        var packed: PackedFile
        var statements: [Statement]
    }

    /// What reading a file came to.
    private struct ReadAhead: Sendable {
        var path: String
        var outcome: Result<Outcome, EngineError>

        enum Outcome: Sendable {
            case known(ImportFact)
            case read(FileRead)
        }

        init(_ path: String, _ outcome: Result<Outcome, EngineError>) {
            self.path = path
            self.outcome = outcome
        }
    }

    private func file(
        _ path: String, _ terms: Terms
    ) async -> Result<ReadAhead.Outcome, EngineError> {
        do throws(EngineError) {
            let base = FilePath.name(path)
            book.progress.step(base)
            var file = try InputFile.read(path, name: base, limits: library.limits)
            if let known = try book.store.importFact(sha256: file.sha256) {
                return .success(.known(known))
            }
            file.rename(try freeName(base))
            let input = file
            // Beside the reading: packing needs nothing of what is read.
            async let packed = packing(input.raw.bytes)
            let statements = await library.statements(
                of: input, as: try dialect(of: terms.source), threads: book.threads)
            return .success(
                .read(
                    FileRead(
                        input: input, packed: try await packed.get(), statements: statements)))
        } catch {
            return .failure(error)
        }
    }

    /// `async let` does not pass a typed error on.
    private func packing(_ bytes: [UInt8]) -> Result<PackedFile, EngineError> {
        do throws(EngineError) { return .success(try book.store.packed(bytes)) } catch {
            return .failure(error)
        }
    }

    private func take(_ ahead: ReadAhead, _ terms: Terms) async -> Result<Receipt, EngineError> {
        do throws(EngineError) {
            var outcome = try ahead.outcome.get()
            // What was imported since it was read may have the same bytes, or its name.
            if case .read(let file) = outcome {
                let isKnown = try book.store.importFact(sha256: file.input.sha256) != nil
                let isTaken = try book.store.hasImport(named: file.input.name)
                if isKnown || isTaken { outcome = try await self.file(ahead.path, terms).get() }
            }
            switch outcome {
            case .known(let fact):
                var receipt = Receipt(fact)
                receipt.isKnown = true
                return .success(receipt)
            case .read(let file): return .success(try await take(file, terms))
            }
        } catch {
            return .failure(error)
        }
    }

    private func take(_ file: FileRead, _ terms: Terms) async throws(EngineError) -> Receipt {
        let numbers = try book.store.numbers()
        let replaced = try terms.replaces.map { (name) throws(EngineError) in try find(name) }
        for statement in file.statements {
            if let problem = statement.quarantine {
                throw .book(.quarantined(file: file.input.name, problem: problem))
            }
        }
        let fact = ImportFact(
            number: numbers.imports + 1, at: book.now, actor: book.actor,
            sha256: file.input.sha256, name: file.input.name, byteCount: file.input.byteCount,
            replaces: replaced?.number)
        var receipt = Receipt(fact)
        receipt.problems = file.statements.flatMap(\.problems)
        var standing = RowStanding(store: book.store, replaced: replaced)
        if !terms.opening, let day = book.settings.startsOn {
            standing.start = try book.zone.start(of: day)
        }
        var flows = EntryFlows(zone: try book.zone)
        let owners = try file.statements.map { (statement) throws(EngineError) in
            try sources.source(of: statement, told: terms.source)
        }
        for (place, statement) in file.statements.enumerated() {
            let number = numbers.statement + receipt.fact.statements.count + 1
            standing.isFollowed = owners[(place + 1)...].contains(owners[place])
            try await add(statement, owners[place], number, &standing, to: &receipt)
            flows.add(
                statement.table, statement: number, source: owners[place],
                excluded: receipt.fact.statements.last?.excluded ?? [])
        }
        receipt.fact.supersessions = try standing.supersessions(
            withdrawing: replaced, count: &receipt.withdrawn)
        try takeOff(receipt.fact, &flows)
        receipt.fact.flows = flows.flows
        try book.store.commit(receipt.fact, raw: file.packed)
        return receipt
    }

    /// What no longer counts is taken off by the statement that says so.
    private func takeOff(
        _ fact: ImportFact, _ flows: inout EntryFlows
    ) throws(EngineError) {
        guard let number = fact.statements.last?.number else { return }
        let old = Dictionary(grouping: fact.supersessions.map(\.old), by: \.segment)
        let sources = try Dictionary(
            uniqueKeysWithValues: book.store.statements(numbers: Set(old.keys))
                .map { ($0.number, $0.source) })
        let own = Dictionary(uniqueKeysWithValues: fact.statements.map { ($0.number, $0.source) })
        for (segment, entries) in old.sorted(by: { $0.key < $1.key }) {
            let table = try book.store.maskedTable(
                of: segment, rows: entries.map(\.row).sorted())
            flows.add(
                table, statement: number, source: own[segment] ?? sources[segment] ?? "", sign: -1)
        }
    }

    private func add(
        _ statement: Statement, _ source: String, _ number: Int, _ standing: inout RowStanding,
        to receipt: inout Receipt
    ) async throws(EngineError) {
        var fact = StatementFact(
            number: number, importNumber: receipt.fact.number, file: statement.file,
            source: source, dialect: statement.dialect.name)
        let table = statement.table
        fact.account = statement.account
        fact.period = statement.period
        fact.rows = table.count
        let times = table.occurredAt.lazy.filter { $0 != EntryTable.noTime }
        fact.firstTime = times.min()
        fact.lastTime = times.max()
        fact.channels = BookImport.words(table)
        if table.count > 0 {
            // The entries are kept whatever is judged of them: one beside the other.
            async let seal = sealed(table, as: number)
            let judged = try standing.judge(
                table, statement: number, source: source, dialect: fact.dialect)
            fact.excluded = judged.excluded
            receipt.new += judged.new
            receipt.repeated += judged.excluded.count - judged.early
            receipt.early += judged.early
            receipt.superseding += judged.superseding
            fact.seal = try await seal.get()
        }
        receipt.fact.statements.append(fact)
    }

    private func sealed(
        _ table: EntryTable, as number: Int
    ) async -> Result<SegmentSeal, EngineError> {
        Result { () throws(EngineError) in try book.store.seal(table, as: number) }
    }

    private func dialect(of told: String?) throws(EngineError) -> Dialect? {
        guard let told, let source = sources.definition.source(told), source.formats.count == 1
        else { return nil }
        return library.dialect(named: source.formats[0])
    }

    private static func words(_ table: EntryTable) -> [String] {
        var used = [Bool](repeating: false, count: table.channel.words.count)
        for row in 0..<table.count { used[Int(table.channel.codes[row])] = true }
        return table.channel.words.indices.filter { used[$0] }
            .map { table.channel.words[$0] }.sorted()
    }

    /// "bill.csv", "bill~2.csv", … : a file is known by its name too.
    private func freeName(_ base: String) throws(EngineError) -> String {
        let dot = base.firstIndex(of: ".") ?? base.endIndex
        var name = base
        var number = 1
        while try book.store.hasImport(named: name) {
            number += 1
            name = "\(base[..<dot])~\(number)\(base[dot...])"
        }
        return name
    }

    private func find(_ name: String) throws(EngineError) -> ImportFact {
        let found = try book.store.imports(called: name)
        guard found.count == 1 else { throw .book(.unknown(kind: "import", name: name)) }
        return found[0]
    }
}
