import Engine
import Hummingbird
import Records
import Reports

/// Accounts, roles and tokens, for owners who have just said their password.
struct SettingsPage: Sendable {
    let pages: Pages

    func register(on router: Router<PageContext>) {
        router.get("settings") { request, context -> Response in
            try await show(request, context, made: nil)
        }
        router.post("settings/accounts") { request, context -> Response in
            let form = try await FormFields.read(request)
            let role = form["role"].flatMap { Role(rawValue: $0) }
            let made = try await door {
                try AccountDesk.add(form["name"] ?? "", role, by: context.actor, $0)
            }
            return try await show(
                request, context,
                made: made.word.map {
                    Made(
                        what: Words("给 \(made.name) 的链接", "給 \(made.name) 的連結", "For \(made.name)"),
                        address: "/setup?link=" + $0)
                })
        }
        router.post("settings/accounts/{number}") { request, context -> Response in
            let form = try await FormFields.read(request)
            let number = SettingsPage.number(context)
            let role = form["role"].flatMap { Role(rawValue: $0) }
            let isEnabled = form["enabled"].map { $0 == "yes" }
            try await door {
                _ = try AccountDesk.change(number, role: role, isEnabled: isEnabled, $0)
            }
            return .redirected(to: "/settings")
        }
        router.post("settings/tokens") { request, context -> Response in
            let form = try await FormFields.read(request)
            let asked = try SettingsPage.token(form)
            let made = try await door {
                try AccountDesk.addToken(
                    account: asked.account, label: asked.label, scopes: asked.scopes,
                    days: asked.days, $0)
            }
            return try await show(
                request, context,
                made: Made(
                    what: Words(
                        "令牌“\(asked.label)”", "權杖「\(asked.label)」", "Token “\(asked.label)”"),
                    word: made.word))
        }
        router.post("settings/tokens/{number}") { _, context -> Response in
            let number = SettingsPage.number(context)
            try await door { try AccountDesk.revoke(token: number, $0) }
            return .redirected(to: "/settings")
        }
    }

    /// What is shown this once.
    private struct Made: Sendable {
        var what: Words
        var address: String?
        var word: String?
    }

    private func door<Result: Sendable>(
        _ body: @escaping @Sendable (Doorkeeper) throws -> Result
    ) async throws -> Result {
        try await pages.server.atDoor { try body($0) }
    }

    private static func number(_ context: PageContext) -> Int {
        context.parameters.get("number").flatMap { Int($0) } ?? 0
    }

    private static func token(
        _ form: FormFields
    ) throws(APIProblem) -> (account: Int, label: String, scopes: Set<Permission>, days: Int) {
        let label = form["label"] ?? ""
        let scopes = Set(
            form.pairs.filter { $0.name == "scope" }
                .compactMap { Permission(rawValue: $0.value) })
        guard let account = form["account"].flatMap({ Int($0) }),
            let days = form["days"].flatMap({ Int($0) }),
            (1...AccessToken.longestLifeDays).contains(days), !scopes.isEmpty,
            (1...AccessToken.labelLimit).contains(label.count),
            Schema.Pattern.line.allows(label)
        else { throw APIProblem(.unprocessableContent, .invalidBody, detail: "token") }
        return (account, label, scopes, days)
    }

    private func show(
        _ request: Request, _ context: PageContext, made: Made?
    ) async throws -> Response {
        let (accounts, tokens) = try await door {
            (try $0.store.accounts(), try $0.store.tokens())
        }
        let now = pages.server.door.now
        return try await pages.show(
            "settings", Words("设置", "設定", "Settings"), request, context
        ) { reading in
            .fields([
                "made": made.map { made in
                    .fields([
                        "what": .string(made.what[reading.language]),
                        "address": .optional(made.address), "word": .optional(made.word),
                    ])
                } ?? .null,
                "accounts": .list(accounts) { SettingsPage.row($0, reading) },
                "roles": .list(Role.allCases) { SettingsPage.row($0, nil, reading) },
                "holders": .list(accounts.filter(\.isEnabled)) {
                    .fields(["number": .integer($0.number), "name": .string($0.name)])
                },
                "scopes": .list(Permission.allCases) {
                    .fields(["name": .string($0.rawValue), "on": .bool($0 == .read)])
                },
                "longest": .integer(AccessToken.longestLifeDays),
                "any_tokens": .bool(!tokens.isEmpty),
                "tokens": .list(tokens) { token in
                    SettingsPage.row(
                        token, accounts.first { $0.number == token.account }?.name ?? "", now,
                        reading)
                },
            ])
        }
    }

    private static func row(_ account: ServerAccount, _ reading: Pages.Reading) -> JSONValue {
        .fields([
            "number": .integer(account.number), "name": .string(account.name),
            "enabled": .bool(account.isEnabled),
            "since": .string(Show.moment(account.createdAt, reading.zone)),
            "roles": .list(Role.allCases) { row($0, account.role, reading) },
        ])
    }

    private static func row(
        _ role: Role, _ own: Role?, _ reading: Pages.Reading
    ) -> JSONValue {
        .fields([
            "role": .string(role.rawValue), "words": .string(role.words[reading.language]),
            "selected": .bool(role == own),
        ])
    }

    private static func row(
        _ token: AccessToken, _ account: String, _ now: Instant, _ reading: Pages.Reading
    ) -> JSONValue {
        .fields([
            "number": .integer(token.number), "label": .string(token.label),
            "account": .string(account), "alive": .bool(token.isAlive(at: now)),
            "scopes": .string(token.scopes.map(\.rawValue).sorted().joined(separator: ", ")),
            "until": .string(Show.moment(token.expiresAt, reading.zone)),
            "used": .optional(token.usedAt.map { Show.moment($0, reading.zone) }),
        ])
    }
}
