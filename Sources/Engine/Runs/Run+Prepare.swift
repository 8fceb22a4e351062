import Records
import Statements

extension Run {
    /// A run of a definition file; its paths start from its own folder.
    package static func prepare(definitionFile path: String) throws(EngineError) -> Run {
        let definition = try definition(at: path)
        let base = FilePath.folder(path)
        let dialects = Set(definition.sources.flatMap(\.dialectFiles))
            .map { FilePath.join(base, $0) }.sorted()
        return Run(
            definition: definition, base: base,
            library: try FormatLibrary.load(dialectFiles: dialects))
    }

    package static func definition(at path: String) throws(EngineError) -> Definition {
        let bytes = try SystemFile.read(path, limit: DefinitionFile.textLimitBytes)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .file(.syntax(.init(file: path, line: 1, column: 1), found: "not UTF-8"))
        }
        do throws(DialectFileError) {
            return try DefinitionFile.parse(text, name: path)
        } catch {
            throw .file(error)
        }
    }

    /// A run of the shorthand: the files are read, and say what is compared with what.
    package static func prepare(
        left: [String], right: [String], threads: Int, progress: Progress
    ) async throws(EngineError) -> Run {
        let library = try FormatLibrary.load()
        let lefts = try FilePath.expand(left, relativeTo: ".")
        let rights = try FilePath.expand(right, relativeTo: ".")
        let paths = Array(Set(lefts + rights)).sorted()
        var files = ReadFiles()
        await files.read(
            paths.map { ReadFiles.Request(path: $0) }, names: FilePath.displayNames(paths),
            library: library, threads: threads, progress: progress)
        var found: [DefaultDefinition.Found] = []
        for path in paths {
            guard let file = files[.init(path: path)] else { continue }
            if let failure = file.failure { throw failure }
            // A twin's entries are its speaker's, but its name must not be lost.
            for statement in file.statements {
                found.append(
                    .init(path: path, statement: statement, namedLeft: lefts.contains(path)))
            }
        }
        var run = Run(
            definition: DefaultDefinition.make(of: found), base: ".", library: library)
        run.files = files
        return run
    }

    /// Writes the definition as YAML whose paths start from its own folder.
    package func saveDefinition(to path: String) throws(EngineError) {
        var saved = definition
        let folder = FilePath.folder(path)
        for index in saved.sources.indices {
            saved.sources[index].files = saved.sources[index].files.map {
                FilePath.relative(FilePath.join(base, $0), from: folder)
            }
        }
        try DurableFile.write(Array(DefinitionText.yaml(saved).utf8), to: path)
    }
}

extension Run {
    /// SHA-256 of the rules, as every result names them.
    package var digest: String {
        Digest.sha256(Array(DefinitionText.canonical(definition).utf8))
    }

    /// Every format that a source names is one that can be read.
    package func checkFormats() throws(EngineError) {
        for source in definition.sources {
            for format in source.formats where library.dialect(named: format) == nil {
                let names = library.dialects.map(\.name)
                let nearest = Spelling.nearest(to: format, among: names)
                throw .definition(
                    place: source.name, found: format,
                    expected: nearest.map { "\($0)?" } ?? names.joined(separator: " | "))
            }
        }
    }
}
