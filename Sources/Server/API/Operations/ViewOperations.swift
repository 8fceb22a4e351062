import Engine
import HTTPTypes
import Records
import Reports

/// Queues of breaks that an account gave a name.
enum ViewOperations {
    static let all: [APIOperation] = [
        APIOperation(
            id: "listViews", method: .get, path: "/views", rule: .needs(.read),
            summary: "This account's views of the queue of breaks, by name.",
            answer: .json(
                .open([.must("items", .array(view)), .must("next", .nullable(.string()))]))
        ) { call in
            let account = call.visitor.account
            return .items(
                try await call.server.atDoor { try $0.store.views(of: account) }.map(value))
        },
        APIOperation(
            id: "keepView", method: .post, path: "/views", rule: .needs(.read),
            summary: "Keep a view under its name, in place of what had it.",
            body: .json(
                .object([
                    .must("name", .string(.line, length: 1...SavedView.nameLimit)),
                    // As the page's address has it: leg=…&severity=high.
                    .must("query", .string(.line, length: 0...1000)),
                ])), answer: .json(view)
        ) { call in
            let (name, account) = (call.text("name") ?? "", call.visitor.account)
            let query = BreaksPage.queue(call.text("query") ?? "")
            return .json(
                value(
                    try await call.server.atDoor { door in
                        try BreaksPage.keep(name, query, of: account, door)
                    }))
        },
        APIOperation(
            id: "dropView", method: .delete, path: "/views", rule: .needs(.read),
            summary: "Forget a view.",
            parameters: [
                .required("name", .string(.line, length: 1...SavedView.nameLimit), "Its name.")
            ], answer: .json(.open([.must("dropped", .string())]))
        ) { call in
            let (name, account) = (call.text("name") ?? "", call.visitor.account)
            try await call.server.atDoor { door in
                guard try door.store.views(of: account).contains(where: { $0.name == name }) else {
                    throw APIProblem.notFound("view \(name)")
                }
                try door.store.drop(view: name, of: account)
            }
            return .json(.fields(["dropped": .string(name)]))
        },
    ]

    private static let view = Schema.open([
        .must("name", .string()), .must("query", .string(length: 0...3000)),
    ])

    private static func value(_ view: SavedView) -> JSONValue {
        .fields([
            "name": .string(view.name), "query": .string(String(view.query.dropFirst())),
        ])
    }
}
