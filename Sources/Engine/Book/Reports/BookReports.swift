import Matching
package import Records
package import Reports

/// The reports of a book: each a document of tables, computed once, for the page, the spreadsheet
/// and the printer alike.
package struct BookReports: Sendable {
    let book: Book
    let language: Language
    let zone: ZoneRules
    /// The last day that a run has looked at.
    let through: Day

    package enum Kind: String, Sendable, CaseIterable {
        case daily, monthly, channels, detail, ageing, fees
    }

    /// Rows of a detail report; a spreadsheet ends at a million, and nobody prints more.
    static let rowLimit = 100_000
    /// Days that one report may cover: a year and the day of its close.
    package static let dayLimit = 367

    package init(_ book: Book, _ language: Language) throws(EngineError) {
        self.book = book
        self.language = language
        zone = try book.zone
        guard let last = try book.store.lastRun() else { throw .book(.nothingToRun) }
        through = last.through
    }

    /// The report over some days; a daily one is of the last of them.
    package func make(_ kind: Kind, _ days: ClosedRange<Day>) throws(EngineError) -> ReportDocument
    {
        switch kind {
        case .daily: try daily(days.upperBound)
        case .monthly: try monthly(days)
        case .channels: try channels(days)
        case .detail: try detail(days)
        case .ageing: try ageing()
        case .fees: try fees(days)
        }
    }

    /// The last day that was reconciled, or the month up to it.
    package func usualDays(_ kind: Kind) -> ClosedRange<Day> {
        switch kind {
        case .daily: through...through
        case .monthly, .channels, .detail, .ageing, .fees: month(of: through)
        }
    }

    /// From the first of the month to its last day.
    package func month(of day: Day) -> ClosedRange<Day> {
        let (year, month, _) = day.civil
        let first = Day(number: Day.number(year: year, month: month, day: 1))
        return first...first.advanced(by: Day.length(ofMonth: month, year: year) - 1)
    }

    func document(
        _ kind: Kind, _ days: ClosedRange<Day>?
    ) -> ReportDocument {
        let span = days.map { range in
            range.lowerBound == range.upperBound
                ? range.lowerBound.description
                : "\(range.lowerBound) – \(range.upperBound)"
        }
        let suffix =
            days.map { range in
                range.lowerBound == range.upperBound
                    ? "-\(range.lowerBound)" : "-\(range.lowerBound)-\(range.upperBound)"
            } ?? "-\(through)"
        var made = ReportDocument(
            name: kind.rawValue + suffix, title: kind.title[language], language: language,
            asOf: zone.start(of: through.advanced(by: 1)).rfc3339(in: zone))
        made.state(Words("商户", "商戶", "Merchant")[language], book.settings.merchant)
        if let span { made.state(Words("期间", "期間", "Days")[language], span) }
        made.state(
            Words("已对账至", "已對帳至", "Reconciled through")[language], through.description)
        made.state(Words("时区", "時區", "Time zone")[language], book.settings.zone)
        return made
    }

    func say(_ simplified: String, _ traditional: String, _ english: String) -> String {
        Words(simplified, traditional, english)[language]
    }
}

extension BookReports.Kind {
    package var title: Words {
        switch self {
        case .daily: Words("日报", "日報", "Daily report")
        case .monthly: Words("月报", "月報", "Monthly report")
        case .channels: Words("渠道对比", "通路對比", "Channel comparison")
        case .detail: Words("差错明细", "差錯明細", "Details of breaks")
        case .ageing: Words("账龄", "帳齡", "Ageing")
        case .fees: Words("手续费核对", "手續費核對", "Fee check")
        }
    }
}
