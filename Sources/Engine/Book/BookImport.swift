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

    /// `replaces` is the SHA-256 (or its beginning), name or number of the import that this file
    /// corrects. `opening`: the file lists what was open when the book began, so that its rows
    /// count though they are older.
    package func importFile(
        _ path: String, source told: String? = nil, replaces: String? = nil,
        opening: Bool = false
    ) async throws(EngineError) -> Receipt {
        let base = FilePath.name(path)
        book.progress.step(base)
        let bytes = try SystemFile.read(path, limit: library.limits.fileBytes)
        if let known = try book.store.importFact(sha256: Digest.sha256(bytes)) {
            var receipt = Receipt(known)
            receipt.isKnown = true
            return receipt
        }
        let numbers = try book.store.numbers()
        let replaced = try replaces.map { (name) throws(EngineError) in try find(name) }
        let name = try freeName(base)
        let input = InputFile(bytes: bytes, path: name, name: name)
        // Beside the reading: packing needs nothing of what is read.
        async let packed = book.store.packed(bytes)
        let statements = await library.statements(
            of: input, as: try dialect(of: told), threads: book.threads)
        for statement in statements {
            if let problem = statement.quarantine {
                throw .book(.quarantined(file: name, problem: problem))
            }
        }
        let fact = ImportFact(
            number: numbers.imports + 1, at: book.now, actor: book.actor, sha256: input.sha256,
            name: name, byteCount: bytes.count, replaces: replaced?.number)
        var receipt = Receipt(fact)
        receipt.problems = statements.flatMap(\.problems)
        var standing = try RowStanding(store: book.store, replaced: replaced)
        if !opening, let day = book.settings.startsOn {
            standing.start = try book.zone.start(of: day)
        }
        var flows = EntryFlows(zone: try book.zone)
        for statement in statements {
            let number = numbers.statement + receipt.fact.statements.count + 1
            let source = try sources.source(of: statement, told: told)
            try await add(statement, source, number, &standing, to: &receipt)
            flows.add(
                statement.table, statement: number, source: source,
                excluded: receipt.fact.statements.last?.excluded ?? [])
        }
        receipt.fact.supersessions = try standing.supersessions(
            withdrawing: replaced, statements: book.store.statements(), count: &receipt.withdrawn)
        try takeOff(receipt.fact, &flows)
        receipt.fact.flows = flows.flows
        try book.store.commit(receipt.fact, raw: await packed)
        return receipt
    }

    /// What no longer counts is taken off by the statement that says so.
    private func takeOff(
        _ fact: ImportFact, _ flows: inout EntryFlows
    ) throws(EngineError) {
        guard let number = fact.statements.last?.number else { return }
        let old = Dictionary(grouping: fact.supersessions.map(\.old), by: \.segment)
        let sources = try Dictionary(
            uniqueKeysWithValues: book.store.statements().map { ($0.number, $0.source) })
        let own = Dictionary(uniqueKeysWithValues: fact.statements.map { ($0.number, $0.source) })
        for (segment, entries) in old.sorted(by: { $0.key < $1.key }) {
            let table = try book.store.table(
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
