import Engine
import HTTPTypes
import Records
import Reports

/// Which days count as business days, and what a change of them would do.
enum CalendarOperations {
    static let all: [APIOperation] = [
        APIOperation(
            id: "listCalendars", method: .get, path: "/calendars", rule: .needs(.read),
            summary: "Calendars inside the program, and the one that the rules name.",
            answer: .json(
                .open([.must("items", .array(calendar)), .must("next", .nullable(.string()))]))
        ) { call in
            .items(
                try await call.read { book in
                    let own = try book.definition().calendar
                    var all = try CalendarFile.builtin()
                    if let own { all[own.name] = own }
                    return all.values.sorted { $0.name < $1.name }.map {
                        value($0, inForce: $0 == own)
                    }
                })
        },
        APIOperation(
            id: "getCalendar", method: .get, path: "/calendar", rule: .needs(.read),
            summary:
                "The calendar of the rules that hold; `calendar` is null where they name none. "
                + "The ETag is the definition's.",
            answer: .json(standing)
        ) { call in try await call.read { try answer($0) } },
        APIOperation(
            id: "previewCalendarEdit", method: .post, path: "/calendar/preview",
            rule: .needs(.define),
            summary: "What an edit would change: days, missing statements, breaks that are due by "
                + "them. Nothing is kept.",
            body: said, answer: .json(effect)
        ) { call in
            let (edit, base) = try asked(call)
            return .json(
                try await call.read { value(try $0.effect(of: edit, base: base), edit) })
        },
        APIOperation(
            id: "editCalendar", method: .patch, path: "/calendar", rule: .confirmed(.define),
            summary:
                "Days that are off, worked, or as the week says, as a new version of the rules. "
                + "Needs If-Match where there are rules.",
            body: said, answer: .json(standing)
        ) { call in
            let (edit, base) = try asked(call)
            return try await call.write { book in
                if let before = try book.store.definition() {
                    try call.check(version: BookOperations.tag(before), isRequired: true)
                }
                try book.edit(calendar: edit, base: base)
                return try answer(book)
            }
        },
    ]

    private static let day = Schema.string(.day, length: 10...10)
    private static let said = APIOperation.Body.json(
        .object([
            .must("from", day), .may("to", day),
            .must("as", .word(CalendarEdit.Standing.allCases.map(\.rawValue))),
            // The calendar inside the program to begin with, where the rules name none.
            .may("base", .string(.line, length: 1...64)),
        ]))
    private static let calendar = Schema.open([
        .must("name", .string()), .must("in_force", .boolean),
        .must("weekend", .array(.integer(1...7))), .must("off", .array(day)),
        .must("work", .array(day)),
        .must("known", .nullable(.open([.must("from", day), .must("through", day)]))),
    ])
    private static let standing = Schema.open([
        .must("calendar", .nullable(calendar)),
        .must("definition", .nullable(.integer(1...Int.max))),
    ])
    private static let gaps = Schema.array(
        .open([.must("source", .string()), .must("from", day), .must("through", day)]))
    private static let effect = Schema.open([
        .must("before", .string()), .must("after", .string()),
        .must(
            "days",
            .array(.open([.must("day", day), .must("works", .boolean)]))),
        .must("next_before", day), .must("next_after", day), .must("missing_came", gaps),
        .must("missing_went", gaps), .must("open_breaks", .integer(0...Int.max)),
    ])

    private static func asked(
        _ call: APICall
    ) throws(APIProblem) -> (edit: CalendarEdit, base: String) {
        guard let first = call.text("from").flatMap({ Day($0) }) else {
            throw APIProblem(.unprocessableContent, .invalidBody, detail: "body.from: yyyy-MM-dd")
        }
        guard let last = Day(call.text("to") ?? first.description) else {
            throw APIProblem(.unprocessableContent, .invalidBody, detail: "body.to: yyyy-MM-dd")
        }
        guard let word = call.text("as"), let standing = CalendarEdit.Standing(rawValue: word),
            let edit = CalendarEdit(first: first, last: last, standing: standing)
        else {
            throw APIProblem(
                .unprocessableContent, .invalidBody,
                detail: "body.to: 1…\(CalendarEdit.dayLimit) days from body.from")
        }
        return (edit, call.text("base") ?? "weekends")
    }

    private static func answer(_ book: Book) throws -> APIAnswer {
        let stored = try book.store.definition()
        let own = try book.definition().calendar
        return .json(
            .fields([
                "calendar": own.map { value($0, inForce: true) } ?? .null,
                "definition": stored.map { .integer($0.number) } ?? .null,
            ]), tag: stored.map(BookOperations.tag))
    }

    private static func value(_ calendar: BusinessCalendar, inForce: Bool) -> JSONValue {
        .fields([
            "name": .string(calendar.name), "in_force": .bool(inForce),
            "weekend": .list(calendar.weekend.sorted()) { .integer($0) },
            "off": .list(calendar.holidays) { .string("\($0)") },
            "work": .list(calendar.makeUpDays) { .string("\($0)") },
            "known": calendar.known.map(value) ?? .null,
        ])
    }

    private static func value(_ days: ClosedRange<Day>) -> JSONValue {
        .fields([
            "from": .string("\(days.lowerBound)"), "through": .string("\(days.upperBound)"),
        ])
    }

    private static func value(_ effect: Book.CalendarEffect, _ edit: CalendarEdit) -> JSONValue {
        let eve = edit.days.lowerBound.advanced(by: -1)
        func gaps(_ some: [MissingDays.Gap], without others: [MissingDays.Gap]) -> JSONValue {
            .list(some.filter { !others.contains($0) }) { gap in
                .merged(.fields(["source": .string(gap.source)]), value(gap.days))
            }
        }
        return .fields([
            "before": .string(effect.before.name), "after": .string(effect.after.name),
            "days": .list(effect.changed) { day in
                .fields([
                    "day": .string("\(day)"), "works": .bool(effect.after.isBusinessDay(day)),
                ])
            },
            "next_before": .string("\(effect.before.advanced(eve, byBusinessDays: 1))"),
            "next_after": .string("\(effect.after.advanced(eve, byBusinessDays: 1))"),
            "missing_came": gaps(effect.missingAfter, without: effect.missingBefore),
            "missing_went": gaps(effect.missingBefore, without: effect.missingAfter),
            "open_breaks": .integer(effect.openBreaks),
        ])
    }
}
