import ArgumentParser
import Documents
import Engine
import Matching
import Records
import Reports

/// What reconciling commands show and write.
enum Output {
    static func show(
        _ result: Run.Result, out: String?, json: Bool, threads: Int,
        shared: SharedOptions, reportLanguage: Language
    ) async throws {
        if let out {
            _ = try await ResultFolder(out).write(
                result, language: reportLanguage, threads: threads, workbook: Output.workbook)
        }
        if json {
            Console.output(StatementJSON.bytes(result.report))
        } else {
            Console.output(
                StatementText.text(result.report, shared.language, colours: shared.colours))
        }
        if let out {
            shared.hint("\n" + say("结果：", "結果：", "Result: ") + "\(out)/statement.html")
        }
    }

    static let workbook: ResultFolder.Workbook = { report, language, path in
        try BreaksWorkbook.write(report, language, to: path)
    }

    /// 0 where nothing is open but what is due later, 1 for breaks, 2 where data is missing.
    static func exitCode(_ verdict: Verdict) -> ExitCode {
        switch verdict {
        case .reconciled, .reconciledWithTolerance, .reconciledWithPending: ExitCode(0)
        case .breaks: ExitCode(1)
        case .incomplete: ExitCode(2)
        }
    }
}
