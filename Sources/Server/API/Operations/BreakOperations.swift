import Engine
import HTTPTypes
import Matching
import Records
import Reports
import Resolution

/// Breaks: the queue, one of them, and what is noted on it.
enum BreakOperations {
    static let all: [APIOperation] = [
        APIOperation(
            id: "listBreaks", method: .get, path: "/breaks", rule: .needs(.read),
            summary: "Breaks in the order of leg, time and id, or as `sort` says. As NDJSON or CSV "
                + "all of them.",
            parameters: filters + [.cursor, .limit],
            answer: .rows(
                .open([
                    .must("items", .array(item)),
                    .must("next", .nullable(.string(length: 0...4000))),
                ]))
        ) { call in try await list(call) },
        APIOperation(
            id: "getBreak", method: .get, path: "/breaks/{break}", rule: .needs(.read),
            summary: "One break with what was noted on it.", parameters: [id],
            answer: .json(item)
        ) { call in
            let value = try await call.read { book in try detail(call, book) }
            return .json(value, tag: APIAnswer.tag(value))
        },
        APIOperation(
            id: "listCandidates", method: .get, path: "/breaks/{break}/candidates",
            rule: .needs(.read),
            summary: "What an entry without a partner may belong to, the likeliest first; "
                + "`evidence` in 1,024ths of a bit, by field.",
            parameters: [id],
            answer: .json(
                .open([
                    .must(
                        "items",
                        .array(
                            .open([
                                .must("candidate", item),
                                .must(
                                    "evidence",
                                    .open([.must("amount", .integer(-1_000_000...1_000_000))])),
                            ]))),
                    .must("next", .nullable(.string())),
                ]))
        ) { call in
            .items(
                try await call.read { book in
                    let id = try book.breakIDs([call.text("break") ?? ""])[0]
                    guard let found = try book.store.breaks(ids: [id]).first else {
                        throw APIProblem.notFound("break")
                    }
                    return try BookCandidates(book).rank(found).map(\.json)
                })
        },
        APIOperation(
            id: "noteBreak", method: .post, path: "/breaks/{break}/notes", rule: .needs(.note),
            summary: "Comment, owner, labels. If-Match: the break as it was seen.",
            parameters: [id],
            body: .json(
                .object([
                    .may("comment", .string(length: 1...2000)),
                    .may("owner", .string(.line, length: 0...64)),
                    .may("labels", .array(.string(.line, length: 1...40), count: 0...20)),
                    .may("unlabel", .array(.string(.line, length: 1...40), count: 0...20)),
                ])), answer: .json(item)
        ) { call in
            let value = try await call.write { book in
                let before = try detail(call, book)
                try call.check(version: APIAnswer.tag(before))
                let id = try book.breakIDs([call.text("break") ?? ""])[0]
                let request = BookNotes.Request(
                    comment: call.text("comment"), owner: call.text("owner"),
                    labels: call.texts("labels"), unlabels: call.texts("unlabel"), files: [])
                if !request.isEmpty { try BookNotes(book).add(request, to: id) }
                return try detail(call, book)
            }
            return .json(value, tag: APIAnswer.tag(value))
        },
    ]

    static let id = APIOperation.Parameter.path(
        "break", .string(.hexadecimal, length: 8...32), "Its id, or 8 digits or more of it.")

    private static let item = Schema.open([
        .must("break", .string()), .must("state", .string()), .must("leg", .string()),
        .must("class", .string()), .must("currency", .string()), .must("amount", .string()),
        .must("reference", .string()),
    ])

    private static func detail(_ call: APICall, _ book: Book) throws -> JSONValue {
        let id = try book.breakIDs([call.text("break") ?? ""])[0]
        guard let found = try book.store.breaks(ids: [id]).first,
            case .object(let members) = value(found, call.language, try book.zone)
        else { throw APIProblem.notFound("break") }
        let events = try book.store.events(of: id).compactMap {
            try? JSONReader.read($0.json.bytes)
        }
        return .object(members + [.init("events", .array(events))])
    }

    private static func value(
        _ found: BookBreak, _ language: Language, _ zone: ZoneRules
    ) -> JSONValue {
        guard case .object(var members) = found.json else { return .null }
        members.append(.init("occurred_at", .optional(found.occurredAt?.rfc3339(in: zone))))
        let place = Language.allCases.firstIndex(of: language) ?? 0
        let told = place < found.explanations.count ? found.explanations[place] : ""
        members.append(.init("explanation", .string(told)))
        return .object(members)
    }

    // MARK: The queue

    private static let name = "breaks"

    /// As the page of the queue has them.
    private static let filters: [APIOperation.Parameter] = [
        .query(
            "state", .word(BreakFilter.Standing.allCases.map(\.rawValue)),
            "open where it is not said."),
        .query("leg", .string(.line, length: 1...200), "One leg only."),
        .query("reference", .string(.line, length: 1...200), "Those with this reference."),
        .query("class", .word(EntryClass.allCases.map(\.name)), "One class only."),
        .query("severity", .word(Show.severities.map(\.name)), "One severity only."),
        .query("currency", .string(.line, length: 1...8), "One currency only."),
        .query(
            "age", .word(AgeBand.allCases.map(\.rawValue)),
            "Days from when it happened to the last run."),
        .query("day", .string(.day, length: 10...10), "Happened on this business day."),
        .query(
            "q", .string(.line, length: 1...200),
            "In a reference or an explanation, or what the id begins with."),
        .query("least", .string(.amount, length: 1...40), "Major units, whatever the sign."),
        .query("most", .string(.amount, length: 1...40), "The same."),
        .query(
            "sort", .word(BreakQuery.Order.allCases.map(\.rawValue)),
            "severity: the severest first; age: the oldest; amount: the largest; recent: the "
                + "newest."),
    ]

    private static func filter(_ call: APICall, _ book: Book) throws -> BreakFilter {
        var query = BreakQuery(FormFields(""))
        query.standing = call.text("state").flatMap { .init(rawValue: $0) } ?? .open
        query.leg = call.text("leg")
        query.entryClass = call.text("class").flatMap { name in
            EntryClass.allCases.first { $0.name == name }
        }
        query.severity = call.text("severity").flatMap { name in
            Show.severities.first { $0.name == name }
        }
        if let code = call.text("currency") {
            guard let currency = Currency(code.uppercased()) else {
                throw APIProblem(.badRequest, .invalidParameter, detail: "currency")
            }
            query.currency = currency
        }
        query.band = call.text("age").flatMap { AgeBand(rawValue: $0) }
        query.day = try call.day("day")
        query.text = call.text("q")
        (query.least, query.most) = (call.text("least"), call.text("most"))
        let order = call.text("sort").flatMap { BreakQuery.Order(rawValue: $0) }
        query.order = order ?? .severity
        var filter = query.filter(
            through: try book.store.lastRun()?.through,
            cutOffSeconds: try book.definition().cutOffSeconds, try book.zone)
        if order == nil { filter.order = .leg }
        filter.reference = call.text("reference")
        filter.after = try call.cursor(name)?.first.flatMap { hash($0) }
        return filter
    }

    private static func hash(_ hex: String) -> Hash128? {
        guard hex.utf8.count == 32, let high = UInt64(hex.prefix(16), radix: 16),
            let low = UInt64(hex.suffix(16), radix: 16)
        else { return nil }
        return Hash128(high: high, low: low)
    }

    private static func list(_ call: APICall) async throws -> APIAnswer {
        guard call.form == .json else { return try await stream(call) }
        let (found, zone) = try await call.read { book -> ([BookBreak], ZoneRules) in
            var filter = try BreakOperations.filter(call, book)
            filter.limit = call.limit + 1
            return (try book.store.breaks(filter), try book.zone)
        }
        let part = found.prefix(call.limit)
        var next = JSONValue.null
        if found.count > call.limit, let last = part.last {
            next = call.cursor(name, after: [last.id.hex])
        }
        return .json(
            .fields([
                "items": .array(part.map { value($0, call.language, zone) }), "next": next,
            ]))
    }

    /// Rows of a part of a stream.
    private static let partRows = 1000

    private static func stream(_ call: APICall) async throws -> APIAnswer {
        guard call.visitor.may(.export) else {
            throw APIProblem(.forbidden, .forbidden, detail: "export")
        }
        var filter = try await call.read { try BreakOperations.filter(call, $0) }
        filter.limit = partRows
        let walk = RowWalk(filter)
        let columns = [
            "break", "state", "leg", "class", "finding", "severity", "currency", "amount",
            "left_amount", "right_amount", "reference", "left", "right", "break_on", "first_run",
            "occurred_at", "explanation",
        ]
        return .rows(
            RowStream(form: call.form, columns: columns) {
                guard let asked = walk.next else { return [] }
                let (found, zone) = try await call.read {
                    (try $0.store.breaks(asked), try $0.zone)
                }
                var following = asked
                following.after = found.last?.id
                walk.next = found.count < partRows ? nil : following
                return found.map { value($0, call.language, zone) }
            })
    }
}
