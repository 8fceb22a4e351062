import Matching
import Records
import Statements

extension StatementPageWriter {
    /// Worst severity first; within one, by leg and time as the outcome has them.
    mutating func breaks() {
        out.element("h2", word(.breaks))
        let views = report.legViews
        let writers = views.map { ExplanationWriter($0, language) }
        let severities = Break.Severity.worstFirst
        var counts = Array(repeating: 0, count: severities.count)
        // Leg and index of the first ones; no more than are shown.
        var first: [[(leg: Int, index: Int)]] = Array(repeating: [], count: severities.count)
        for (leg, view) in views.enumerated() {
            let breaks = view.outcome.breaks
            for index in breaks.indices {
                let severity = Int(breaks[index].severity.rawValue)
                counts[severity] += 1
                if counts[severity] <= StatementPage.breaksShown {
                    first[severity].append((leg, index))
                }
            }
        }
        if report.breakCount == 0 { return nothing() }
        var shown = 0
        for severity in severities {
            let count = counts[Int(severity.rawValue)]
            guard count > 0, shown < StatementPage.breaksShown else { continue }
            let rows = first[Int(severity.rawValue)].prefix(StatementPage.breaksShown - shown)
            shown += rows.count
            out.element(
                "h3", word(.severity) + " · " + severity.words[language] + " · \(count)")
            out.raw("<div class=\"card\"><table class=\"breaks stacked\">")
            out.headRow([
                (word(.difference), true), (word(.explanation), false), (word(.reference), false),
            ])
            out.raw("<tbody>")
            for (leg, index) in rows {
                let row = BreakRow(
                    views[leg].outcome.breaks[index], in: views[leg], language,
                    explained: writers[leg])
                breakRow(row, views[leg])
            }
            out.raw("</tbody></table></div>\n")
        }
        more(report.breakCount - shown, Reports.FileName.breaks)
    }

    private mutating func breakRow(_ row: BreakRow, _ view: LegView) {
        out.raw("<tr>")
        out.start("td", class: row.amount.units < 0 ? "n amount down" : "n amount up")
        out.text(Figures.signed(row.amount.decimal) + " " + row.amount.currency.description)
        out.raw("</td>")
        out.start("td", class: "what")
        out.element("strong", row.finding?.words[language] ?? row.entryClass.words[language])
        out.element("p", row.explanation)
        out.element("p", "→ " + row.nextStep.words[language], class: "next")
        out.raw("</td><td>")
        out.element("span", row.reference, class: "ref")
        if row.rightReference != row.reference, !row.rightReference.isEmpty {
            out.element("span", row.rightReference, class: "ref soft")
        }
        out.element(
            "span",
            view.leftTitle(language) + " ↔ " + view.rightTitle(language), class: "soft")
        out.element("span", ClockText.local(row.occurredAt), class: "soft time")
        out.raw("</td></tr>\n")
    }

    private mutating func nothing() {
        out.start("div", class: "card")
        out.element("p", "✓ " + word(.none), class: "ok")
        out.raw("</div>\n")
    }

    private mutating func more(_ count: Int, _ file: String) {
        guard count > 0 else { return }
        out.element(
            "p", Label.more.words.filled(language, ["count": "\(count)", "file": file]),
            class: "soft")
    }

    mutating func expected() {
        guard report.expectedCount > 0 else { return }
        out.element("h2", word(.expectedItems))
        out.raw("<div class=\"card\"><table class=\"stacked\">")
        out.headRow([
            (word(.difference), true), (word(.reference), false), (word(.explanation), false),
            (word(.occurredAt), false), (word(.dueOn), false),
        ])
        out.raw("<tbody>")
        var shown = 0
        for view in report.legViews {
            for found in view.outcome.expected where shown < StatementPage.listShown {
                shown += 1
                let row = BreakRow(found, in: view, language)
                out.raw("<tr>")
                out.cell(
                    Figures.signed(row.amount.decimal) + " " + row.amount.currency.description,
                    class: "n")
                out.cell(row.reference, class: "ref")
                out.cell(row.explanation)
                out.cell(ClockText.local(row.occurredAt), class: "soft time")
                out.cell(row.breakOn, label: word(.dueOn))
                out.raw("</tr>\n")
            }
        }
        out.raw("</tbody></table></div>\n")
        more(report.expectedCount - shown, Reports.FileName.entries)
    }

    mutating func unsourced() {
        guard !report.unsourced.isEmpty else { return }
        out.element("h2", word(.unsourced))
        out.raw("<div class=\"card\"><table>")
        out.headRow([
            (word(.channel), false), (word(.count), true), (word(.amount), true),
        ])
        out.raw("<tbody>")
        for item in report.unsourced {
            out.raw("<tr>")
            out.cell(ChannelTitle.title(item.channel, language))
            out.figure("\(item.entries.count)")
            out.cell(
                item.totals.map { "\(Figures.shown($0.decimal)) \($0.currency)" }
                    .joined(separator: " + "), class: "n")
            out.raw("</tr>\n")
        }
        out.raw("</tbody></table></div>\n")
    }

    mutating func problems() {
        let count = report.problems.count + report.problemsDropped
        guard count > 0 else { return }
        out.element("h2", word(.problems))
        out.raw("<div class=\"card\"><table class=\"stacked\">")
        out.headRow([
            (word(.file), false), (word(.explanation), false), (word(.reference), false),
        ])
        out.raw("<tbody>")
        for problem in report.problems.prefix(StatementPage.listShown) {
            out.raw("<tr>")
            out.cell(problem.place(language))
            out.cell(problem.message(language))
            out.cell(problem.reference, class: "ref")
            out.raw("</tr>\n")
        }
        out.raw("</tbody></table></div>\n")
        more(
            count - min(report.problems.count, StatementPage.listShown),
            Reports.FileName.problems)
    }

    mutating func sources() {
        out.element("h2", word(.sources))
        out.raw("<div class=\"card scroll\"><table class=\"stacked\">")
        out.headRow([
            (word(.file), false), (word(.format), false), (word(.account), false),
            (word(.period), false), (word(.rows), true), (word(.entries), true),
            (word(.controlTotals), false),
        ])
        out.raw("<tbody>")
        for file in report.files { source(file) }
        out.raw("</tbody></table></div>\n")
    }

    private mutating func source(_ file: FileSummary) {
        out.raw("<tr><td>")
        out.element("strong", Mask.fileName(file.name), class: "file")
        out.raw("</td><td>")
        out.text(file.formatTitle(language))
        let notes = [file.role?.words[language], file.encoding?.rawValue].compactMap(\.self)
        out.element("div", notes.joined(separator: " · "), class: "soft")
        out.raw("</td>")
        out.cell(file.account, label: word(.account))
        out.cell(
            file.period.map { PeriodText.text($0, report.zone, language) } ?? "",
            label: word(.period))
        out.figure("\(file.rows)", label: word(.rows))
        out.figure("\(file.entries)", label: word(.entries))
        out.start("td", class: "", ["data-label": word(.controlTotals)])
        if let quarantine = file.quarantine {
            out.element(
                "span", word(.quarantined) + " · " + quarantine.message(language), class: "no")
        } else if let sameAs = file.sameAs {
            out.text(Label.sameAs.words.filled(language, ["file": sameAs]))
        }
        for total in file.controlTotals {
            out.start("span", class: total.holds ? "check ok" : "check no")
            out.text((total.holds ? "✓ " : "✗ ") + total.name + " " + Figures.shown(total.stated))
            if !total.holds { out.text(" ≠ " + Figures.shown(total.computed)) }
            out.finish("span")
        }
        out.raw("</td></tr>\n")
    }

    mutating func balances() {
        guard !report.balances.isEmpty else { return }
        out.element("h2", word(.balances))
        out.raw("<div class=\"card scroll\"><table class=\"keep\">")
        out.headRow([
            (word(.source), false), (word(.currency), false), (word(.opening), true),
            ("+ " + word(.movements), true), ("= " + word(.closing), true), ("", false),
        ])
        out.raw("<tbody>")
        for balance in report.balances {
            out.raw("<tr>")
            out.cell(balance.source)
            out.cell(balance.opening.currency.description)
            out.figure(balance.opening.decimal)
            out.cell(Figures.signed(balance.movements.decimal), class: "n")
            out.figure(balance.closing.decimal)
            out.cell(balance.holds ? "✓" : "✗", class: balance.holds ? "ok" : "no")
            out.raw("</tr>\n")
        }
        out.raw("</tbody></table></div>\n")
    }
}
