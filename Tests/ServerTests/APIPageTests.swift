import Engine
import HTTPTypes
import Records
import Reports
import Testing

@testable import Server

/// What pages do, as programs do it: alert rules, days of the calendar, columns of a file.
@Suite struct APIPageTests {
    private struct Caller {
        let fixture: ServerFixture
        let token: String

        func ask(
            _ method: String, _ path: String, _ body: String? = nil, match: String? = nil,
            key: String? = nil, type: String = "application/json"
        ) async throws -> (status: Int, value: JSONValue, answer: ServerFixture.Answer) {
            var headers = ["Authorization": "Bearer \(token)", "Content-Type": type]
            headers["If-Match"] = match
            headers["Idempotency-Key"] = key
            let answer = try await fixture.ask(
                method, "/api/v1" + path, body: body, headers: headers)
            return (answer.status, try JSONReader.read(Array(answer.body.utf8)), answer)
        }
    }

    private static func text(_ value: JSONValue?) -> String {
        if case .string(let text)? = value { text } else { "" }
    }

    private static func count(_ value: JSONValue?) -> Int {
        if case .array(let items)? = value { items.count } else { -1 }
    }

    @Test("what is wrong with a request is said, and nothing is done")
    func problems() async throws {
        try await ServerFixture.with { fixture in
            let owner = Caller(fixture: fixture, token: try fixture.token(.owner))
            let rows: [(String, String, String?, Int, String)] = [
                ("POST", "/alerts/rules", "{\"kind\":\"none\"}", 422, "invalid-body"),
                ("POST", "/alerts/rules", "{\"kind\":\"overdue\"}", 422, "refused"),
                (
                    "POST", "/alerts/rules", "{\"kind\":\"missing\",\"threshold\":\"241\"}", 422,
                    "refused"
                ),
                ("POST", "/alerts/trial", "{\"threshold\":\"1\"}", 422, "invalid-body"),
                ("PATCH", "/alerts/rules/7", "{\"threshold\":\"1\"}", 404, "not-found"),
                ("DELETE", "/alerts/rules/7", nil, 404, "not-found"),
                ("POST", "/calendar/preview", "{\"as\":\"off\"}", 422, "invalid-body"),
                (
                    "POST", "/calendar/preview", "{\"from\":\"2026-02-30\",\"as\":\"off\"}", 422,
                    "invalid-body"
                ),
                (
                    "PATCH", "/calendar",
                    "{\"from\":\"2026-06-01\",\"to\":\"2026-07-02\",\"as\":\"off\"}", 422,
                    "invalid-body"
                ),
                (
                    "PATCH", "/calendar",
                    "{\"from\":\"2026-06-01\",\"as\":\"off\",\"base\":\"moon\"}", 404, "not-found"
                ),
                ("GET", "/mappings/nobody", nil, 404, "not-found"),
                ("PUT", "/mappings/nobody", "{}", 404, "not-found"),
                ("POST", "/mappings/nobody/keep", "{}", 404, "not-found"),
                ("DELETE", "/mappings/nobody", nil, 404, "not-found"),
                ("POST", "/mappings?name=a.csv", "words alone", 422, "unreadable"),
                ("POST", "/mappings?name=..%2Fa.csv", "a,b", 400, "invalid-parameter"),
            ]
            for (method, path, body, status, kind) in rows {
                let found = try await owner.ask(method, path, body)
                #expect(found.status == status, "\(method) \(path): \(found.answer.body)")
                #expect(
                    found.value["type"] == .string(APIProblem.typePrefix + kind),
                    "\(method) \(path)")
            }
            let numbers = try await fixture.server.desk.read { try $0.store.numbers() }
            #expect(numbers.definition == 0 && numbers.imports == 0)
            #expect(try await fixture.server.alerts.rules() == [])
        }
    }

    @Test("who may not is refused, whatever the token says", arguments: [Role.maker, .viewer])
    func roles(role: Role) async throws {
        try await ServerFixture.with { fixture in
            let caller = Caller(fixture: fixture, token: try fixture.token(role))
            let rows: [(String, String, String?)] = [
                ("GET", "/alerts/rules", nil),
                ("POST", "/alerts/rules", "{\"kind\":\"verdict\"}"),
                ("POST", "/alerts/trial", "{\"kind\":\"verdict\"}"),
                ("POST", "/calendar/preview", "{\"from\":\"2026-06-01\",\"as\":\"off\"}"),
                ("PATCH", "/calendar", "{\"from\":\"2026-06-01\",\"as\":\"off\"}"),
                ("POST", "/mappings/x/keep", "{}"),
            ]
            for (method, path, body) in rows {
                let found = try await caller.ask(method, path, body)
                #expect(found.status == 403, "\(method) \(path)")
            }
            for path in ["/alerts", "/calendars", "/calendar"] {
                #expect(try await caller.ask("GET", path).status == 200, "\(path)")
            }
            #expect(
                try await caller.ask("POST", "/mappings?name=a.csv", "a,b\n1,2\n").status
                    == (role == .maker ? 201 : 403))
        }
    }

    @Test("a rule of alerts is tried, made once, changed as it was seen, and removed")
    func alertRules() async throws {
        try await ServerFixture.with { fixture in
            try await fixture.day()
            let owner = Caller(fixture: fixture, token: try fixture.token(.owner))
            let said = "{\"kind\":\"exposure\",\"threshold\":\"64.99\",\"currency\":\"cny\"}"
            let trial = try await owner.ask("POST", "/alerts/trial", said)
            #expect(trial.answer.body.contains("\"found\":\"65.00\""), "\(trial.answer.body)")
            #expect(try await fixture.server.alerts.rules() == [])
            let made = try await owner.ask("POST", "/alerts/rules", said, key: "k")
            let again = try await owner.ask("POST", "/alerts/rules", said, key: "k")
            #expect(made.status == 201 && again.answer.body == made.answer.body)
            let other = try await owner.ask(
                "POST", "/alerts/rules", "{\"kind\":\"verdict\"}", key: "k")
            #expect(other.status == 409)
            #expect(try await fixture.server.alerts.rules().count == 1)
            let raised = try await owner.ask("GET", "/alerts")
            #expect(raised.answer.body.contains("Open breaks add up to 65.00 CNY"))
            let seen = try #require(made.answer.header("ETag"))
            let change = "{\"threshold\":\"100\"}"
            func patch(_ match: String?) async throws -> Int {
                try await owner.ask("PATCH", "/alerts/rules/1", change, match: match).status
            }
            #expect(try await patch(nil) == 428)
            #expect(try await patch(seen) == 200)
            #expect(try await patch(seen) == 412, "another came first")
            #expect(Self.count(try await owner.ask("GET", "/alerts").value["items"]) == 0)
            let stands = try await owner.ask("GET", "/alerts/rules/1")
            #expect(stands.value["threshold"] == .string("100"))
            #expect(stands.value["currency"] == .string("CNY"))
            let gone = try await owner.ask("DELETE", "/alerts/rules/1", match: seen)
            #expect(gone.status == 412)
            #expect(try await owner.ask("DELETE", "/alerts/rules/1").status == 200)
            #expect(try await fixture.server.alerts.rules() == [])
        }
    }

    @Test("days of the calendar are seen, kept once and as they were seen, and are leaves")
    func calendar() async throws {
        try await ServerFixture.with { fixture in
            try await fixture.day()
            let owner = Caller(fixture: fixture, token: try fixture.token(.owner))
            func numbers() async throws -> BookNumbers {
                try await fixture.server.desk.read { try $0.store.numbers() }
            }
            let before = try await numbers()
            let said = "{\"from\":\"2026-06-17\",\"to\":\"2026-06-20\",\"as\":\"off\"}"
            let shown = try await owner.ask("POST", "/calendar/preview", said)
            // A Saturday is off anyway.
            #expect(Self.count(shown.value["days"]) == 3, "\(shown.answer.body)")
            #expect(shown.value["next_before"] == .string("2026-06-17"))
            #expect(shown.value["next_after"] == .string("2026-06-22"))
            #expect(try await numbers() == before)
            let now = try await owner.ask("GET", "/calendar")
            #expect(now.value["calendar"] == .null)
            let seen = try #require(now.answer.header("ETag"))
            #expect(try await owner.ask("PATCH", "/calendar", said).status == 428)
            let kept = try await owner.ask("PATCH", "/calendar", said, match: seen, key: "k")
            let again = try await owner.ask("PATCH", "/calendar", said, match: seen, key: "k")
            #expect(kept.status == 200 && again.answer.body == kept.answer.body)
            #expect(kept.value["calendar"]?["name"] == .string("weekends-own"))
            let after = try await numbers()
            #expect(after.definition == before.definition + 1 && after.leaves > before.leaves)
            #expect(try await owner.ask("PATCH", "/calendar", said, match: seen).status == 412)
            let all = try await owner.ask("GET", "/calendars")
            #expect(all.answer.body.contains("\"name\":\"weekends-own\",\"in_force\":true"))
            #expect(Self.count(all.value["items"]) == 4)
        }
    }

    private static let file = """
        Ref,Brutto,Wann,Zustand,Kami
        B-1,12.50,2026-06-01 10:00:00,ok,SECRET-1
        B-2,7.00,2026-06-01 11:00:00,ok,SECRET-2

        """
    private static let said = """
        {"name":"own-shop","role":"orders","currency":"eur","zone":"Europe/Berlin","columns":[\
        {"name":"Ref","use":"order"},{"name":"Brutto","use":"amount"},{"name":"Wann","use":"time"},\
        {"name":"Zustand","use":"status","words":[{"word":"ok","means":"succeeded"}]}]}
        """

    @Test("columns are said, seen as the import will make them, and kept with the file")
    func mapping() async throws {
        try await ServerFixture.with { fixture in
            let owner = Caller(fixture: fixture, token: try fixture.token(.owner))
            let begun = try await owner.ask(
                "POST", "/mappings?name=shop.csv", Self.file, type: "text/csv")
            #expect(begun.status == 201, "\(begun.answer.body)")
            #expect(begun.value["ready"] == .bool(false) && begun.value["fault"] != .null)
            #expect(!begun.answer.body.contains("SECRET"), "goods are nobody's to see")
            let path = "/mappings/" + Self.text(begun.value["mapping"])
            let seen = try #require(begun.answer.header("ETag"))
            let wrong = [
                "{\"columns\":[{\"name\":\"Netto\",\"use\":\"amount\"}]}",
                Self.said.replacing("succeeded", with: "good"),
                Self.said.replacing("\"word\":\"ok\"", with: "\"word\":\"no\""),
            ]
            for body in wrong {
                #expect(try await owner.ask("PUT", path, body).status == 422, "\(body)")
            }
            let told = try await owner.ask("PUT", path, Self.said, match: seen)
            #expect(told.value["ready"] == .bool(true), "\(told.answer.body)")
            #expect(told.answer.body.contains("\"gross\":\"12.50\""))
            #expect(told.value["preview"]?["entry_count"] == .integer(2))
            #expect(try await owner.ask("PUT", path, Self.said, match: seen).status == 412)
            #expect(try await owner.ask("POST", path + "/keep", "{}", match: seen).status == 412)
            // The page shows the same draft to the same account, and nobody else has it.
            let other = Caller(fixture: fixture, token: try fixture.token(.maker))
            #expect(try await other.ask("GET", path).status == 404)
            let now = try #require(told.answer.header("ETag"))
            let kept = try await owner.ask("POST", path + "/keep", "{}", match: now, key: "k")
            let again = try await owner.ask("POST", path + "/keep", "{}", match: now, key: "k")
            #expect(kept.status == 200, "\(kept.answer.body)")
            #expect(again.answer.body == kept.answer.body)
            #expect(kept.value["receipt"]?["new"] == .integer(2))
            #expect(try await owner.ask("GET", path).status == 404)
            let stored = try await fixture.server.desk.read { try $0.store.definition() }
            #expect(stored?.dialects.map(\.name) == ["own-shop.yaml"])
            #expect(stored?.actor == "token-owner")
            let next = try await owner.ask(
                "POST", "/imports?name=june.csv", Self.file.replacing("B-", with: "C-"))
            #expect(next.value["new"] == .integer(2), "\(next.answer.body)")
        }
    }

    @Test("columns that make no format are not kept, nor the file")
    func refuses() async throws {
        try await ServerFixture.with { fixture in
            let owner = Caller(fixture: fixture, token: try fixture.token(.owner))
            let begun = try await owner.ask(
                "POST", "/mappings?name=shop.csv", Self.file.replacing("12.50", with: "twelve"))
            #expect(!begun.answer.body.contains("SECRET"))
            let path = "/mappings/" + Self.text(begun.value["mapping"])
            let partly = try await owner.ask("PUT", path, Self.said)
            #expect(partly.value["preview"]?["problem_count"] == .integer(1))
            let told = try await owner.ask(
                "PUT", path, Self.said.replacing("\"amount\"", with: "\"memo\""))
            #expect(told.value["ready"] == .bool(false), "\(told.answer.body)")
            #expect(try await owner.ask("POST", path + "/keep", "{}").status == 422)
            let reads = Caller(
                fixture: fixture, token: try fixture.token(.owner, [.define, .read]))
            #expect(try await reads.ask("POST", path + "/keep", "{}").status == 403)
            let numbers = try await fixture.server.desk.read { try $0.store.numbers() }
            #expect(numbers.definition == 0 && numbers.imports == 0)
            #expect(try await owner.ask("DELETE", path).status == 200)
            #expect(try await owner.ask("GET", path).status == 404)
        }
    }
}
