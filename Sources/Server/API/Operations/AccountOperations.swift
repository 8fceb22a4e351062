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
            let isKnown = try await call.server.atDoor { door in
                try door.store.revoke(token: number, at: door.now)
            }
            guard isKnown else { throw APIProblem.notFound("token \(number)") }
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
        guard let name = ActorName(call.text("name") ?? ""),
            let role = call.text("role").flatMap({ Role(rawValue: $0) })
        else { throw APIProblem(.unprocessableContent, .invalidBody, detail: "body.name") }
        let actor = call.visitor.name
        let word = try await call.server.atDoor { door -> String? in
            if try door.knows(name.key) {
                throw APIProblem(.conflict, .conflict, detail: "body.name: taken")
            }
            guard role.signsIn else {
                try door.addProgram(name: name.description, key: name.key)
                return nil
            }
            return try door.enrolmentWord(name: name.description, role: role, madeBy: actor)
        }
        return .json(
            .fields([
                "name": .string(name.description), "role": .string(role.rawValue),
                "link": .optional(word.map { "/setup?link=" + $0 }),
            ]))
    }

    /// The last owner stays one: nobody else could make another.
    private static func change(_ call: APICall) async throws -> APIAnswer {
        let number = call.integer("number") ?? 0
        let role = call.text("role").flatMap { Role(rawValue: $0) }
        let isEnabled: Bool? = if case .bool(let flag)? = call.body["enabled"] { flag } else { nil }
        let changed = try await call.server.atDoor { door -> ServerAccount in
            let all = try door.store.accounts()
            guard var found = all.first(where: { $0.number == number }) else {
                throw APIProblem.notFound("account \(number)")
            }
            let others = all.filter { $0.number != number && $0.role == .owner && $0.isEnabled }
            if let role { found.role = role }
            if let isEnabled { found.disabledAt = isEnabled ? nil : door.now }
            if others.isEmpty, found.role != .owner || !found.isEnabled {
                throw APIProblem(.unprocessableContent, .refused, detail: "the last owner")
            }
            try door.store.change(found)
            return found
        }
        return .json(value(changed))
    }

    private static func addToken(_ call: APICall) async throws -> APIAnswer {
        let number = call.integer("account") ?? 0
        let scopes = Set(call.texts("scopes").compactMap { Permission(rawValue: $0) })
        let label = call.text("label") ?? ""
        let days = call.integer("days") ?? 1
        let made = try await call.server.atDoor { door in
            guard let account = try door.store.account(number: number) else {
                throw APIProblem(.unprocessableContent, .invalidBody, detail: "body.account")
            }
            return try door.makeToken(account: account, label: label, scopes: scopes, days: days)
        }
        guard case .object(let members) = value(made.token) else { return .items([]) }
        return .json(.object([.init("token", .string(made.word))] + members))
    }
}
