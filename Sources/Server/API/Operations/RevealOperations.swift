import Engine
import HTTPTypes
import Records
import Reports

/// What is masked, for a reason.
enum RevealOperations {
    static let all: [APIOperation] = [
        APIOperation(
            id: "revealEntries", method: .post, path: "/reveals", rule: .needs(.reveal),
            summary: "Counterparty, memo and address of entries. Who asked and why is a leaf of "
                + "the log before they are told.",
            body: .json(
                .object([
                    .must("reason", .string(length: 1...BookReveal.reasonLimit)),
                    .must(
                        "entries",
                        .array(
                            .string(.line, length: 3...24), count: 1...BookReveal.entryLimit)),
                ])),
            answer: .json(
                .open([
                    .must(
                        "items",
                        .array(
                            .open([
                                .must("entry", .string()), .must("source", .string()),
                                .must("counterparty", .string(length: 0...70_000)),
                                .must("memo", .string(length: 0...70_000)),
                                .must("address", .string(length: 0...70_000)),
                            ])))
                ]))
        ) { call in
            let entries = try call.texts("entries").map { name in
                guard let entry = EntryID(name) else {
                    throw APIProblem(
                        .unprocessableContent, .invalidBody, detail: "body.entries: 12:345")
                }
                return entry
            }
            let reason = call.text("reason") ?? ""
            let shown = try await call.write { try BookReveal($0).reveal(entries, reason: reason) }
            return .json(.fields(["items": .array(shown.map(\.json))]))
        }
    ]
}
