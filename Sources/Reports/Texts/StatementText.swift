import Matching
import Records

/// The statement for a terminal: verdict, totals per leg, breaks with their reasons, what to do.
package enum StatementText {
    /// Breaks shown before the reader is sent to `breaks.csv`: about two screens.
    package static let breaksShown = 40
    /// Problems shown before the reader is sent to `problems.csv`.
    package static let problemsShown = 10
    /// Wide enough for a sentence, narrow enough for the usual 100-column terminal.
    static let textWidth = 92

    package static func text(
        _ report: RunReport, _ language: Language, colours: Bool = false
    ) -> String {
        var page = Page(report: report, language: language, ink: Ink(isOn: colours))
        page.head()
        page.files()
        for view in report.legViews { page.leg(view) }
        page.breaks()
        page.expected()
        page.unsourced()
        page.problems()
        page.nextSteps()
        return page.lines.joined(separator: "\n") + "\n"
    }

    private struct Page {
        let report: RunReport
        let language: Language
        let ink: Ink
        var lines: [String] = []

        func word(_ label: Label) -> String { label.words[language] }

        mutating func title(_ text: String) {
            lines += ["", ink.bold(text)]
        }

        mutating func head() {
            let verdict = report.verdict.words[language]
            let colour = report.verdict.tone
            let painted =
                switch colour {
                case .good: ink.green("✓ " + verdict)
                case .warning: ink.yellow("! " + verdict)
                case .bad: ink.red("✗ " + verdict)
                }
            lines.append(painted + "  " + report.verdict.sentence[language])
            for reason in report.reasons { lines.append("  · " + reason.sentence(language)) }
            lines.append("")
            var table = TextTable([.left, .left])
            if let period = report.period {
                table.row([word(.period), PeriodText.text(period, report.zone, language)])
            }
            table.row([
                word(.definition),
                "\(report.definition.name) v\(report.definition.version) "
                    + "(\(report.definition.digest.prefix(12)))",
            ])
            lines += table.lines()
        }

        mutating func files() {
            guard !report.files.isEmpty else { return }
            title(word(.sources))
            var table = TextTable([.left, .left, .right, .left])
            for file in report.files {
                table.row([
                    TerminalText.safe(Mask.fileName(file.name)), file.formatTitle(language),
                    "\(file.entries)", file.mark(language),
                ])
            }
            lines += table.lines(indent: 2)
        }

        mutating func leg(_ view: LegView) {
            let statement = view.outcome.statement
            title(
                "\(word(.leg)) \(view.name): "
                    + "\(view.leftTitle(language)) ↔ \(view.rightTitle(language))")
            for bridge in statement.bridges {
                var table = TextTable([.left, .right, .right])
                let money = { (units: Int128) in statement.money(units, bridge.currency).decimal }
                let code = bridge.currency.description
                table.row([view.leftTitle(language) + " " + code, "", money(bridge.leftTotal)])
                for line in bridge.lines {
                    table.row([
                        "  " + line.reason.words[language], "\(line.count)",
                        signed(money(line.units)),
                    ])
                }
                table.row([view.rightTitle(language) + " " + code, "", money(bridge.rightTotal)])
                lines += table.lines(indent: 2)
                lines.append(
                    "  "
                        + (bridge.residual == 0
                            ? ink.green("✓ ") + word(.residual) + " 0"
                            : ink.red("✗ ") + word(.residual) + " " + money(bridge.residual)))
            }
            var table = TextTable([.left, .left, .right, .right])
            for total in statement.classes {
                table.row([
                    total.side == .left ? view.leftTitle(language) : view.rightTitle(language),
                    total.entryClass.words[language], "\(total.term.count)",
                    statement.money(total.term.units, total.currency).description,
                ])
            }
            lines += table.lines(indent: 2)
            for terms in statement.sides { identity(terms, statement, view) }
        }

        /// Only where something came from before: a run of its own opens with nothing.
        mutating func identity(
            _ terms: LegStatement.SideTerms, _ statement: LegStatement, _ view: LegView
        ) {
            guard terms.openingItems.count + terms.reopened.count > 0 else { return }
            var opening: [(Label, LegStatement.Term)] = [
                (.openingItems, terms.openingItems), (.newEntries, terms.newEntries),
            ]
            if terms.reopened.count > 0 { opening.append((.reopened, terms.reopened)) }
            let ending: [(Label, LegStatement.Term)] = [
                (.matched, terms.matched), (.carried, terms.carried), (.resolved, terms.resolved),
                (.ignored, terms.ignored),
            ]
            func sum(_ all: [(Label, LegStatement.Term)]) -> String {
                all.map { label, term in
                    let money = statement.money(term.units, terms.currency).decimal
                    return "\(word(label)) \(term.count) (\(money))"
                }.joined(separator: " + ")
            }
            let title = terms.side == .left ? view.leftTitle(language) : view.rightTitle(language)
            let mark = terms.closes ? ink.green("✓ ") : ink.red("✗ ")
            lines.append("  " + mark + title + " " + terms.currency.description)
            lines.append("    " + sum(opening))
            lines.append("    = " + sum(ending))
        }

        mutating func breaks() {
            let count = report.breakCount
            title("\(word(.breaks)) \(count)")
            if count == 0 { lines.append("  " + word(.none)) }
            var shown = 0
            for view in report.legViews {
                for found in view.outcome.breaks where shown < StatementText.breaksShown {
                    shown += 1
                    item(BreakRow(found, in: view, language), number: shown)
                }
            }
            if shown < count { more(count - shown, Reports.FileName.breaks) }
        }

        mutating func item(_ row: BreakRow, number: Int) {
            let amount = signed(row.amount.description)
            let name = row.finding?.words[language] ?? row.entryClass.words[language]
            lines.append(
                "  \(number). " + ink.red(amount) + "  " + ink.bold(name) + "  "
                    + TerminalText.safe(row.reference) + ink.dim("  \(row.leg)"))
            for line in DisplayWidth.wrap(
                TerminalText.safe(row.explanation), width: StatementText.textWidth)
            {
                lines.append("     " + line)
            }
            for (index, line) in DisplayWidth.wrap(
                row.nextStep.words[language], width: StatementText.textWidth
            ).enumerated() {
                lines.append((index == 0 ? "     → " : "       ") + line)
            }
        }

        mutating func expected() {
            guard report.expectedCount > 0 else { return }
            title("\(word(.expectedItems)) \(report.expectedCount)")
            var table = TextTable([.right, .left, .left, .left])
            var shown = 0
            for view in report.legViews {
                for found in view.outcome.expected where shown < StatementText.breaksShown {
                    shown += 1
                    let row = BreakRow(found, in: view, language)
                    table.row([
                        signed(row.amount.description), TerminalText.safe(row.reference),
                        row.finding?.words[language] ?? "", row.breakOn,
                    ])
                }
            }
            lines += table.lines(indent: 2)
        }

        mutating func unsourced() {
            guard !report.unsourced.isEmpty else { return }
            title(word(.unsourced))
            var table = TextTable([.left, .right, .right])
            for item in report.unsourced {
                table.row([
                    ChannelTitle.title(TerminalText.safe(item.channel), language),
                    "\(item.entries.count)",
                    item.totals.map(\.description).joined(separator: " + "),
                ])
            }
            lines += table.lines(indent: 2)
        }

        mutating func problems() {
            let count = report.problems.count + report.problemsDropped
            guard count > 0 else { return }
            title("\(word(.problems)) \(count)")
            for problem in report.problems.prefix(StatementText.problemsShown) {
                let text = TerminalText.safe(problem.sentence(language))
                for (index, line) in DisplayWidth.wrap(text, width: StatementText.textWidth)
                    .enumerated()
                {
                    lines.append((index == 0 ? "  ! " : "    ") + line)
                }
            }
            let shown = min(report.problems.count, StatementText.problemsShown)
            if shown < count { more(count - shown, Reports.FileName.problems) }
        }

        mutating func nextSteps() {
            var counts: [NextStep: Int] = [:]
            for leg in report.legs {
                for found in leg.outcome.breaks { counts[NextStep(found), default: 0] += 1 }
            }
            for _ in report.unsourced { counts[.addFile, default: 0] += 1 }
            let steps = NextStep.allCases.filter { counts[$0] != nil }
            guard !steps.isEmpty else { return }
            title(word(.nextSteps))
            for step in steps {
                lines.append("  \(counts[step]!) × " + step.words[language])
            }
        }

        mutating func more(_ count: Int, _ file: String) {
            lines.append(
                "  " + Label.more.words.filled(language, ["count": "\(count)", "file": file]))
        }

        func signed(_ text: String) -> String { text.hasPrefix("-") ? text : "+" + text }
    }
}
