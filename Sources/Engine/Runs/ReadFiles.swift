import Records
package import Statements

/// Files of a run, each read once whatever the number of sources that name it.
package struct ReadFiles: Sendable {
    /// What was asked for: the same file may be read in two formats.
    package struct Request: Hashable, Sendable {
        package var path: String
        /// A format that is told, not found out.
        package var format: String?
        package var ownAddresses: [String] = []

        package init(path: String, format: String? = nil, ownAddresses: [String] = []) {
            self.path = path
            self.format = format
            self.ownAddresses = ownAddresses
        }
    }

    package struct File: Sendable {
        package var path: String
        package var name: String
        package var sha256: String
        package var byteCount: Int
        package var statements: [Statement]
        /// The name of a file of the same bytes that was read instead.
        package var sameAs: String?
        /// Why it could not be read at all.
        package var failure: EngineError?
    }

    package private(set) var files: [Request: File] = [:]

    package init() {}

    /// A file that was read another way.
    mutating func keep(_ file: File, for request: Request) { files[request] = file }

    package subscript(request: Request) -> File? { files[request] }

    /// Reads what is asked for and not yet here, on at most `threads` threads. The outcome does not
    /// depend on their number: bytes equal to an earlier name's are read under that name alone.
    package mutating func read(
        _ requests: [Request], names: [String: String], library: FormatLibrary, threads: Int,
        progress: Progress
    ) async {
        let missing = Set(requests).subtracting(files.keys)
            .sorted {
                ($0.path, $0.format ?? "", $0.ownAddresses.joined(separator: "\n"))
                    < ($1.path, $1.format ?? "", $1.ownAddresses.joined(separator: "\n"))
            }
        guard !missing.isEmpty else { return }
        // Files side by side first; threads that are left over share the rows of a large one.
        let inner = max(1, threads / missing.count)
        let read = await Parallel.map(missing, threads: threads) { request in
            progress.step(names[request.path] ?? request.path)
            return await ReadFiles.read(
                request, name: names[request.path], library, threads: inner)
        }
        for (request, file) in zip(missing, read) { files[request] = file }
        markTwins()
        crossCheckLoose(missing)
    }

    private static func read(
        _ request: Request, name: String?, _ library: FormatLibrary, threads: Int
    ) async -> File {
        let name = name ?? FilePath.name(request.path)
        do throws(EngineError) {
            let input = try InputFile.read(request.path, name: name, limits: library.limits)
            let dialect = request.format.flatMap { library.dialect(named: $0) }
            return File(
                path: request.path, name: name, sha256: input.sha256,
                byteCount: input.byteCount,
                statements: await library.statements(
                    of: input, as: dialect, ownAddresses: request.ownAddresses,
                    threads: threads))
        } catch {
            return File(
                path: request.path, name: name, sha256: "", byteCount: 0, statements: [],
                failure: error)
        }
    }

    /// Summaries that came beside their detail file instead of with it in an archive.
    private mutating func crossCheckLoose(_ requests: [Request]) {
        let loose = requests.filter { files[$0]?.sameAs == nil && files[$0]?.statements.count == 1 }
        guard loose.contains(where: { files[$0]!.statements[0].dialect.role == .summary }) else {
            return
        }
        var statements = loose.map { files[$0]!.statements[0] }
        Statements.crossCheck(&statements)
        for (request, statement) in zip(loose, statements) {
            files[request]!.statements = [statement]
        }
    }

    /// Byte-identical files are one: the first by name speaks, the others keep no statement.
    private mutating func markTwins() {
        var first: [String: (path: String, name: String)] = [:]
        for file in files.values.sorted(by: { ($0.name, $0.path) < ($1.name, $1.path) })
        where file.failure == nil && first[file.sha256] == nil {
            first[file.sha256] = (file.path, file.name)
        }
        for (request, file) in files where file.failure == nil {
            guard let speaker = first[file.sha256], speaker.path != file.path else { continue }
            files[request]!.sameAs = speaker.name
        }
    }
}
