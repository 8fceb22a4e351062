import Engine
import Hummingbird
import Records
import Reports

/// Days that a merchant knows better than a calendar: what it would change is shown first.
struct CalendarEditPage: Sendable {
    let pages: Pages

    private struct Asked: Sendable {
        var edit: CalendarEdit
        var base: String
    }

    func register(on router: Router<PageContext>) {
        router.post("settings/calendars/preview") { request, context -> Response in
            let form = try await FormFields.read(request)
            return try await pages.show("calendars", CalendarsPage.title, request, context) {
                reading in
                let asked = try CalendarEditPage.asked(form)
                let effect = try reading.book.effect(of: asked.edit, base: asked.base)
                return .merged(
                    try CalendarsPage.model(reading),
                    .fields(["effect": CalendarEditPage.model(effect, asked, reading)]))
            }
        }
        router.post("settings/calendars") { request, context -> Response in
            let form = try await FormFields.read(request)
            return try await pages.act(request, context) { book in
                let asked = try CalendarEditPage.asked(form)
                try book.edit(calendar: asked.edit, base: asked.base)
                return "/settings/calendars"
            }
        }
    }

    private static func asked(_ form: FormFields) throws -> Asked {
        guard let first = form["from"].flatMap({ Day($0) }),
            let last = (form["to"] ?? form["from"]).flatMap({ Day($0) }),
            let standing = form["as"].flatMap({ CalendarEdit.Standing(rawValue: $0) }),
            let edit = CalendarEdit(first: first, last: last, standing: standing)
        else {
            throw EngineError.book(
                .refused(
                    rule: "calendar",
                    detail:
                        "\(form["from"] ?? "") – \(form["to"] ?? "") (≤ \(CalendarEdit.dayLimit))"
                ))
        }
        return Asked(edit: edit, base: form["base"] ?? "weekends")
    }

    static func words(_ standing: CalendarEdit.Standing) -> Words {
        switch standing {
        case .off: Words("放假", "放假", "off")
        case .work: Words("上班（周末）", "上班（週末）", "worked (weekends)")
        case .usual: Words("按每周的规律", "按每週的規律", "as the week says")
        }
    }

    private static func model(
        _ effect: Book.CalendarEffect, _ asked: Asked, _ reading: Pages.Reading
    ) -> JSONValue {
        let (days, language) = (asked.edit.days, reading.language)
        func sentences(_ gaps: [MissingDays.Gap]) -> [String] {
            gaps.map { $0.reason.sentence(language) }
        }
        let (before, after) = (
            sentences(effect.missingBefore), sentences(effect.missingAfter)
        )
        let eve = days.lowerBound.advanced(by: -1)
        return .fields([
            "from": .string("\(days.lowerBound)"), "to": .string("\(days.upperBound)"),
            "range": .bool(days.lowerBound != days.upperBound),
            "as": .string(asked.edit.standing.rawValue), "base": .string(asked.base),
            "words": .string(words(asked.edit.standing)[language]),
            "nothing": .bool(effect.before == effect.after),
            "days": .list(effect.changed) { day in
                .fields([
                    "day": .string("\(day)"), "works": .bool(effect.after.isBusinessDay(day)),
                ])
            },
            "eve": .string("\(eve)"),
            "next_before": .string("\(effect.before.advanced(eve, byBusinessDays: 1))"),
            "next_after": .string("\(effect.after.advanced(eve, byBusinessDays: 1))"),
            "came": .list(after.filter { !before.contains($0) }) { .string($0) },
            "went": .list(before.filter { !after.contains($0) }) { .string($0) },
            "breaks": effect.openBreaks > 0 ? .string(Show.count(effect.openBreaks)) : .null,
        ])
    }
}
