import Engine
import HTTPTypes
import Records
import Reports
import Resolution

/// Decisions: proposed, agreed to by somebody else, taken back.
enum DecisionOperations {
    static let all: [APIOperation] = [
        APIOperation(
            id: "listDecisions", method: .get, path: "/decisions", rule: .needs(.read),
            summary: "Decisions in their order; `state=proposed` is the inbox.",
            parameters: [
                .query("state", .word(DecisionState.allCases.map(\.rawValue)), "One state only."),
                .cursor, .limit,
            ],
            answer: .json(
                .open([
                    .must("items", .array(decision)),
                    .must("next", .nullable(.string(length: 0...4000))),
                ]))
        ) { call in
            var filter = DecisionFilter()
            filter.after = try call.cursor("decisions")?.first.flatMap { Int($0) }
            if let state = call.text("state").flatMap(DecisionState.init) {
                filter.states = [state]
            }
            // One more than asked for says whether there are more.
            filter.limit = call.limit + 1
            let asked = filter
            let all = try await call.read { try $0.store.decisions(asked) }
            let part = all.prefix(call.limit)
            let next =
                all.count > call.limit
                ? call.cursor("decisions", after: ["\(part.last!.number)"]) : .null
            return .json(.fields(["items": .array(part.map(value)), "next": next]))
        },
        APIOperation(
            id: "getDecision", method: .get, path: "/decisions/{number}", rule: .needs(.read),
            summary: "One decision.", parameters: [number], answer: .json(decision)
        ) { call in
            let number = call.integer("number") ?? 0
            guard let stored = try await call.read({ try $0.store.decision(number) }) else {
                throw APIProblem.notFound("decision \(number)")
            }
            return .json(value(stored), tag: tag(stored))
        },
        APIOperation(
            id: "propose", method: .post, path: "/decisions", rule: .needs(.propose),
            summary: "Decide about breaks; what needs a second person waits for one.",
            body: said, status: .created, answer: .json(decision)
        ) { call in
            try await decide(call) { try BookDecide($0).decide(try request(call, $0)) }
        },
        APIOperation(
            id: "previewDecision", method: .post, path: "/decisions/preview",
            rule: .needs(.propose),
            summary: "What a decision would do, and whether a second person must agree. Nothing is "
                + "kept; it is refused for the same reasons as the decision.",
            body: said, answer: .json(DecisionPreview.schema)
        ) { call in
            .json(
                try await call.read { book in
                    let request = try request(call, book)
                    let day = book.now.day(in: try book.zone)
                    return try DecisionPreview(BookDecide(book).preview(request), on: day).json
                })
        },
        step("approve", .approve, "Agree to what somebody else proposed; it is applied.") {
            book, call in try BookDecide(book).approve(call.integer("number") ?? 0)
        },
        step("reject", .approve, "Do not agree.", body: reason(isRequired: true)) { book, call in
            try BookDecide(book).reject(
                call.integer("number") ?? 0, reason: call.text("reason") ?? "")
        },
        step("withdraw", .propose, "Take one's own proposal back.") { book, call in
            try BookDecide(book).withdraw(call.integer("number") ?? 0)
        },
        step(
            "undo", .propose, "Propose to take an applied decision back.",
            body: reason(isRequired: true)
        ) { book, call in
            try BookDecide(book).decide(
                .init(
                    .undo(.decision(call.integer("number") ?? 0)), [],
                    reason: call.text("reason") ?? ""))
        },
        APIOperation(
            id: "proposeClose", method: .post, path: "/closes", rule: .needs(.propose),
            summary: "Close a period through a day, once somebody else agrees.",
            body: .json(
                .object([
                    .must("through", .string(.day, length: 10...10)),
                    .may("carry", .array(.string(.hexadecimal, length: 8...32), count: 0...1000)),
                    .must("reason", .string(length: 1...500)),
                ])), status: .created, answer: .json(decision)
        ) { call in
            guard let day = try call.day("through") else {
                throw APIProblem(.unprocessableContent, .invalidBody, detail: "body.through")
            }
            return try await decide(call) { book in
                try BookDecide(book).decide(
                    .init(
                        .close(through: day), try book.breakIDs(call.texts("carry")),
                        reason: call.text("reason") ?? ""))
            }
        },
    ]

    private static let said = APIOperation.Body.json(
        .object([
            .must("kind", .string(.line, length: 1...200)),
            .must("breaks", .array(.string(.hexadecimal, length: 8...32), count: 1...1000)),
            .may("entries", .array(.string(.entry, length: 3...40), count: 0...1000)),
            .may("amount", .string(.amount, length: 1...40)),
            .must("reason", .string(length: 1...500)),
        ]))

    private static func request(_ call: APICall, _ book: Book) throws -> BookDecide.Request {
        guard let kind = DecisionKind(call.text("kind") ?? "") else {
            throw APIProblem(.unprocessableContent, .invalidBody, detail: "body.kind")
        }
        switch kind {
        case .undo, .close:
            throw APIProblem(
                .unprocessableContent, .invalidBody, detail: "/decisions/{number}/undo, /closes")
        default: break
        }
        var request = BookDecide.Request(
            kind, try book.breakIDs(call.texts("breaks")), reason: call.text("reason") ?? "")
        for text in call.texts("entries") {
            guard let entry = EntryID(text) else {
                throw APIProblem(
                    .unprocessableContent, .invalidBody, detail: "body.entries: \(text)")
            }
            request.entries.append(entry)
        }
        request.amount = call.text("amount").map { BookDecide.ExactAmount($0) }
        return request
    }

    private static let number = APIOperation.Parameter.path(
        "number", APIOperation.Parameter.number, "The decision.")

    private static func reason(isRequired: Bool) -> APIOperation.Body {
        .json(
            .object([
                Schema.Field(
                    name: "reason", schema: .string(length: 1...500), isRequired: isRequired)
            ]))
    }

    private static func step(
        _ name: String, _ permission: Permission, _ summary: String,
        body: APIOperation.Body = .none,
        _ work: @escaping @Sendable (Book, APICall) async throws -> StoredDecision
    ) -> APIOperation {
        APIOperation(
            id: name + "Decision", method: .post, path: "/decisions/{number}/" + name,
            rule: .needs(permission), summary: summary, parameters: [number], body: body,
            answer: .json(decision)
        ) { call in
            try await decide(call) { book in
                if call.ifMatch != nil, let number = call.integer("number"),
                    let before = try book.store.decision(number)
                {
                    try call.check(version: tag(before))
                }
                return try await work(book, call)
            }
        }
    }

    private static func decide(
        _ call: APICall, _ work: @escaping @Sendable (Book) async throws -> StoredDecision
    ) async throws -> APIAnswer {
        let stored = try await call.write { try await work($0) }
        return .json(value(stored), tag: tag(stored))
    }

    private static let decision = Schema.open([
        .must("number", .integer(1...Int.max)), .must("kind", .string()),
        .must("state", .word(DecisionState.allCases.map(\.rawValue))),
        .must("breaks", .array(.string())), .must("reason", .string()), .must("maker", .string()),
    ])

    private static func tag(_ stored: StoredDecision) -> String {
        "\"\(stored.number)-\(stored.course.state.rawValue)\""
    }

    private static func value(_ stored: StoredDecision) -> JSONValue {
        let decision = stored.decision
        return .fields([
            "number": .integer(stored.number), "kind": .string(decision.kind.text),
            "state": .string(stored.course.state.rawValue),
            "breaks": .array(decision.breaks.map { .string($0.hex) }),
            "entries": .array(decision.entries.map { .string("\($0)") }),
            "amount": .optional(decision.amount?.description),
            "amounts": .array(stored.amounts.map { .string("\($0)") }),
            "reason": .string(decision.reason), "maker": .string("\(decision.maker)"),
            "checker": .optional(stored.course.checker?.description),
            "at": .string(decision.at.rfc3339(in: .utc)),
            "undone_by": stored.course.undoneBy.map { .integer($0) } ?? .null,
        ])
    }
}
