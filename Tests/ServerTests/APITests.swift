import Engine
import Foundation
import HTTPTypes
import Reports
import StorageSQLite
import Testing

@testable import Server

/// The API over a real port, with tokens.
@Suite struct APITests {
    private func bearer(_ word: String) -> [String: String] { ["Authorization": "Bearer \(word)"] }

    private func json(_ answer: ServerFixture.Answer) throws -> JSONValue {
        try JSONReader.read(Array(answer.body.utf8))
    }

    @Test("every failure is a problem with a documented type")
    func problems() async throws {
        try await ServerFixture.with { fixture in
            let token = try fixture.token(.owner)
            let rows: [(String, String, String?, String?, Int, String)] = [
                ("GET", "/api/v1/breaks/ffffffff", nil, nil, 404, "not-found"),
                ("GET", "/api/v1/breaks/zz", nil, nil, 400, "invalid-parameter"),
                ("GET", "/api/v1/breaks?limit=0", nil, nil, 400, "invalid-parameter"),
                ("GET", "/api/v1/breaks?other=1", nil, nil, 400, "invalid-parameter"),
                ("GET", "/api/v1/breaks?cursor=00ff", nil, nil, 400, "invalid-parameter"),
                ("DELETE", "/api/v1/breaks", nil, nil, 405, "method-not-allowed"),
                ("GET", "/api/v1/nothing", nil, nil, 404, "not-found"),
                ("POST", "/api/v1/decisions", "{}", "application/json", 422, "invalid-body"),
                ("POST", "/api/v1/decisions", "{", "application/json", 400, "invalid-body"),
                ("POST", "/api/v1/decisions", "a=b", "text/plain", 415, "unsupported-type"),
                ("POST", "/api/v1/runs/plan", "{}", "application/json", 422, "refused"),
                ("POST", "/api/v1/decisions/7/approve", nil, nil, 404, "not-found"),
                ("POST", "/api/v1/imports?name=..%2Fx.csv", "x", nil, 400, "invalid-parameter"),
                ("POST", "/api/v1/imports?name=.x.csv", "x", nil, 400, "invalid-parameter"),
                ("POST", "/api/v1/imports?name=x.csv", "x", nil, 422, "unreadable"),
            ]
            for (method, path, body, type, status, kind) in rows {
                var headers = bearer(token)
                headers["Content-Type"] = type ?? "application/octet-stream"
                let answer = try await fixture.ask(method, path, body: body, headers: headers)
                #expect(answer.status == status, "\(method) \(path): \(answer.body)")
                #expect(
                    answer.header("Content-Type") == "application/problem+json", "\(method) \(path)"
                )
                let value = try json(answer)
                #expect(value["type"] == .string(APIProblem.typePrefix + kind), "\(path)")
                #expect(value["status"] == .integer(status))
            }
            let stranger = try await fixture.ask("GET", "/api/v1/status")
            #expect(stranger.status == 401 && stranger.header("WWW-Authenticate") != nil)
        }
    }

    @Test("every kind of problem stands in docs/api.md")
    func documented() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/api.md"), encoding: .utf8)
        for kind in APIProblem.Kind.allCases {
            #expect(text.contains("| `\(kind.rawValue)` |"), "\(kind.rawValue)")
        }
    }

    @Test("the same key and body are answered with the first answer; another body is refused")
    func idempotency() async throws {
        try await ServerFixture.with { fixture in
            let token = try fixture.token(.owner)
            func add(_ name: String, key: String) async throws -> ServerFixture.Answer {
                var headers = bearer(token)
                headers["Content-Type"] = "application/json"
                headers["Idempotency-Key"] = key
                return try await fixture.ask(
                    "POST", "/api/v1/accounts", body: "{\"name\":\"\(name)\",\"role\":\"maker\"}",
                    headers: headers)
            }
            let first = try await add("anna", key: "k1")
            #expect(first.status == 201)
            let again = try await add("anna", key: "k1")
            // A second link would be another one.
            #expect(again.status == 201 && again.body == first.body)
            #expect(again.header("Idempotent-Replayed") == "true")
            #expect(try await add("bert", key: "k1").status == 409)
            #expect(try await add("bert", key: "k2").status == 201)
        }
    }

    @Test("one request of many with one key is done")
    func concurrentKeys() async throws {
        try await ServerFixture.with { fixture in
            let token = try fixture.token(.owner)
            var headers = bearer(token)
            headers["Content-Type"] = "application/json"
            headers["Idempotency-Key"] = "one"
            let sent = headers
            let body = "{\"name\":\"robot\",\"role\":\"integration\"}"
            let answers = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<10 {
                    group.addTask {
                        try await fixture.ask(
                            "POST", "/api/v1/accounts", body: body, headers: sent
                        ).status
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(answers.contains(201) && answers.allSatisfy { $0 == 201 || $0 == 409 })
            let robots = try fixture.door.store.accounts().filter { $0.name == "robot" }
            #expect(robots.count == 1)
        }
    }

    @Test("the last owner stays")
    func lastOwner() async throws {
        try await ServerFixture.with { fixture in
            let token = try fixture.token(.owner)
            var headers = bearer(token)
            headers["Content-Type"] = "application/json"
            for body in ["{\"role\":\"viewer\"}", "{\"enabled\":false}"] {
                let answer = try await fixture.ask(
                    "PATCH", "/api/v1/accounts/1", body: body, headers: headers)
                #expect(answer.status == 422, "\(body)")
            }
            #expect(try fixture.door.store.account(number: 1)?.role == .owner)
        }
    }

    @Test("two owners who demote each other at once: one of them stays one")
    func owners() async throws {
        try await ServerFixture.with { fixture in
            let stores = try (0..<2).map { _ in try ServerDatabase(folder: fixture.folder) }
            for round in 0..<20 {
                let owners = try (0..<2).map { place in
                    try #require(
                        try stores[place].add(
                            ServerAccount(
                                name: "owner-\(round)-\(place)", key: "owner-\(round)-\(place)",
                                role: .owner, createdAt: fixture.clock.now)))
                }
                let change =
                    round.isMultiple(of: 2)
                    ? AccountChange(role: .viewer, keepsAnOwner: true)
                    : AccountChange(isEnabled: false, keepsAnOwner: true)
                let refused = try await withThrowingTaskGroup(of: Bool.self) { group in
                    for place in 0..<2 {
                        group.addTask {
                            let outcome = try stores[place].change(
                                account: owners[1 - place].number, change, at: fixture.clock.now)
                            guard case .lastOwner = outcome else { return false }
                            return true
                        }
                    }
                    return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                #expect(refused == 1, "round \(round)")
                let left = try stores[0].accounts().filter { $0.role == .owner && $0.isEnabled }
                let last = try #require(left.first)
                #expect(left.count == 1)
                // The next round begins with two others.
                _ = try stores[0].change(
                    account: last.number, AccountChange(role: .viewer, keepsAnOwner: false),
                    at: fixture.clock.now)
            }
        }
    }

    @Test("settings in a browser ask for the password again after five minutes")
    func stepUp() async throws {
        try await ServerFixture.with { fixture in
            let (cookie, csrf) = try fixture.session(.owner)
            func add(_ name: String) async throws -> ServerFixture.Answer {
                try await fixture.ask(
                    "POST", "/api/v1/accounts", body: "{\"name\":\"\(name)\",\"role\":\"maker\"}",
                    headers: [
                        "Cookie": cookie, "X-CSRF-Token": csrf, "Content-Type": "application/json",
                    ])
            }
            #expect(try await add("a").status == 201)
            fixture.clock.pass(seconds: AccountSession.confirmation)
            let late = try await add("b")
            #expect(late.status == 403 && late.body.contains("confirmation-required"))
        }
    }

    @Test("a definition that came over the network names no file of this machine")
    func definitions() async throws {
        try await ServerFixture.with { fixture in
            let token = try fixture.token(.owner)
            var headers = bearer(token)
            headers["Content-Type"] = "application/json"
            let yaml =
                "name: x\\nsources:\\n  - name: a\\n    role: orders\\n    dialect: /etc/passwd\\n"
            let answer = try await fixture.ask(
                "POST", "/api/v1/definition/check", body: "{\"yaml\":\"\(yaml)\"}",
                headers: headers)
            #expect(answer.status == 422 && !answer.body.contains("root:"))
        }
    }

    @Test("a cell is text to a spreadsheet, and amounts stay numbers")
    func cells() {
        let rows = [
            ("=1+1", "'=1+1"), ("+86 10", "'+86 10"), ("-12.50", "-12.50"), ("-x", "'-x"),
            ("@a", "'@a"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("＝1", "'＝1"),
            ("a", "a"), ("", ""), ("\t=1", "'\t=1"),
        ]
        for (text, cell) in rows { #expect(RowStream.cell(text) == cell, "\(text)") }
    }

    @Test("JSON is read strictly")
    func reader() {
        let good = [
            "{}", "[]", " [1, -2, \"\\u00e9\\ud83d\\ude00\", true, null]\n", "{\"a\":{\"b\":[]}}",
        ]
        for text in good { #expect((try? JSONReader.read(Array(text.utf8))) != nil, "\(text)") }
        let bad = [
            "", "{", "[1,]", "{\"a\":1,\"a\":2}", "1.5", "1e3", "01", "\"\u{1}\"", "\"\\ud800\"",
            "[1] 2", "nul", "99999999999999999999", "{a:1}", "\"\\x\"",
            String(repeating: "[", count: 40) + String(repeating: "]", count: 40),
        ]
        for text in bad { #expect((try? JSONReader.read(Array(text.utf8))) == nil, "\(text)") }
        #expect((try? JSONReader.read([0x22, 0xFF, 0x22])) == nil)
    }

    @Test("the document describes every operation once")
    func document() async throws {
        try await ServerFixture.with { fixture in
            let answer = try await fixture.ask("GET", "/api/v1/openapi.json")
            let value = try json(answer)
            #expect(value["openapi"] == .string("3.1.0"))
            let ids = APIRoutes.operations.map(\.id)
            #expect(Set(ids).count == ids.count)
            for operation in APIRoutes.operations {
                let item = value["paths"]?[APIOperation.base + operation.path]?[
                    operation.method.rawValue.lowercased()]
                #expect(item?["operationId"] == .string(operation.id), "\(operation.id)")
            }
        }
    }
}
