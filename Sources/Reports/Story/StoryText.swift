import Matching
import Records

/// `matchbook explain`: the whole story of one order or transaction, for a terminal.
package enum StoryText {
    package static func text(
        _ story: Story, _ report: RunReport, _ language: Language, colours: Bool = false
    ) -> String {
        var page = Page(report: report, language: language, ink: Ink(isOn: colours))
        page.lines.append(page.ink.bold(TerminalText.safe(story.reference)))
        for part in story.parts { page.part(part) }
        page.unsourced(story.unsourced)
        for problem in story.problems {
            page.lines += ["", "! " + TerminalText.safe(problem.sentence(language))]
        }
        return page.lines.joined(separator: "\n") + "\n"
    }

    /// For a reference that no entry carries.
    package static func notFound(
        _ reference: String, _ report: RunReport, _ language: Language
    ) -> String {
        var text = Label.notKnown.words.filled(
            language, ["reference": TerminalText.safe(reference)])
        let near = Suggestions.near(reference, in: report)
        if !near.isEmpty {
            text += "\n" + Label.didYouMean.words[language]
                + Punctuation.list(near.map(TerminalText.safe), language)
        }
        return text + "\n"
    }

    private struct Page {
        let report: RunReport
        let language: Language
        let ink: Ink
        var lines: [String] = []

        func word(_ label: Label) -> String { label.words[language] }

        mutating func part(_ part: Story.Part) {
            let view = part.view
            lines += [
                "",
                ink.bold("\(word(.leg)) \(view.name)") + "  "
                    + "\(view.leftTitle(language)) ↔ \(view.rightTitle(language))",
            ]
            entries(part)
            for index in part.matches { match(index, view) }
            for found in part.breaks { openItem(found, view, word(.breaks)) }
            for found in part.expected { openItem(found, view, word(.expectedItems)) }
        }

        private mutating func entries(_ part: Story.Part) {
            var table = TextTable([.left, .left, .left, .right, .left, .left, .left, .left])
            for member in part.entries {
                guard let entry = part.view.entry(member.side, member.index) else { continue }
                let outcome = part.view.outcome(member.side)
                var state = outcome.classes[member.index].words[language]
                if let finding = outcome.findings[member.index].primary {
                    state += Punctuation.bracketed(finding.words[language], language)
                }
                table.row([
                    title(member.side, part.view),
                    TerminalText.safe(
                        member.side == .left ? entry.ownReference : entry.outsideReference),
                    entry.kind.words[language], amount(entry), entry.status.words[language],
                    entry.occurredAt(in: report.zone),
                    TerminalText.safe(Mask.fileName(entry.file)) + ":\(entry.line)", state,
                ])
            }
            lines += table.lines(indent: 2)
        }

        private func title(_ side: Side, _ view: LegView) -> String {
            switch side {
            case .left: view.leftTitle(language)
            case .right: view.rightTitle(language)
            case .link: word(.linkedBy)
            }
        }

        private func amount(_ entry: EntryView) -> String {
            if let gross = entry.gross { return gross.description }
            return entry.asked.map { word(.asked) + " " + $0.description } ?? "—"
        }

        private mutating func match(_ index: Int, _ view: LegView) {
            let matches = view.outcome.matches
            let row = MatchRow(index, in: view, language)
            lines += [
                "",
                "  " + ink.green("✓ " + row.entryClass.words[language]) + "  "
                    + "\(word(.pass)) \(row.pass) · \(word(.rule)) \(row.rule)",
            ]
            fields(
                view.compare(
                    left: matches.left[index], right: matches.right[index],
                    link: matches.link[index]))
        }

        private mutating func openItem(_ found: Break, _ view: LegView, _ heading: String) {
            let row = BreakRow(found, in: view, language)
            let name = row.finding?.words[language] ?? row.entryClass.words[language]
            lines += [
                "",
                "  " + ink.red("✗ \(heading) \(name)") + "  "
                    + "\(row.amount.units < 0 ? "" : "+")\(row.amount)  "
                    + "\(word(.severity)) \(row.severity.words[language])",
            ]
            for line in DisplayWidth.wrap(
                TerminalText.safe(row.explanation), width: StatementText.textWidth)
            {
                lines.append("    " + line)
            }
            if found.left >= 0 || found.right >= 0 { comparison(found, view) }
            if !row.breakOn.isEmpty, found.entryClass == .expected {
                lines.append("    \(word(.dueOn)) \(row.breakOn)")
            }
            lines.append("    → " + row.nextStep.words[language])
            lines.append(ink.dim("    break_id \(row.id)"))
        }

        /// A pair is compared with itself, a lonely entry with its nearest miss.
        private mutating func comparison(_ found: Break, _ view: LegView) {
            let isPair = found.left >= 0 && found.right >= 0
            if isPair {
                return fields(
                    view.compare(left: found.left, right: found.right, link: found.link))
            }
            let nearest = view.nearest(found)
            guard nearest >= 0 else { return }
            let isRival = found.entryClass == .duplicate
            lines.append("    " + word(isRival ? .comparedWith : .nearestMiss))
            fields(
                view.compare(
                    left: found.left >= 0 ? found.left : nearest,
                    right: found.right >= 0 ? found.right : nearest, link: found.link))
        }

        private mutating func fields(_ fields: [FieldComparison]) {
            var table = TextTable([.left, .left, .left, .left, .left])
            for field in fields {
                table.row([
                    field.field.words[language],
                    TerminalText.safe(Explanation.value(field.left, field.field, language)),
                    field.agreement.sign,
                    TerminalText.safe(Explanation.value(field.right, field.field, language)),
                    field.agreement.words[language],
                ])
            }
            lines += table.lines(indent: 4)
        }

        mutating func unsourced(_ entries: [EntryView]) {
            guard !entries.isEmpty else { return }
            lines += ["", ink.bold(word(.unsourced))]
            for entry in entries {
                lines.append(
                    "  " + TerminalText.safe(entry.ownReference) + "  " + amount(entry) + "  "
                        + entry.status.words[language] + "  "
                        + TerminalText.safe(Mask.fileName(entry.file)) + ":\(entry.line)")
                lines.append("  " + Finding.noSource.sentence[language])
            }
        }
    }
}
