import Statements

extension Book {
    /// Makes a definition file the book's, with the dialects that it names.
    package func adopt(definitionFile path: String) throws(EngineError) -> StoredDefinition {
        let (rules, dialects) = try parts(ofDefinitionFile: path)
        let digest = Digest.sha256(Array(DefinitionText.canonical(rules).utf8))
        let before = try store.definition()
        if let before, before.digest == digest, !before.isAutomatic { return before }
        let stored = StoredDefinition(
            number: (before?.number ?? 0) + 1, at: now, actor: actor, isAutomatic: false,
            digest: digest, yaml: DefinitionText.yaml(rules), dialects: dialects)
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

    /// A definition and the formats it reads, without keeping it.
    func read(
        definitionFile path: String
    ) throws(EngineError) -> (Definition, FormatLibrary) {
        let (rules, dialects) = try parts(ofDefinitionFile: path)
        let stored = StoredDefinition(
            number: 0, at: now, actor: actor, isAutomatic: false, digest: "", yaml: "",
            dialects: dialects)
        return (rules, try BookSources.library(stored))
    }

    /// The rules, with the texts of their dialects beside them. Keys stay outside of a book.
    private func parts(
        ofDefinitionFile path: String
    ) throws(EngineError) -> (Definition, [StoredDefinition.NamedText]) {
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
