import Matching
import Records
package import Reports

/// The folder of results: written beside its place, made durable, then moved there in one step.
package struct ResultFolder {
    package let path: String
    /// Writes `breaks.xlsx` to a path; spreadsheets are made a layer above.
    package typealias Workbook = @Sendable (RunReport, Language, String) throws -> Void

    /// Tables up to so many rows are written by every run; a larger one is for programs, and takes
    /// longer to write than to reconcile (docs/reconciliation.md §6).
    package static let tableRowLimit = 100_000

    /// A workbook is for people: nobody works through more rows than these in one, and writing them
    /// takes longer than everything else.
    package static let workbookRowLimit = 10_000

    package static let definitionName = "definition.yaml"

    /// Tables that large runs write on demand.
    package enum Table: String, CaseIterable, Sendable {
        case matches = "matches.csv"
        case members = "match_members.csv"
        case entries = "entries.csv"
        case workbook = "breaks.xlsx"
    }

    package init(_ path: String) { self.path = path }

    /// Whether the place is free: nothing there, an empty folder, or an earlier result.
    package func checkIsFree() throws(EngineError) {
        guard let names = try SystemFile.names(in: path) else {
            if SystemFile.exists(path) { throw .folderInUse(path: path) }
            return
        }
        if names.isEmpty || names.contains(Reports.FileName.manifest) { return }
        throw .folderInUse(path: path)
    }

    /// Writes everything; tables above the limit only if `everything`. Answers the files' names.
    /// The bytes do not depend on the number of threads.
    package func write(
        _ result: Run.Result, language: Language, everything: Bool = false, threads: Int = 1,
        workbook: @escaping Workbook
    ) async throws -> [String] {
        try checkIsFree()
        let whole = FilePath.absolute(path)
        let parent = FilePath.folder(whole)
        try ResultFolder.makeFolders(parent)
        let partial = "\(parent)/.\(FilePath.name(whole)).partial"
        try SystemFile.removeFolder(partial)
        try SystemFile.makeFolder(partial)
        var writer = FolderWriter(path: partial)
        let tables = Table.allCases.filter {
            everything || rows(of: $0, result.report) <= ResultFolder.limit(of: $0)
        }
        try await writer.write(
            planned(result, language, tables, in: partial, workbook), threads: threads)
        // Last: a folder without it is no result.
        let manifest = manifest(result, language, tables, writer.outputs)
        try await writer.write(
            [PlannedFile(Reports.FileName.manifest) { manifest }], threads: 1)
        try await writer.sync(threads: threads)
        try SystemFile.syncFolder(partial)
        try moveIntoPlace(partial, whole)
        try SystemFile.syncFolder(parent)
        return writer.outputs.map(\.name)
    }

    /// Every file but the manifest. Large ones first: small ones fill the gaps at the end.
    private func planned(
        _ result: Run.Result, _ language: Language, _ tables: [Table], in folder: String,
        _ workbook: @escaping Workbook
    ) -> [PlannedFile] {
        let report = result.report
        let definition = storedDefinition(result)
        var files = tables.map { table in
            switch table {
            case .matches: PlannedFile(table.rawValue, MatchRows(report, language))
            case .members: PlannedFile(table.rawValue, MemberRows(report))
            case .entries: PlannedFile(table.rawValue, EntryRows(report))
            case .workbook:
                PlannedFile(table.rawValue, rows: rows(of: table, report)) {
                    let path = folder + "/" + table.rawValue
                    try workbook(report, language, path)
                    return try SystemFile.read(path, limit: Int.max)
                }
            }
        }
        files.append(PlannedFile(Reports.FileName.breaks, BreakRows(report, language)))
        files.append(PlannedFile(Reports.FileName.problems, ProblemRows(report.problems)))
        files.append(PlannedFile(Reports.FileName.compactMatches, CompactMatches(report)))
        files.append(PlannedFile(Reports.FileName.statement) { StatementJSON.bytes(report) })
        files.append(
            PlannedFile(Reports.FileName.page) {
                Array(StatementPage.html(report, language).utf8)
            })
        files.append(
            PlannedFile(ResultFolder.definitionName) {
                Array(DefinitionText.yaml(definition).utf8)
            })
        return files
    }

    private func manifest(
        _ result: Run.Result, _ language: Language, _ tables: [Table],
        _ outputs: [ManifestJSON.Output]
    ) -> [UInt8] {
        let report = result.report
        let inputs = result.inputs.map { input in
            ManifestJSON.Input(
                path: FilePath.relative(input.path, from: path), sha256: input.sha256,
                byteCount: input.byteCount)
        }
        var further = [JSONValue.Member("language", .string(language.rawValue))]
        further.append(JSONValue.Member("day", .optional(result.day?.description)))
        further.append(JSONValue.Member("entries", .integer(report.entryCount)))
        further.append(JSONValue.Member("matches", .integer(report.matchCount)))
        further.append(JSONValue.Member("breaks", .integer(report.breakCount)))
        further.append(JSONValue.Member("problems", .integer(report.problems.count)))
        let refused = result.refused.map { callback in
            JSONValue.fields([
                "source": .string(callback.source), "file": .string(callback.file),
                "line": .integer(callback.line),
            ])
        }
        further.append(JSONValue.Member("refused_callbacks", .array(refused)))
        return ManifestJSON.bytes(
            report, inputs: inputs, outputs: outputs.sorted { $0.name < $1.name },
            onDemand: Table.allCases.filter { !tables.contains($0) }.map(\.rawValue),
            further: further)
    }

    private static func limit(of table: Table) -> Int {
        table == .workbook ? workbookRowLimit : tableRowLimit
    }

    private func rows(of table: Table, _ report: RunReport) -> Int {
        switch table {
        case .matches: report.matchCount
        case .members:
            report.legs.reduce(0) { sum, leg in
                sum + leg.outcome.matches.members.values.reduce(0) { $0 + $1.count }
            }
        case .entries: report.entryCount
        case .workbook: report.breakCount
        }
    }

    /// The definition with its files by their path from this folder, so that it runs from here.
    private func storedDefinition(_ result: Run.Result) -> Definition {
        var stored = result.definition
        for index in stored.sources.indices {
            stored.sources[index].files = stored.sources[index].files.map {
                FilePath.relative(FilePath.join(result.base, $0), from: path)
            }
            stored.sources[index].dialectFiles = stored.sources[index].dialectFiles.map {
                FilePath.relative(FilePath.join(result.base, $0), from: path)
            }
            if case .file(let key) = stored.sources[index].signingKey {
                stored.sources[index].signingKey = .file(
                    FilePath.relative(FilePath.join(result.base, key), from: path))
            }
            if let handed = result.keys[stored.sources[index].name] {
                stored.sources[index].signingKey = handed.stored(from: path)
            }
        }
        return stored
    }

    private func moveIntoPlace(_ partial: String, _ whole: String) throws(EngineError) {
        guard let names = try SystemFile.names(in: whole), !names.isEmpty else {
            try SystemFile.rename(partial, to: whole)
            return
        }
        // An earlier result steps aside first: two renames, and either result is whole at any
        // moment.
        let old = "\(FilePath.folder(whole))/.\(FilePath.name(whole)).old"
        try SystemFile.removeFolder(old)
        try SystemFile.rename(whole, to: old)
        try SystemFile.rename(partial, to: whole)
        try SystemFile.removeFolder(old)
    }

    static func makeFolders(_ path: String) throws(EngineError) {
        var made = ""
        for part in path.split(separator: "/") {
            made += "/" + part
            if !SystemFile.isFolder(made) { try SystemFile.makeFolder(made) }
        }
    }
}

extension Definition.SigningKey {
    /// As a result may hold it: never the secret itself.
    func stored(from folder: String) -> Definition.SigningKey {
        switch self {
        case .literal, .withheld: .withheld
        case .environment: self
        case .file(let path): .file(FilePath.relative(path, from: folder))
        }
    }
}
