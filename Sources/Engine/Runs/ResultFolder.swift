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
    package func write(
        _ result: Run.Result, language: Language, everything: Bool = false, workbook: Workbook
    ) throws -> [String] {
        try checkIsFree()
        let whole = FilePath.absolute(path)
        let parent = FilePath.folder(whole)
        try ResultFolder.makeFolders(parent)
        let partial = "\(parent)/.\(FilePath.name(whole)).partial"
        try SystemFile.removeFolder(partial)
        try SystemFile.makeFolder(partial)
        var writer = FolderWriter(path: partial)
        try write(result, language, everything, workbook, into: &writer)
        try SystemFile.syncFolder(partial)
        try moveIntoPlace(partial, whole)
        try SystemFile.syncFolder(parent)
        return writer.outputs.map(\.name) + [Reports.FileName.manifest]
    }

    private func write(
        _ result: Run.Result, _ language: Language, _ everything: Bool, _ workbook: Workbook,
        into writer: inout FolderWriter
    ) throws {
        let report = result.report
        var onDemand: [String] = []
        for table in Table.allCases {
            if !everything, rows(of: table, report) > ResultFolder.tableRowLimit {
                onDemand.append(table.rawValue)
                continue
            }
            try write(table, report, language, workbook, into: &writer)
        }
        try writer.file(Reports.FileName.breaks, rows: report.breakCount) { flush in
            try BreakRows.write(report, language, flush: flush)
        }
        try writer.file(Reports.FileName.problems, rows: report.problems.count) { flush in
            try ProblemRows.write(report.problems, flush: flush)
        }
        try writer.file(Reports.FileName.compactMatches, rows: report.matchCount) { flush in
            try CompactRows.write(report, flush: flush)
        }
        try writer.file(Reports.FileName.statement, StatementJSON.bytes(report))
        try writer.file(Reports.FileName.page, Array(StatementPage.html(report, language).utf8))
        try writer.file(
            ResultFolder.definitionName,
            Array(DefinitionText.yaml(storedDefinition(result)).utf8))
        let outputs = writer.outputs.sorted { $0.name < $1.name }
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
        // Last: a folder without it is no result.
        try writer.file(
            Reports.FileName.manifest,
            ManifestJSON.bytes(
                report, inputs: inputs, outputs: outputs, onDemand: onDemand, further: further))
    }

    private func write(
        _ table: Table, _ report: RunReport, _ language: Language, _ workbook: Workbook,
        into writer: inout FolderWriter
    ) throws {
        let rows = rows(of: table, report)
        switch table {
        case .matches:
            try writer.file(table.rawValue, rows: rows) { flush in
                try MatchRows.write(report, language, flush: flush)
            }
        case .members:
            try writer.file(table.rawValue, rows: rows) { flush in
                try MemberRows.write(report, flush: flush)
            }
        case .entries:
            try writer.file(table.rawValue, rows: rows) { flush in
                try EntryRows.write(report, flush: flush)
            }
        case .workbook:
            try workbook(report, language, writer.path + "/" + table.rawValue)
            try writer.adopt(table.rawValue, rows: rows)
        }
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

extension RunReport {
    var entryCount: Int { entries.reduce(0) { $0 + $1.count } }
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
