import ArgumentParser
import Engine
import Records
import Reports
import Statements

struct ReadCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "read",
            abstract: say(
                "读取账单，输出统一流水与数据问题。", "讀取帳單，輸出統一明細與資料問題。",
                "Print the normalised entries of files, and their problems."),
            discussion: say(
                "CSV 与 NDJSON 的流水写到标准输出，问题写到标准错误；JSON 两者都在。",
                "CSV 與 NDJSON 的明細寫到標準輸出，問題寫到標準錯誤；JSON 兩者都在。",
                "CSV and NDJSON put entries on stdout and problems on stderr; JSON holds both."))
    }

    enum Format: String, ExpressibleByArgument, CaseIterable { case csv, json, ndjson }

    @Argument(
        help: ArgumentHelp(
            say("文件或目录。", "檔案或目錄。", "Files or folders."), valueName: "file"))
    var files: [String]

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            say(
                "按此格式或方言文件读取，不做识别。", "按此格式或方言檔讀取，不做辨識。",
                "Read in this format or by this dialect file instead of finding out."),
            valueName: "format"))
    var format: String?

    @Option(
        help: ArgumentHelp(say("输出格式。", "輸出格式。", "Output format.")))
    var to = Format.csv

    @Flag(help: ArgumentHelp(say("同 --to json。", "同 --to json。", "The same as --to json.")))
    var json = false

    @OptionGroup var threads: ThreadOptions
    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Failure.reported { try await read() }
    }

    private func read() async throws {
        let path = format.flatMap { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") ? $0 : nil }
        let library = try FormatLibrary.load(dialectFiles: path.map { [$0] } ?? [])
        let dialect = try dialect(in: library, path)
        let paths = try FilePath.expand(files, relativeTo: ".")
        let names = FilePath.displayNames(paths)
        var statements: [Statement] = []
        for path in paths {
            shared.progress.step(names[path] ?? path)
            let file = try InputFile.read(path, name: names[path] ?? path, limits: library.limits)
            statements += await library.statements(
                of: file, as: dialect, threads: threads.count)
        }
        shared.progress.step("")
        let entries = statements.map {
            RunReport.EntrySource(source: $0.dialect.name, file: $0.file, table: $0.table)
        }
        let problems = statements.flatMap(\.problems)
        try print(entries, problems)
        if statements.contains(where: { $0.quarantine != nil }) { throw Failure.code(of: .data) }
    }

    private func dialect(in library: FormatLibrary, _ path: String?) throws -> Dialect? {
        guard let format else { return nil }
        if let path { return try FormatLibrary.dialect(at: path) }
        if let known = library.dialect(named: format) { return known }
        throw EngineError.definition(
            place: "--as", found: format,
            expected: library.dialects.map(\.name).joined(separator: " | "))
    }

    private func print(_ entries: [RunReport.EntrySource], _ problems: [Problem]) throws {
        let text: @Sendable (EntryTable, TextRef) -> String = { Statements.text($1, in: $0) }
        switch json ? .json : to {
        case .csv:
            EntryRows(entries, merchant: "main", zone: .china, text: text).write {
                Console.output($0.bytes)
            }
            tell(problems)
        case .ndjson:
            for value in rows(entries, text) { Console.output(value.compact() + [0x0A]) }
            tell(problems)
        case .json:
            let problemRows = problems.map {
                Cell.json(ProblemRows.columns, ProblemRows.cells($0))
            }
            Console.output(
                JSONValue.fields([
                    "entries": .array(Array(rows(entries, text))), "problems": .array(problemRows),
                ]).pretty())
        }
    }

    private func rows(
        _ entries: [RunReport.EntrySource],
        _ text: @escaping @Sendable (EntryTable, TextRef) -> String
    ) -> some Sequence<JSONValue> {
        entries.lazy.flatMap { source in
            (0..<source.count).lazy.map { index in
                let view = EntryView(
                    source: source.source, file: source.file, box: source.box,
                    row: source.row(index), decode: text)
                return Cell.json(
                    EntryRows.columns, EntryRows.cells(view, merchant: "main", zone: .china))
            }
        }
    }

    /// Problems are part of the answer: `--quiet` does not hide them.
    private func tell(_ problems: [Problem]) {
        for problem in problems {
            let place = problem.line > 0 ? "\(problem.file):\(problem.line)" : problem.file
            Console.error("\(place): \(problem.sentence(shared.language))")
        }
    }
}
