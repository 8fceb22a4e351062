import Engine
import HTTPTypes
import Matching
import Records
import Reports

/// Runs: planned, committed by the plan's hash, taken back; and the statements they made.
enum RunOperations {
    static let all: [APIOperation] = [
        APIOperation(
            id: "listRuns", method: .get, path: "/runs", rule: .needs(.read),
            summary: "Runs in their order; one that was taken back is not among them.",
            answer: .json(
                .open([
                    .must("items", .array(.open([.must("number", .integer(1...Int.max))]))),
                    .must("next", .nullable(.string())),
                ]))
        ) { call in .items(try await call.read { try $0.store.runs() }.map(\.json)) },
        APIOperation(
            id: "getRunStatement", method: .get, path: "/runs/{number}", rule: .needs(.read),
            summary: "The statement of a run: identities, bridges, verdict.",
            parameters: [.path("number", APIOperation.Parameter.number, "The run.")],
            answer: .json(.open([.must("verdict", .string()), .must("legs", .array(.open([])))]))
        ) { call in
            let number = call.integer("number") ?? 0
            let bytes = try await call.read { try $0.store.statementJSON(ofRun: number) }
            guard let bytes, let value = try? JSONReader.read(bytes) else {
                throw APIProblem.notFound("run \(number)")
            }
            return .json(value, tag: APIAnswer.tag(value))
        },
        APIOperation(
            id: "compareRuns", method: .get, path: "/runs/{number}/changes", rule: .needs(.read),
            summary: "What is otherwise than at another run: statements, and breaks that came, "
                + "went or changed.",
            parameters: [
                .path("number", APIOperation.Parameter.number, "One run."),
                .query("with", APIOperation.Parameter.number, "The other; 1 where not said."),
            ],
            answer: .json(
                .open([
                    .must("from", .integer(1...Int.max)), .must("to", .integer(1...Int.max)),
                    .must("statements", .array(.open([]))), .must("cut", .boolean),
                    .must("appeared", .array(.open([]), count: 0...RunComparison.limit)),
                    .must("went", .array(.open([]), count: 0...RunComparison.limit)),
                    .must("changed", .array(.open([]), count: 0...RunComparison.limit)),
                ]))
        ) { call in
            let (one, other) = (call.integer("number") ?? 0, call.integer("with") ?? 1)
            return .json(
                try await call.read { book in
                    let (breaks, statements) = try ComparePage.read(one, other, book)
                    return .merged(breaks.json, .fields(["statements": statements.json]))
                })
        },
        APIOperation(
            id: "planRun", method: .post, path: "/runs/plan", rule: .needs(.run),
            summary: "What a run would do, and the hash of that plan; nothing is written.",
            body: .json(.object([.may("through", .string(.day, length: 10...10))])),
            answer: .json(plan)
        ) { call in
            let through = try call.day("through")
            let made = try await call.read { book in
                value(try await BookRun(book, through: through).plan())
            }
            return .json(made)
        },
        APIOperation(
            id: "commitRun", method: .post, path: "/runs", rule: .needs(.run),
            summary: "Run; with `plan` only if the plan is still the one that was shown.",
            body: .json(
                .object([
                    .may("through", .string(.day, length: 10...10)),
                    .may("plan", .string(.hexadecimal, length: 8...64)),
                ])), answer: .json(plan)
        ) { call in
            let through = try call.day("through")
            let shown = call.text("plan")
            let made = try await call.write { book in
                let run = try BookRun(book, through: through)
                let plan = try await run.plan()
                try run.commit(plan, shown: shown)
                return value(plan)
            }
            return .json(made)
        },
        APIOperation(
            id: "undoRun", method: .post, path: "/runs/{number}/undo", rule: .needs(.run),
            summary: "Take the last run back.",
            parameters: [.path("number", APIOperation.Parameter.number, "The last run.")],
            answer: .json(.open([.must("undone", .integer(1...Int.max))]))
        ) { call in
            let number = call.integer("number") ?? 0
            try await call.write { try $0.undo(run: number) }
            return .json(.fields(["undone": .integer(number)]))
        },
        APIOperation(
            id: "listStatements", method: .get, path: "/statements", rule: .needs(.read),
            summary: "Statements that were imported: source, period, rows.",
            answer: .json(
                .open([
                    .must("items", .array(.open([]), count: 0...10_000_000)),
                    .must("next", .nullable(.string())),
                ]))
        ) { call in .items(try await call.read { try $0.store.statements() }.map(\.json)) },
    ]

    private static let plan = Schema.open([
        .must("plan", .string()), .must("run", .integer(1...Int.max)), .must("through", .string()),
        .must("verdict", .string()), .must("matches", .integer(0...Int.max)),
        .must("breaks", .integer(0...Int.max)), .must("changes_nothing", .boolean),
    ])

    private static func value(_ plan: BookRun.Plan) -> JSONValue {
        let fact = plan.unit.fact
        return .fields([
            "plan": .string(plan.hash), "run": .integer(fact.number),
            "through": .string(fact.through.description), "verdict": .string(fact.verdict.name),
            "matches": .integer(fact.matchCount), "breaks": .integer(fact.breakCount),
            "open_items": .integer(fact.openCount),
            "changes_nothing": .bool(plan.changesNothing),
        ])
    }
}
