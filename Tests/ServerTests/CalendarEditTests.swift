import Engine
import Records
import Testing

@testable import Server

/// Days that a merchant knows better than the calendar.
@Suite struct CalendarEditTests {
    private static func fields(
        _ csrf: String, _ first: String, _ last: String, _ standing: String
    ) -> KeyValuePairs<String, String> {
        ["csrf": csrf, "from": first, "to": last, "as": standing, "base": "weekends"]
    }

    @Test("an edit is shown, kept as a version of the rules, and taken back; runs keep it")
    func edits() async throws {
        try await ServerFixture.with { fixture in
            try await fixture.day()
            let (cookie, csrf) = try fixture.session(.owner)
            let headers = ["Cookie": cookie]
            func calendar() async throws -> BusinessCalendar? {
                try await fixture.server.desk.read { try $0.definition().calendar }
            }
            #expect(try await calendar() == nil)
            // A Wednesday and a Thursday; a Saturday.
            let off = Self.fields(csrf, "2026-06-17", "2026-06-18", "off")
            let shown = try await fixture.post(
                "/settings/calendars/preview", off, headers: headers)
            #expect(shown.status == 200 && shown.body.contains("2026-06-17 → <strong>2026-06-19"))
            #expect(shown.body.contains("is a business day no more"))
            #expect(try await calendar() == nil, "nothing was kept yet")
            let before = try await fixture.server.desk.read { try $0.store.numbers() }
            let kept = try await fixture.post("/settings/calendars", off, headers: headers)
            #expect(kept.status == 303, "\(kept.body)")
            let after = try await fixture.server.desk.read { try $0.store.numbers() }
            #expect(after.definition == before.definition + 1 && after.leaves > before.leaves)
            _ = try await fixture.post(
                "/settings/calendars",
                Self.fields(csrf, "2026-06-20", "2026-06-20", "work"), headers: headers)
            var own = try #require(try await calendar())
            #expect(own.name == "weekends-own")
            #expect(own.holidays.map(\.description) == ["2026-06-17", "2026-06-18"])
            #expect(own.makeUpDays.map(\.description) == ["2026-06-20"])
            try await fixture.reconcile([
                "more.csv": ServerFixture.orders.replacing("A", with: "B")
                    .replacing("2026-06-01", with: "2026-06-02")
            ])
            #expect(try await calendar() == own)
            _ = try await fixture.post(
                "/settings/calendars",
                Self.fields(csrf, "2026-06-18", "2026-06-20", "usual"), headers: headers)
            own = try #require(try await calendar())
            #expect(own.holidays.map(\.description) == ["2026-06-17"] && own.makeUpDays == [])
            let page = try await fixture.ask("GET", "/settings/calendars", headers: headers)
            #expect(page.body.contains("weekends-own"))
        }
    }

    @Test("days are few and in order, and only owners change them")
    func refusals() async throws {
        #expect(
            CalendarEdit(
                first: Day("2026-06-01")!, last: Day("2026-07-02")!, standing: .off) == nil)
        try await ServerFixture.with { fixture in
            let (cookie, csrf) = try fixture.session(.owner)
            let wrong = try await fixture.post(
                "/settings/calendars", Self.fields(csrf, "2026-06-02", "2026-06-01", "off"),
                headers: ["Cookie": cookie])
            #expect(wrong.status == 409)
            let (maker, token) = try fixture.session(.maker)
            let refused = try await fixture.post(
                "/settings/calendars", Self.fields(token, "2026-06-02", "2026-06-02", "off"),
                headers: ["Cookie": maker])
            #expect(refused.status == 403)
            let numbers = try await fixture.server.desk.read { try $0.store.numbers() }
            #expect(numbers.definition == 0)
        }
    }
}
