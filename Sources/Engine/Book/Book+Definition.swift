import Statements

extension Book {
    /// Makes a definition file the book's, with the dialects that it names.
    package func adopt(definitionFile path: String) throws(EngineError) -> StoredDefinition {
        try adopt(try parts(ofDefinitionFile: path))
    }

    /// The same of a text that came over the network: it names no file of this machine.
    package func adopt(definitionText text: String) throws(EngineError) -> StoredDefinition {
        try adopt(try parts(ofDefinitionText: text))
    }

    /// A definition that came over the network, read and checked, without keeping it.
    package func check(definitionText text: String) throws(EngineError) -> String {
        let (rules, dialects) = try parts(ofDefinitionText: text)
        _ = try formats(dialects)
        return Digest.sha256(Array(DefinitionText.canonical(rules).utf8))
    }

    /// The same, as what it does.
    package func definition(text: String) throws(EngineError) -> Definition {
        try parts(ofDefinitionText: text).rules
    }

    private typealias Parts = (rules: Definition, dialects: [StoredDefinition.NamedText])

    private func adopt(_ parts: Parts) throws(EngineError) -> StoredDefinition {
        let (rules, dialects) = parts
        let before = try store.definition()
        let stored = version(of: rules, dialects, after: before, isAutomatic: false)
        if let before, before.digest == stored.digest, !before.isAutomatic { return before }
        _ = try BookSources.library(stored)
        let legs = Set(rules.legs.map(\.name))
        for (leg, items) in Dictionary(grouping: try store.openItems(), by: \.leg)
            .sorted(by: { $0.key < $1.key }) where !legs.contains(leg)
        {
            throw .book(.legGone(leg: leg, openItems: items.count))
        }
        try store.commit(stored)
        return stored
    }

    /// Rules as the next version of the book's; nothing is kept yet.
    func version(
        of rules: Definition, _ dialects: [StoredDefinition.NamedText],
        after before: StoredDefinition?, isAutomatic: Bool
    ) -> StoredDefinition {
        StoredDefinition(
            number: (before?.number ?? 0) + 1, at: now, actor: actor, isAutomatic: isAutomatic,
            digest: Digest.sha256(Array(DefinitionText.canonical(rules).utf8)),
            yaml: DefinitionText.yaml(rules), dialects: dialects)
    }

    /// The rules that a page changes: those that hold, before any the book's own settings.
    func rules(of stored: StoredDefinition?) throws(EngineError) -> Definition {
        var rules = try BookSources(stored).definition
        if stored == nil {
            rules.merchant = settings.merchant
            rules.timeZone = settings.zone
        }
        return rules
    }

    /// A definition and the formats it reads, without keeping it.
    func read(
        definitionFile path: String
    ) throws(EngineError) -> (Definition, FormatLibrary) {
        let (rules, dialects) = try parts(ofDefinitionFile: path)
        return (rules, try formats(dialects))
    }

    func read(
        definitionText text: String
    ) throws(EngineError) -> (Definition, FormatLibrary) {
        let (rules, dialects) = try parts(ofDefinitionText: text)
        return (rules, try formats(dialects))
    }

    func formats(
        _ dialects: [StoredDefinition.NamedText]
    ) throws(EngineError) -> FormatLibrary {
        try BookSources.library(
            StoredDefinition(
                number: 0, at: now, actor: actor, isAutomatic: false, digest: "", yaml: "",
                dialects: dialects))
    }

    /// Files and variables of this machine are named by its owner, at the command line: keys that
    /// the book's definition names already may stay.
    private func parts(ofDefinitionText text: String) throws(EngineError) -> Parts {
        let rules: Definition
        do throws(DialectFileError) {
            rules = try DefinitionFile.parse(text, name: "definition")
        } catch {
            throw .file(error)
        }
        let before = try BookSources(try store.definition()).definition
        for source in rules.sources {
            if !source.dialectFiles.isEmpty {
                throw .book(.refused(rule: "dialect", detail: source.name))
            }
            switch source.signingKey {
            case nil: break
            case .literal: throw .book(.secretInDefinition(source: source.name))
            default:
                guard before.source(source.name)?.signingKey == source.signingKey else {
                    throw .book(.refused(rule: "signingKey", detail: source.name))
                }
            }
        }
        return (rules, try store.definition()?.dialects ?? [])
    }

    /// The rules, with the texts of their dialects beside them. Keys stay outside of a book.
    private func parts(
        ofDefinitionFile path: String
    ) throws(EngineError) -> Parts {
        var rules = try Run.definition(at: path)
        let base = FilePath.folder(path)
        var dialects: [StoredDefinition.NamedText] = []
        for index in rules.sources.indices {
            if case .literal = rules.sources[index].signingKey {
                throw .book(.secretInDefinition(source: rules.sources[index].name))
            }
            for file in rules.sources[index].dialectFiles {
                let full = FilePath.join(base, file)
                let bytes = try SystemFile.read(full, limit: DialectFile.textLimitBytes)
                let name = FilePath.name(file)
                if !dialects.contains(where: { $0.name == name }) {
                    dialects.append(.init(name: name, text: String(decoding: bytes, as: UTF8.self)))
                }
                let format = try FormatLibrary.dialect(at: full).name
                if !rules.sources[index].formats.contains(format) {
                    rules.sources[index].formats.append(format)
                }
            }
            rules.sources[index].dialectFiles = []
        }
        return (rules, dialects.sorted { $0.name < $1.name })
    }
}
