import Engine
import HTTPTypes
import Records
import Reports
import Resolution

/// Who may use the server, with which tokens, and who looked at what.
enum AccountOperations {
    static let all: [APIOperation] = [
        APIOperation(
            id: "getMe", method: .get, path: "/me", rule: .signedIn,
            summary: "Who the token or session belongs to, and what it may do.",
            answer: .json(
                .open([
                    .must("name", .string()), .must("role", .string()),
                    .must("permissions", .array(.string())),
                ]))
        ) { call in
            .json(
                .fields([
                    "name": .string(call.visitor.name), "role": .string(call.visitor.role.rawValue),
                    "permissions": words(call.visitor.permissions),
                ]))
        },
        APIOperation(
            id: "listAccounts", method: .get, path: "/accounts", rule: .needs(.administer),
            summary: "All accounts.", answer: .json(page)
        ) { call in
            .items(try await call.server.atDoor { try $0.store.accounts() }.map(value))
        },
        APIOperation(
            id: "addAccount", method: .post, path: "/accounts", rule: .confirmed(.administer),
            summary: "Add an account. `link` is opened once by its person, to set a password.",
            body: .json(
                .object([
                    .must("name", .string(.line, length: 1...64)),
                    .must("role", .word(Role.allCases.map(\.rawValue))),
                ])), status: .created, answer: .json(.open([.must("name", .string())]))
        ) { call in try await add(call) },
        APIOperation(
            id: "changeAccount", method: .patch, path: "/accounts/{number}",
            rule: .confirmed(.administer), summary: "Change a role, disable or enable.",
            parameters: [.path("number", APIOperation.Parameter.number, "The account.")],
            body: .json(
                .object([
                    .may("role", .word(Role.allCases.map(\.rawValue))), .may("enabled", .boolean),
                ])), answer: .json(account)
        ) { call in try await change(call) },
        APIOperation(
            id: "listTokens", method: .get, path: "/tokens", rule: .needs(.administer),
            summary: "All tokens, without their words.", answer: .json(page)
        ) { call in .items(try await call.server.atDoor { try $0.store.tokens() }.map(value)) },
        APIOperation(
            id: "addToken", method: .post, path: "/tokens", rule: .confirmed(.administer),
            summary: "Make a token; its word is in this answer and nowhere else.",
            body: .json(
                .object([
                    .must("account", APIOperation.Parameter.number),
                    .must("label", .string(.line, length: 1...AccessToken.labelLimit)),
                    .must(
                        "scopes",
                        .array(.word(Permission.allCases.map(\.rawValue)), count: 1...20)),
                    .must("days", .integer(1...AccessToken.longestLifeDays)),
                ])), status: .created, answer: .json(.open([.must("token", .string())]))
        ) { call in try await addToken(call) },
        APIOperation(
            id: "revokeToken", method: .delete, path: "/tokens/{number}",
            rule: .confirmed(.administer), summary: "End a token.",
            parameters: [.path("number", APIOperation.Parameter.number, "The token.")],
            answer: .json(.open([.must("revoked", .integer(1...Int.max))]))
        ) { call in
            let number = call.integer("number") ?? 0
            try await call.server.atDoor { try AccountDesk.revoke(token: number, $0) }
            return .json(.fields(["revoked": .integer(number)]))
        },
        APIOperation(
            id: "listAccesses", method: .get, path: "/access", rule: .needs(.audit),
            summary: "Who looked at or changed what, newest first.",
            parameters: [.cursor, .limit], answer: .json(page)
        ) { call in
            let before = try call.cursor("access")?.first.flatMap { Int($0) } ?? Int.max
            let limit = call.limit
            try await call.server.journal.flush()
            let records = try await call.server.atDoor { door in
                try door.store.accesses(before: before, limit: limit)
            }
            let next =
                records.count == limit
                ? call.cursor("access", after: ["\(records.last!.number)"]) : JSONValue.null
            return .json(.fields(["items": .array(records.map(value)), "next": next]))
        },
    ]

    private static let page = Schema.open([
        .must("items", .array(.open([.must("number", .integer(1...Int.max))]))),
        .must("next", .nullable(.string(length: 0...4000))),
    ])
    private static let account = Schema.open([
        .must("number", .integer(1...Int.max)), .must("name", .string()), .must("role", .string()),
        .must("enabled", .boolean),
    ])

    private static func words(_ permissions: Set<Permission>) -> JSONValue {
        .array(permissions.map(\.rawValue).sorted().map { .string($0) })
    }

    private static func value(_ account: ServerAccount) -> JSONValue {
        .fields([
            "number": .integer(account.number), "name": .string(account.name),
            "role": .string(account.role.rawValue), "enabled": .bool(account.isEnabled),
            "created_at": .string(account.createdAt.rfc3339(in: .utc)),
        ])
    }

    private static func value(_ token: AccessToken) -> JSONValue {
        .fields([
            "number": .integer(token.number), "account": .integer(token.account),
            "label": .string(token.label), "scopes": words(token.scopes),
            "created_at": .string(token.createdAt.rfc3339(in: .utc)),
            "expires_at": .string(token.expiresAt.rfc3339(in: .utc)),
            "revoked": .bool(token.revokedAt != nil),
            "used_at": .optional(token.usedAt?.rfc3339(in: .utc)),
        ])
    }

    private static func value(_ record: AccessRecord) -> JSONValue {
        .fields([
            "number": .integer(record.number), "at": .string(record.at.rfc3339(in: .utc)),
            "actor": .string(record.actor), "what": .string(record.what),
            "address": .string(record.address), "status": .integer(record.status),
        ])
    }

    private static func add(_ call: APICall) async throws -> APIAnswer {
        let (name, actor) = (call.text("name") ?? "", call.visitor.name)
        let role = call.text("role").flatMap { Role(rawValue: $0) }
        let made = try await call.server.atDoor {
            try AccountDesk.add(name, role, by: actor, $0)
        }
        return .json(
            .fields([
                "name": .string(made.name.description), "role": .string(made.role.rawValue),
                "link": .optional(made.word.map { "/setup?link=" + $0 }),
            ]))
    }

    private static func change(_ call: APICall) async throws -> APIAnswer {
        let number = call.integer("number") ?? 0
        let role = call.text("role").flatMap { Role(rawValue: $0) }
        let isEnabled: Bool? = if case .bool(let flag)? = call.body["enabled"] { flag } else { nil }
        return .json(
            value(
                try await call.server.atDoor {
                    try AccountDesk.change(number, role: role, isEnabled: isEnabled, $0)
                }))
    }

    private static func addToken(_ call: APICall) async throws -> APIAnswer {
        let number = call.integer("account") ?? 0
        let scopes = Set(call.texts("scopes").compactMap { Permission(rawValue: $0) })
        let (label, days) = (call.text("label") ?? "", call.integer("days") ?? 1)
        let made = try await call.server.atDoor {
            try AccountDesk.addToken(
                account: number, label: label, scopes: scopes, days: days, $0)
        }
        guard case .object(let members) = value(made.token) else { return .items([]) }
        return .json(.object([.init("token", .string(made.word))] + members))
    }
}
