import Engine
import HTTPTypes
import Records
import Reports
import Testing

@testable import Server

/// What pages show, as programs read it.
@Suite struct APIReadTests {
    private struct Caller {
        let fixture: ServerFixture
        let token: String

        func ask(
            _ method: String, _ path: String, _ body: String? = nil, key: String? = nil
        ) async throws -> ServerFixture.Answer {
            var headers = [
                "Authorization": "Bearer \(token)", "Content-Type": "application/json",
                "Accept-Language": "en",
            ]
            headers["Idempotency-Key"] = key
            return try await fixture.ask(method, "/api/v1" + path, body: body, headers: headers)
        }

        func value(_ path: String) async throws -> JSONValue {
            try JSONReader.read(Array(try await ask("GET", path).body.utf8))
        }

        func items(_ path: String) async throws -> [JSONValue] {
            if case .array(let items)? = try await value(path)["items"] { items } else { [] }
        }
    }

    private static func texts(_ items: [JSONValue], _ name: String) -> [String] {
        items.compactMap { if case .string(let text)? = $0[name] { text } else { nil } }
    }

    @Test("the overview tells what came in and what is open, and nothing of an empty book")
    func overview() async throws {
        try await ServerFixture.with { fixture in
            let caller = Caller(fixture: fixture, token: try fixture.token(.viewer))
            let empty = try await caller.value("/overview")
            #expect(empty["from"] == .null && empty["open"] == .integer(0))
            try await fixture.day()
            let value = try await caller.value("/overview")
            #expect(value["from"] == .string("2026-06-01") && value["open"] == .integer(4))
            #expect(value["run"]?["number"] == .integer(1))
            #expect(value["match_rate"] == .string("33.33"), "one pair, four alone")
            guard case .array(let exposure)? = value["exposure"],
                case .array(let sums)? =
                    value["sums"]
            else { throw EngineError.dialects(reason: "no lists") }
            #expect(exposure.first?["amount"] == .string("65.00"))
            #expect(sums.first?["ordered"] == .string("45.00"))
            #expect(sums.first?["received"] == .string("40.00"))
            #expect(sums.first?["fees"] == .string("0.24"))
            let page = try await fixture.ask(
                "GET", "/", headers: ["Authorization": "Bearer \(caller.token)"])
            #expect(page.body.contains("33.33%"), "the page says the same")
        }
    }

    @Test("breaks are filtered, ordered and paged as the queue is")
    func breaks() async throws {
        try await ServerFixture.with { fixture in
            try await fixture.day()
            let caller = Caller(fixture: fixture, token: try fixture.token(.viewer))
            let rows: [(String, [String])] = [
                ("sort=amount", ["A2", "P2", "P3", "A3"]),
                ("sort=amount&least=10&most=20", ["P2", "P3"]),
                ("sort=amount&q=a3", ["A3"]), ("day=2026-05-31", []),
                ("sort=amount&day=2026-06-01&limit=1000", ["A2", "P2", "P3", "A3"]),
                ("currency=usd", []), ("age=31-90", []),
            ]
            for (query, references) in rows {
                let found = Self.texts(try await caller.items("/breaks?" + query), "reference")
                #expect(found.map { $0.replacing("X", with: "P") } == references, "\(query)")
            }
            var found: [String] = []
            var cursor = ""
            repeat {
                let page = try await caller.value("/breaks?sort=amount&limit=1" + cursor)
                if case .array(let items)? = page["items"] {
                    found += Self.texts(items, "amount")
                }
                if case .string(let next)? = page["next"] {
                    cursor = "&cursor=" + next
                } else {
                    break
                }
            } while found.count < 10
            #expect(found == ["-30.00", "20.00", "10.00", "-5.00"], "\(found)")
            for query in ["sort=none", "least=-1", "currency=%E2%82%AC", "day=2026-02-30"] {
                #expect(try await caller.ask("GET", "/breaks?" + query).status == 400, "\(query)")
            }
        }
    }

    @Test("a decision is seen before it is made, and refused alike")
    func preview() async throws {
        try await ServerFixture.with { fixture in
            let breaks = try await fixture.day()
            let id = try #require(breaks["A3"])
            let caller = Caller(fixture: fixture, token: try fixture.token(.maker))
            let before = try await fixture.server.desk.read { try $0.store.numbers() }
            let said = "{\"kind\":\"write_off\",\"breaks\":[\"\(id)\"],\"reason\":\"small\"}"
            let shown = try await caller.ask("POST", "/decisions/preview", said)
            #expect(shown.status == 200, "\(shown.body)")
            #expect(shown.body.contains("\"alone\":true"))
            #expect(shown.body.contains("\"amount\":\"5.00\""), "\(shown.body)")
            let after = try await fixture.server.desk.read { try $0.store.numbers() }
            #expect(after == before)
            let wrong = said.replacing("write_off", with: "not_a_duplicate")
            let refused = try await caller.ask("POST", "/decisions/preview", wrong)
            let decided = try await caller.ask("POST", "/decisions", wrong)
            #expect(refused.status == 422 && decided.status == 422)
            let viewer = Caller(fixture: fixture, token: try fixture.token(.viewer))
            #expect(try await viewer.ask("POST", "/decisions/preview", said).status == 403)
        }
    }

    @Test("versions of the rules are read back, newest first, page by page")
    func versions() async throws {
        try await ServerFixture.with { fixture in
            let caller = Caller(fixture: fixture, token: try fixture.token(.viewer))
            #expect(try await caller.items("/definition/versions") == [])
            try await fixture.day()
            try await fixture.server.desk.write(as: "anna") { book in
                for day in ["2026-06-17", "2026-06-18"] {
                    let edit = CalendarEdit(
                        first: Day(day)!, last: Day(day)!, standing: .off)!
                    try book.edit(calendar: edit, base: "weekends")
                }
            }
            let last = try await fixture.server.desk.read { try $0.store.numbers().definition }
            var numbers: [JSONValue] = []
            var cursor = ""
            repeat {
                let page = try await caller.value("/definition/versions?limit=2" + cursor)
                if case .array(let items)? = page["items"] {
                    numbers += items.compactMap { $0["number"] }
                }
                if case .string(let next)? = page["next"] {
                    cursor = "&cursor=" + next
                } else {
                    break
                }
            } while numbers.count < 100
            #expect(numbers == (1...last).reversed().map { .integer($0) })
            let one = try await caller.value("/definition/versions/\(last)")
            let now = try await caller.value("/definition")
            #expect(one["yaml"] == now["yaml"] && one["actor"] == .string("anna"))
            #expect(try await caller.ask("GET", "/definition/versions/99").status == 404)
            let words = try await caller.ask("GET", "/definition/words")
            #expect(words.body.contains("Business days are those of weekends-own."))
        }
    }

    @Test("every format has a text under its name, the merchant's own too")
    func dialects() async throws {
        try await ServerFixture.with { fixture in
            try await fixture.server.desk.write(as: "anna") { book in
                var mapping = ColumnMapping()
                mapping.name = "own-shop"
                mapping.header = ["Ref", "Brutto", "Wann"]
                mapping.uses = ["Ref": .orderReference, "Brutto": .amount, "Wann": .time]
                try book.keep(mapping, source: nil)
            }
            let caller = Caller(fixture: fixture, token: try fixture.token(.viewer))
            let formats = try await fixture.server.desk.read { try $0.formats() }
            #expect(formats.count > 60)
            for format in formats { #expect(format.text.contains("name: \(format.name)\n")) }
            let listed = try await caller.items("/dialects")
            #expect(listed.count == formats.count)
            #expect(listed.filter { $0["builtin"] == .bool(false) }.count == 1)
            let own = try await caller.value("/dialects/own-shop")
            #expect(own["builtin"] == .bool(false))
            #expect(Self.texts([own], "yaml").first?.contains("\"Brutto\"") == true)
            #expect(try await caller.ask("GET", "/dialects/nobody").status == 404)
        }
    }

    @Test("reports are JSON for readers, and files for who may export")
    func reports() async throws {
        try await ServerFixture.with { fixture in
            let viewer = Caller(fixture: fixture, token: try fixture.token(.viewer))
            #expect(try await viewer.ask("GET", "/reports/daily").status == 422, "no run yet")
            try await fixture.day()
            for kind in Self.texts(try await viewer.items("/reports"), "report") {
                let report = try await viewer.value("/reports/\(kind)")
                #expect(report["cut"] == .bool(false), "\(kind)")
            }
            #expect(try await viewer.ask("GET", "/reports/none").status == 400)
            let backwards = try await viewer.ask(
                "GET", "/reports/monthly?from=2026-06-30&to=2026-06-01")
            #expect(backwards.status == 422 && backwards.body.contains("before it begins"))
            #expect(try await viewer.ask("GET", "/reports/daily/file?format=csv").status == 403)
            let maker = Caller(fixture: fixture, token: try fixture.token(.maker))
            for (format, start) in [
                ("csv", "\u{FEFF}"), ("pdf", "%PDF-"), ("xlsx", "PK"), ("json", "{"),
            ] {
                let file = try await maker.ask("GET", "/reports/daily/file?format=\(format)")
                #expect(file.status == 200 && file.body.hasPrefix(start), "\(format)")
                let name = try #require(file.header("Content-Disposition"))
                #expect(name.hasSuffix(".\(format)\""), "\(name)")
            }
            #expect(try await maker.ask("GET", "/reports/daily/file?format=exe").status == 400)
            #expect(try await maker.ask("GET", "/reports/daily/file").status == 400)
        }
    }

    @Test("views are the account's own, kept once and dropped")
    func views() async throws {
        try await ServerFixture.with { fixture in
            let caller = Caller(fixture: fixture, token: try fixture.token(.viewer))
            let said = "{\"name\":\"large\",\"query\":\"sort=amount&after=x\"}"
            let kept = try await caller.ask("POST", "/views", said, key: "k")
            #expect(kept.status == 200 && kept.body.contains("\"query\":\"sort=amount\""))
            #expect(try await caller.ask("POST", "/views", said, key: "k").body == kept.body)
            let other = try await caller.ask(
                "POST", "/views", said.replacing("large", with: "small"), key: "k")
            #expect(other.status == 409)
            #expect(Self.texts(try await caller.items("/views"), "name") == ["large"])
            let maker = Caller(fixture: fixture, token: try fixture.token(.maker))
            #expect(try await maker.items("/views") == [])
            #expect(try await maker.ask("DELETE", "/views?name=large").status == 404)
            for body in ["{}", "{\"name\":\"\",\"query\":\"\"}"] {
                #expect(try await caller.ask("POST", "/views", body).status == 422, "\(body)")
            }
            for place in 1..<SavedView.limit {
                let more = "{\"name\":\"v\(place)\",\"query\":\"\"}"
                #expect(try await caller.ask("POST", "/views", more).status == 200)
            }
            let most = try await caller.ask("POST", "/views", "{\"name\":\"most\",\"query\":\"\"}")
            #expect(most.status == 422 && most.body.contains("views"))
            #expect(try await caller.ask("DELETE", "/views?name=large").status == 200)
            #expect(try await caller.items("/views").count == SavedView.limit - 1)
        }
    }
}
