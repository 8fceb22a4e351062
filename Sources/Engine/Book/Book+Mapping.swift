import Records
import Statements

extension Book {
    /// The first thing that keeps columns from being a format, nil where they are one.
    package func fault(of mapping: ColumnMapping) throws(EngineError) -> MappingFault? {
        if let fault = mapping.fault { return fault }
        let isTaken = try BookSources.builtin().contains { $0.name == mapping.name }
        return isTaken ? .taken(mapping.name) : nil
    }

    /// The text of the dialect that columns make, and all formats with it.
    func parts(
        of mapping: ColumnMapping
    ) throws(EngineError) -> (
        text: String, dialects: [StoredDefinition.NamedText], library: FormatLibrary
    ) {
        if let fault = try fault(of: mapping) {
            throw .book(.refused(rule: "mapping", detail: "\(fault)"))
        }
        let stored = try store.definition()
        let before = try BookSources.own(stored).first { $0.name == mapping.name }
        let text = mapping.yaml(version: (before?.version ?? 0) + 1)
        var dialects = stored?.dialects ?? []
        let name = mapping.name + ".yaml"
        dialects.removeAll { $0.name == name }
        dialects.append(.init(name: name, text: text))
        return (text, dialects, try formats(dialects))
    }

    /// The format and the file with it, or neither: a file that the format does not read is refused
    /// before anything is kept. `source`: as `keep`.
    package func take(
        _ file: InputFile, at path: String, by mapping: ColumnMapping, source: String?
    ) async throws(EngineError) -> BookImport.Receipt {
        if let problem = try MappingPreview(mapping, of: file, self).refusal {
            throw .book(.quarantined(file: file.name, problem: problem))
        }
        try keep(mapping, source: source)
        let told = try store.definition()?.isAutomatic == false ? source : nil
        return try await BookImport(self).importFile(path, BookImport.Terms(source: told))
    }

    /// Makes the format that columns were named for one of the book's, as a new version of its
    /// definition. `source`: which one reads it, where the definition was written by a person.
    @discardableResult
    package func keep(
        _ mapping: ColumnMapping, source: String?
    ) throws(EngineError) -> StoredDefinition {
        let dialects = try parts(of: mapping).dialects
        let before = try store.definition()
        var rules = try rules(of: before)
        if let before, !before.isAutomatic, let source {
            guard let place = rules.sources.firstIndex(where: { $0.name == source }) else {
                throw .book(.unknownSource(name: source, sources: rules.sources.map(\.name)))
            }
            var formats = rules.sources[place].formats
            // One that names no formats reads those of its files so far.
            if formats.isEmpty {
                let own = try store.statements().filter { $0.source == source }
                formats = Set(own.map(\.dialect)).sorted()
            }
            if !formats.contains(mapping.name) { formats.append(mapping.name) }
            rules.sources[place].formats = formats
        }
        let stored = version(
            of: rules, dialects.sorted { $0.name < $1.name }, after: before,
            isAutomatic: before?.isAutomatic ?? true)
        try store.commit(stored)
        return stored
    }
}
