import Matching
import Records
import Statements

/// Which source a statement belongs to, and the definition that grows with what is imported.
struct BookSources {
    let definition: Definition
    let isAutomatic: Bool
    private let aliases = ChannelAliases.builtin

    init(_ stored: StoredDefinition?) throws(EngineError) {
        isAutomatic = stored?.isAutomatic ?? true
        definition =
            try stored.map { (stored) throws(EngineError) in
                try BookSources.parse(stored.yaml)
            } ?? Definition()
    }

    static func parse(_ yaml: String) throws(EngineError) -> Definition {
        do throws(DialectFileError) {
            return try DefinitionFile.parse(yaml, name: "definition.yaml")
        } catch {
            throw .file(error)
        }
    }

    /// All formats: those inside the program and the merchant's own, kept in the book.
    static func library(_ stored: StoredDefinition?) throws(EngineError) -> FormatLibrary {
        try FormatLibrary(dialects(stored), limits: Limits())
    }

    /// The same, not ready to tell files apart.
    static func dialects(_ stored: StoredDefinition?) throws(EngineError) -> [Dialect] {
        let own = try own(stored)
        let names = Set(own.map(\.name))
        return (try builtin().filter { !names.contains($0.name) } + own)
            .sorted { $0.name < $1.name }
    }

    /// Formats inside the program.
    static func builtin() throws(EngineError) -> [Dialect] {
        do throws(DialectFileError) { return try DialectFile.builtin() } catch {
            throw .file(error)
        }
    }

    /// The merchant's own, kept in the book; of those with one name the last.
    static func own(_ stored: StoredDefinition?) throws(EngineError) -> [Dialect] {
        do throws(DialectFileError) {
            var dialects: [Dialect] = []
            for text in stored?.dialects ?? [] {
                let own = try DialectFile.parse(text.text, name: text.name)
                dialects.removeAll { $0.name == own.name }
                dialects.append(own)
            }
            return dialects
        } catch {
            throw .file(error)
        }
    }

    /// The name of the source; `told` is one that somebody named.
    func source(of statement: Statement, told: String?) throws(EngineError) -> String {
        let names = definition.sources.map(\.name)
        if isAutomatic {
            let name = automaticName(of: statement)
            guard told == nil || told == name else {
                throw .book(.unknownSource(name: told ?? "", sources: [name]))
            }
            return name
        }
        if let told {
            guard names.contains(told) else {
                throw .book(.unknownSource(name: told, sources: names))
            }
            return told
        }
        let named = definition.sources.first { $0.formats.contains(statement.dialect.name) }
        let open = definition.sources.filter { $0.formats.isEmpty }
        if let found = named ?? (open.count == 1 ? open.first : nil) { return found.name }
        throw .book(
            .noSource(file: statement.file, dialect: statement.dialect.name, sources: names))
    }

    private func automaticName(of statement: Statement) -> String {
        let found = DefaultDefinition.Found(
            path: statement.file, statement: statement, namedLeft: false)
        let naming = DefaultDefinition(aliases: aliases, found: [found], sidesNamed: false)
        return naming.name(of: naming.kind(of: found))
    }

    /// The automatic definition of everything that was imported. Legs that are no longer made of
    /// it stay, so that no open item loses its leg.
    static func automatic(
        of statements: [StatementFact], library: FormatLibrary, settings: BookSettings,
        before: Definition?
    ) -> Definition {
        let found = statements.compactMap { fact -> DefaultDefinition.Found? in
            guard let dialect = library.dialect(named: fact.dialect) else { return nil }
            var table = EntryTable()
            for word in fact.channels {
                var draft = EntryDraft()
                draft.channel = table.channel.code(for: word) ?? 0
                _ = table.append(draft)
            }
            return DefaultDefinition.Found(
                path: fact.file,
                statement: Statement(file: fact.file, dialect: dialect, table: table),
                namedLeft: false)
        }
        var made = DefaultDefinition.make(of: found, sidesNamed: false)
        made.merchant = settings.merchant
        made.timeZone = settings.zone
        for index in made.sources.indices { made.sources[index].files = ["*"] }
        if let before {
            // What a person said of days holds through what comes in.
            if let calendar = before.calendar { made.calendar = calendar }
            for source in before.sources where made.source(source.name) == nil {
                made.sources.append(source)
            }
            for leg in before.legs where !made.legs.contains(where: { $0.name == leg.name }) {
                made.legs.append(leg)
            }
        }
        return made
    }
}
