import Statements

extension Book {
    /// Makes a definition file the book's, with the dialects that it names.
    package func adopt(definitionFile path: String) throws(EngineError) -> StoredDefinition {
        let definition = try Run.definition(at: path)
        let base = FilePath.folder(path)
        for source in definition.sources {
            if case .literal = source.signingKey {
                throw .book(.secretInDefinition(source: source.name))
            }
        }
        var rules = definition
        var dialects: [StoredDefinition.NamedText] = []
        for index in rules.sources.indices {
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
        let digest = Digest.sha256(Array(DefinitionText.canonical(rules).utf8))
        let before = try store.definition()
        if let before, before.digest == digest, !before.isAutomatic { return before }
        let stored = StoredDefinition(
            number: (before?.number ?? 0) + 1, at: now, actor: actor, isAutomatic: false,
            digest: digest, yaml: DefinitionText.yaml(rules),
            dialects: dialects.sorted { $0.name < $1.name })
        _ = try BookSources.library(stored)
        try store.commit(stored)
        return stored
    }
}
