package import Records
package import Reports
import Yams

/// A result folder, read back: the same run again from the same inputs.
package struct StoredRun {
    package var definition: Definition
    package var base: String
    package var language: Language
    package var day: Day?
    /// Path (from the folder) → SHA-256, or the fingerprint of a large file.
    package var inputs: [(path: String, sha256: String)]
    package var refused: [RefusedCallback]

    /// A manifest of ten thousand inputs has 2 MB.
    private static let manifestLimitBytes = 64 << 20

    package static func open(_ folder: String) throws(EngineError) -> StoredRun {
        let manifestPath = FilePath.join(folder, Reports.FileName.manifest)
        let definitionPath = FilePath.join(folder, ResultFolder.definitionName)
        guard SystemFile.exists(manifestPath), SystemFile.exists(definitionPath) else {
            throw .noResult(path: folder)
        }
        let manifest = try text(manifestPath)
        let definition: Definition
        do throws(DialectFileError) {
            definition = try DefinitionFile.parse(
                text(definitionPath, asFile: ()), name: ResultFolder.definitionName)
        } catch {
            throw .file(error)
        }
        // JSON as our own writer makes it is a subset of YAML.
        guard let node = try? Yams.compose(yaml: manifest), let inputs = node["inputs"]?.sequence
        else { throw .noResult(path: folder) }
        var pairs: [(path: String, sha256: String)] = []
        for input in inputs {
            // A null reads as the word.
            let hashes = [input["fingerprint"]?.string, input["sha256"]?.string]
            guard let path = input["path"]?.string,
                let hash = hashes.compactMap(\.self).first(where: { $0 != "null" })
            else { throw .noResult(path: folder) }
            pairs.append((path, hash))
        }
        return StoredRun(
            definition: definition, base: folder,
            language: node["language"]?.string.flatMap { Language(tag: $0) } ?? .english,
            day: node["day"]?.string.flatMap { Day($0) }, inputs: pairs,
            refused: refused(node))
    }

    private static func refused(_ manifest: Node) -> [RefusedCallback] {
        (manifest["refused_callbacks"]?.sequence ?? []).compactMap { callback in
            guard let source = callback["source"]?.string, let file = callback["file"]?.string,
                let line = callback["line"]?.int
            else { return nil }
            return RefusedCallback(source: source, file: file, line: line)
        }
    }

    private static func text(_ path: String) throws(EngineError) -> String {
        let bytes = try SystemFile.read(path, limit: manifestLimitBytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A definition that cannot be read is a mistake at its first place.
    private static func text(_ path: String, asFile: Void) throws(DialectFileError) -> String {
        do throws(EngineError) { return try text(path) } catch {
            throw .syntax(.init(file: path, line: 1, column: 1), found: "\(error)")
        }
    }

    /// Runs it again. An input that is no longer what the manifest says ends it.
    package func execute(
        threads: Int, keys: [String: Definition.SigningKey], progress: Progress
    ) async throws(EngineError) -> Run.Result {
        let dialects = definition.sources.flatMap(\.dialectFiles).map { FilePath.join(base, $0) }
        var run = Run(
            definition: definition, base: base,
            library: try FormatLibrary.load(dialectFiles: Array(Set(dialects)).sorted()))
        run.threads = threads
        run.day = day
        run.keys = keys
        run.progress = progress
        run.refused = refused
        // Whoever asks about matches and entries wants every one of them.
        run.lane = .never
        let result = try await run.execute()
        let now = Dictionary(
            result.inputs.map { (FilePath.absolute($0.path), $0.sha256) },
            uniquingKeysWith: { a, _ in a })
        for input in inputs {
            let path = FilePath.absolute(FilePath.join(base, input.path))
            if input.sha256.hasPrefix(Fingerprint.prefix) {
                let found = BulkFile(path)?.fingerprint() ?? ""
                if found == input.sha256 { continue }
                throw .inputChanged(path: input.path, expected: input.sha256, found: found)
            }
            guard let found = now[path], found == input.sha256 else {
                throw .inputChanged(
                    path: input.path, expected: input.sha256, found: now[path] ?? "")
            }
        }
        return result
    }
}
