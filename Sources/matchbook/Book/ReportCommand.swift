import ArgumentParser
import Documents
import Engine
import Records
import Reports

struct ReportCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "report",
            abstract: say(
                "日报、月报、渠道对比、明细、账龄、手续费核对。", "日報、月報、通路對比、明細、帳齡、手續費核對。",
                "Daily, monthly, by channel, details, ageing, fee check."))
    }

    @Argument(
        help: ArgumentHelp(
            say("报表：", "報表：", "Report: ")
                + BookReports.Kind.allCases.map(\.rawValue).joined(separator: " | "),
            valueName: "kind"))
    var kind: String

    @Option(
        help: ArgumentHelp(
            say(
                "哪一天，或哪个月的任意一天（默认最近对账的一天或当月）。", "哪一天，或哪個月的任意一天（預設最近對帳的一天或當月）。",
                "The day, or any day of the month (default: the last one reconciled)."),
            valueName: "day"))
    var day: String?

    @Option(
        help: ArgumentHelp(
            say(
                "起始日；与 --to-day 一起给出任意期间。", "起始日；與 --to-day 一起給出任意期間。",
                "First day; with --to-day any span."), valueName: "day"))
    var fromDay: String?

    @Option(help: ArgumentHelp(say("结束日。", "結束日。", "Last day."), valueName: "day"))
    var toDay: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            say(
                "写入文件；格式按后缀：.csv .xlsx .pdf .json（默认在终端显示）。",
                "寫入檔案；格式依副檔名：.csv .xlsx .pdf .json（預設在終端機顯示）。",
                "Write to a file, in the format of its suffix: .csv .xlsx .pdf .json (default: "
                    + "show it here)."),
            valueName: "file"))
    var out: String?

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if BookReports.Kind(rawValue: kind) == nil {
            throw ValidationError(
                "\(kind): " + BookReports.Kind.allCases.map(\.rawValue).joined(separator: " | "))
        }
        for (name, text) in [("--day", day), ("--from-day", fromDay), ("--to-day", toDay)] {
            if let text, Day(text) == nil {
                throw ValidationError("\(name): yyyy-MM-dd · “\(text)”")
            }
        }
        if let first = fromDay.flatMap({ Day($0) }), let last = toDay.flatMap({ Day($0) }) {
            if last < first || last.number - first.number >= Int32(BookReports.dayLimit) {
                throw ValidationError(
                    "--from-day … --to-day: 1…\(BookReports.dayLimit) · \(first) \(last)")
            }
        }
        if (fromDay == nil) != (toDay == nil) || (fromDay != nil && day != nil) {
            throw ValidationError("--day | --from-day --to-day")
        }
        if let out, ReportFormat(path: out) == nil {
            throw ValidationError("\(out): .csv | .xlsx | .pdf | .json")
        }
    }

    func run() async throws {
        try await Failure.reported { try show() }
    }

    private func show() throws {
        let book = try options.open(writes: false, shared: shared)
        let reports = try BookReports(book, shared.language)
        let kind = BookReports.Kind(rawValue: kind)!
        let report = try reports.make(kind, days(reports, kind))
        guard let out, let format = ReportFormat(path: out) else {
            Console.output(ReportFile.text(report))
            return
        }
        try ReportFile.write(report, as: format, to: out)
        shared.hint(out)
    }

    private func days(_ reports: BookReports, _ kind: BookReports.Kind) -> ClosedRange<Day> {
        if let first = fromDay.flatMap({ Day($0) }), let last = toDay.flatMap({ Day($0) }) {
            return first...last
        }
        guard let day = day.flatMap({ Day($0) }) else { return reports.usualDays(kind) }
        return kind == .daily ? day...day : reports.month(of: day)
    }
}
