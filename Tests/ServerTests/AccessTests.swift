import Engine
import Foundation
import HTTPTypes
import Hummingbird
import Testing

@testable import Server

/// Who may do what: every route with every role.
@Suite struct AccessTests {
    @Test("every route has a rule")
    func complete() async throws {
        try await ServerFixture.with { fixture in
            let routes = Set(
                fixture.server.router().routes.map { AccessTable.key($0.method, "\($0.path)") })
            let rules = Set(fixture.server.access.rules.keys)
            #expect(routes.subtracting(rules) == [], "for nobody")
        }
    }

    @Test("each role comes in where the table says, and nowhere else", arguments: Role.allCases)
    func roles(role: Role) async throws {
        try await ServerFixture.with { fixture in
            let token = try fixture.token(role)
            let routes = Set(
                fixture.server.router().routes.map { AccessTable.key($0.method, "\($0.path)") })
            for (key, rule) in fixture.server.access.rules.sorted(by: { $0.key < $1.key })
            where rule != .open && routes.contains(key) {
                let parts = key.split(separator: " ").map(String.init)
                let path = parts[1].replacing(/\{[^}]*\}/, with: "99")
                let stranger = try await fixture.ask(parts[0], path)
                #expect(stranger.status == 401 || stranger.status == 303, "\(key)")
                let answer = try await fixture.ask(
                    parts[0], path, headers: ["Authorization": "Bearer \(token)"])
                // "99" is no word of any route.
                var isAllowed = rule.allows(role.permissions)
                if case .byWord = rule { isAllowed = false }
                #expect((answer.status != 403) == isAllowed, "\(role) \(key) \(answer.status)")
            }
        }
    }

    @Test("a token does what its scopes say, until it ends")
    func tokens() async throws {
        try await ServerFixture.with { fixture in
            func status(_ token: String) async throws -> Int {
                try await fixture.ask(
                    "GET", "/", headers: ["Authorization": "Bearer \(token)"]
                ).status
            }
            let reads = try fixture.token(.owner, [.read])
            #expect(try await status(reads) == 200)
            #expect(try await status(try fixture.token(.owner, [.export])) == 403)
            #expect(try await status("mb_nobody") == 401)
            #expect(try await status("Basic x") == 401)
            let number = try #require(fixture.door.store.tokens().first).number
            #expect(try fixture.door.store.revoke(token: number, at: fixture.clock.now))
            #expect(try await status(reads) == 401)
            let late = try fixture.token(.owner, [.read])
            fixture.clock.pass(seconds: 24 * 3600)
            #expect(try await status(late) == 401)
        }
    }

    @Test("secrets are known by their hash alone")
    func hashes() async throws {
        try await ServerFixture.with { fixture in
            let (cookie, _) = try fixture.session(.owner)
            let secrets = [
                String(cookie.split(separator: "=")[1]), try fixture.token(.owner),
                try fixture.door.enrolmentWord(name: "b", role: .maker, madeBy: "a"),
            ]
            _ = try await fixture.ask("GET", "/", headers: ["Cookie": cookie])
            for name in try FileManager.default.contentsOfDirectory(atPath: fixture.folder)
            where name.hasPrefix("server.db") {
                let data = try Data(contentsOf: URL(filePath: fixture.folder + "/" + name))
                for secret in secrets {
                    #expect(data.range(of: Data(secret.utf8)) == nil, "\(name)")
                }
                let attributes = try FileManager.default.attributesOfItem(
                    atPath: fixture.folder + "/" + name)
                let mode = (attributes[.posixPermissions] as? Int) ?? 0
                #expect(mode & 0o077 == 0, "\(name)")
            }
        }
    }

    @Test("who looked at what is written down, without what they asked for")
    func journal() async throws {
        try await ServerFixture.with { fixture in
            let (cookie, _) = try fixture.session(.viewer)
            _ = try await fixture.ask("GET", "/?secret=1", headers: ["Cookie": cookie])
            try await fixture.server.journal.flush()
            let records = try fixture.door.store.accesses(before: .max, limit: 10)
            let record = try #require(records.first)
            #expect(record.actor == "viewer" && record.what == "GET /" && record.status == 200)
        }
    }

    @Test("the server says whether it lives, is ready, and what it counted")
    func health() async throws {
        try await ServerFixture.with { fixture in
            #expect(try await fixture.ask("GET", "/healthz").status == 200)
            #expect(try await fixture.ask("HEAD", "/healthz").status == 200)
            #expect(try await fixture.ask("HEAD", "/breaks").status == 303)
            #expect(try await fixture.ask("GET", "/readyz").body == "ready\n")
            let metrics = try await fixture.ask("GET", "/metrics").body
            let line =
                "matchbook_http_requests_total{method=\"GET\",route=\"/healthz\",status=\"200\"} 1"
            #expect(metrics.contains(line))
            #expect(metrics.contains("matchbook_log_leaves 1\n"))
        }
    }

    @Test("one address does not take all")
    func rates() async throws {
        try await ServerFixture.with({ $0.requestsPerSecond = 1 }) { fixture in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<30 {
                    group.addTask { try await fixture.ask("GET", "/healthz").status }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.contains(200) && statuses.contains(429))
        }
    }
}
