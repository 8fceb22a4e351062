import Matching
import Records

/// `matchbook explain --json`.
package enum StoryJSON {
    package static func value(
        _ story: Story, _ report: RunReport, _ language: Language
    ) -> JSONValue {
        .fields([
            "reference": .string(story.reference),
            "legs": .array(story.parts.map { part($0, report, language) }),
            "unsourced": .array(story.unsourced.map { entry($0, report) }),
            "problems": .array(
                story.problems.map { Cell.json(ProblemRows.columns, ProblemRows.cells($0)) }),
        ])
    }

    private static func part(
        _ part: Story.Part, _ report: RunReport, _ language: Language
    ) -> JSONValue {
        let view = part.view
        return .fields([
            "leg": .string(view.name),
            "entries": .array(
                part.entries.map { member in
                    let outcome = view.outcome(member.side)
                    return .fields([
                        "side": .string(member.side.name),
                        "class": .string(outcome.classes[member.index].name),
                        "findings": .array(
                            outcome.findings[member.index].all.map { .string($0.name) }),
                        "entry": view.entry(member.side, member.index).map { entry($0, report) }
                            ?? .null,
                    ])
                }),
            "matches": .array(
                part.matches.map { index in
                    let matches = view.outcome.matches
                    let row = MatchRow(index, in: view, language)
                    return .fields([
                        "match": Cell.json(MatchRow.columns, row.cells),
                        "fields": fields(
                            view.compare(
                                left: matches.left[index], right: matches.right[index],
                                link: matches.link[index])),
                    ])
                }),
            "breaks": .array(part.breaks.map { openItem($0, view, language) }),
            "expected": .array(part.expected.map { openItem($0, view, language) }),
        ])
    }

    private static func openItem(
        _ found: Break, _ view: LegView, _ language: Language
    ) -> JSONValue {
        let nearest = view.nearest(found)
        let left = found.left >= 0 || nearest < 0 ? found.left : nearest
        let right = found.right >= 0 || nearest < 0 ? found.right : nearest
        return .fields([
            "break": Cell.json(BreakRow.columns, BreakRow(found, in: view, language).cells),
            "findings": .array(found.findings.all.map { .string($0.name) }),
            "is_nearest_miss": .bool(found.left < 0 || found.right < 0),
            "fields": fields(view.compare(left: left, right: right, link: found.link)),
            "next_step": .string(NextStep(found).words[language]),
        ])
    }

    private static func entry(_ entry: EntryView, _ report: RunReport) -> JSONValue {
        Cell.json(
            EntryRows.columns,
            EntryRows.cells(entry, merchant: report.merchant, zone: report.zone))
    }

    private static func fields(_ fields: [FieldComparison]) -> JSONValue {
        .array(
            fields.map { field in
                .fields([
                    "field": .string(field.field.rawValue),
                    "left": field.left.isEmpty ? .null : .string(field.left),
                    "right": field.right.isEmpty ? .null : .string(field.right),
                    "agreement": .string(field.agreement.rawValue),
                ])
            })
    }
}
