import Matching
import Records

struct StatementPageWriter {
    let report: RunReport
    let language: Language
    var out = Markup()

    init(report: RunReport, language: Language) {
        self.report = report
        self.language = language
    }

    func word(_ label: Label) -> String { label.words[language] }

    mutating func write() {
        opening()
        header()
        verdict()
        tiles()
        let views = report.legViews
        pictures(views)
        breaks()
        expected()
        unsourced()
        problems()
        for view in views { leg(view) }
        sources()
        balances()
        evidence()
        closing()
    }

    private var titleText: String {
        let period = report.period.map { " " + PeriodText.text($0, report.zone, language) } ?? ""
        return word(.statementTitle) + period
    }

    private mutating func opening() {
        out.raw("<!DOCTYPE html>\n")
        out.start("html", class: "", ["lang": language.rawValue])
        out.raw("<head><meta charset=\"utf-8\">\n")
        out.raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
        out.raw("<meta http-equiv=\"Content-Security-Policy\" ")
        out.raw("content=\"default-src 'none';style-src 'unsafe-inline'\">\n")
        out.raw("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
        out.text(titleText + " · Matchbook")
        out.raw("</title>\n<style>\n")
        out.raw(PageStyle.sheet)
        out.raw("\n</style></head>\n")
        out.start("body", class: "", ["lang": language.rawValue])
        out.raw("<main>\n")
    }

    private mutating func header() {
        out.raw("<header><div>")
        out.element("p", "Matchbook 对账簿", class: "brand")
        out.element("h1", titleText)
        out.raw("</div>\n")
        out.start("dl", class: "facts")
        fact(.merchant, report.merchant)
        fact(.definition, "\(report.definition.name) · v\(report.definition.version)")
        fact(.runTime, ClockText.local(report.time.rfc3339(in: report.zone)))
        out.raw("</dl></header>\n")
    }

    private mutating func fact(_ label: Label, _ value: String) {
        out.element("dt", word(label))
        out.element("dd", value)
    }

    private mutating func verdict() {
        let tone = report.verdict.tone
        let (name, sign): (StaticString, String) =
            switch tone {
            case .good: ("verdict good", "✓")
            case .warning: ("verdict warning", "!")
            case .bad: ("verdict bad", "✗")
            }
        out.start("section", class: name, ["aria-label": word(.verdict)])
        out.start("span", class: "sign", ["aria-hidden": "true"])
        out.text(sign)
        out.raw("</span><div>")
        out.element("b", report.verdict.words[language])
        out.element("p", report.verdict.sentence[language])
        if !report.reasons.isEmpty {
            out.raw("<ul>")
            for reason in report.reasons { out.element("li", reason.sentence(language)) }
            out.raw("</ul>")
        }
        out.raw("</div></section>\n")
    }

    private mutating func tiles() {
        out.start("ul", class: "tiles")
        let entries = report.legs.reduce(0) {
            $0 + $1.outcome.left.count + $1.outcome.right.count + 2 * $1.outcome.settledCount
        }
        let matchNote = Label.matched.words[language] + " \(Figures.shown("\(report.matchCount)"))"
        tile(.matchRate, MatchRate(report).text, matchNote)
        tile(.entries, Figures.shown("\(entries)"), "\(report.files.count) " + word(.files))
        tile(.breaks, "\(report.breakCount)", sums(\.breaks))
        tile(.expectedItems, "\(report.expectedCount)", sums(\.expected))
        tile(.problems, "\(report.problems.count + report.problemsDropped)", "")
        out.raw("</ul>\n")
    }

    private mutating func tile(_ label: Label, _ value: String, _ note: String) {
        out.raw("<li>")
        out.element("span", word(label))
        out.element("strong", value)
        if !note.isEmpty { out.element("small", note) }
        out.raw("</li>")
    }

    /// Signed sum per currency of the items of all legs.
    private func sums(_ items: (LegOutcome) -> [Break]) -> String {
        var sums: [Currency: Money] = [:]
        for leg in report.legs {
            let items = items(leg.outcome)
            // Those of one currency after another at once.
            var sum: Money?
            for index in items.indices {
                let amount = items[index].amount
                if let known = sum, known.currency == amount.currency {
                    sum = known + amount
                    continue
                }
                if let sum { sums[sum.currency] = sums[sum.currency].map { $0 + sum } ?? sum }
                sum = amount
            }
            if let sum { sums[sum.currency] = sums[sum.currency].map { $0 + sum } ?? sum }
        }
        return sums.values.sorted { $0.currency < $1.currency }
            .map { "\(Figures.signed($0.decimal)) \($0.currency)" }.joined(separator: " · ")
    }

    private mutating func evidence() {
        out.element("h2", word(.evidence))
        out.raw("<div class=\"card scroll\"><table>")
        out.headRow([(word(.file), false), ("SHA-256", false)])
        out.raw("<tbody>")
        for file in report.files {
            out.raw("<tr>")
            out.cell(Mask.fileName(file.name))
            out.cell(file.sha256, class: "hash")
            out.raw("</tr>\n")
        }
        out.raw("<tr>")
        out.cell(word(.definition) + " " + report.definition.name)
        out.cell(report.definition.digest, class: "hash")
        out.raw("</tr></tbody></table></div>\n")
    }

    private mutating func closing() {
        out.raw("<footer>")
        out.text("Matchbook \(report.programVersion) · " + word(.runTime) + " ")
        out.text(report.time.rfc3339(in: report.zone) + " · " + report.zone.name)
        out.raw("</footer>\n</main></body></html>\n")
    }
}
