import Engine
import Records
import Reports
import Testing

@testable import Server

/// Whoever asks to be told is told, once, and when it is over.
@Suite struct AlertTests {
    private func overview(
        _ fixture: ServerFixture, _ cookie: String
    ) async throws -> String {
        try await fixture.ask("GET", "/", headers: ["Cookie": cookie]).body
    }

    @Test("an exposure is shown and sent when it begins and when it ends, and once")
    func exposure() async throws {
        try await ServerFixture.with { fixture in
            let (cookie, csrf) = try fixture.session(.owner)
            let headers = ["Cookie": cookie]
            let place = try await fixture.server.desk.read { try $0.store.place() }
            _ = try fixture.door.store.add(
                Webhook(
                    key: "k", address: "https://example.com", secret: [],
                    events: [.alertRaised, .alertEnded], createdAt: fixture.clock.now), from: place)
            func told() throws -> [String] {
                try fixture.door.store.deliveries(of: 1, before: .max, limit: 50).map(\.event)
            }
            let added = try await fixture.post(
                "/settings/alerts",
                ["csrf": csrf, "kind": "exposure", "threshold": "64.99", "currency": "cny"],
                headers: headers)
            #expect(added.status == 303, "\(added.body)")
            #expect(!(try await overview(fixture, cookie)).contains("65.00 CNY, more than"))
            // 30 + 20 + 10 + 5 open.
            let breaks = try await fixture.day()
            try await fixture.server.alerts.check()
            let page = try await overview(fixture, cookie)
            #expect(page.contains("Open breaks add up to 65.00 CNY, more than 64.99."))
            try await fixture.server.alerts.check()
            #expect(try told() == ["alert.raised"])
            let id = try #require(breaks["A3"])
            _ = try await fixture.post(
                "/decide", ["csrf": csrf, "break": id, "kind": "ignore", "reason": "seen"],
                headers: headers)
            try await fixture.server.alerts.check()
            #expect(fixture.server.alerts.raised == [])
            #expect(try told().sorted() == ["alert.ended", "alert.raised"])
            #expect(!(try await overview(fixture, cookie)).contains("more than 64.99"))
        }
    }

    @Test("a verdict, what is overdue, and what was given up")
    func others() async throws {
        try await ServerFixture.with { fixture in
            try await fixture.day()
            let store = fixture.door.store
            for kind in [AlertRule.Kind.verdict, .overdue, .deadLetters] {
                #expect(try store.add(AlertRule(kind: kind, threshold: "0", currency: "")!) != nil)
            }
            let alerts = fixture.server.alerts
            try await alerts.check()
            #expect(alerts.raised.map(\.kind) == [.verdict])
            let since = try #require(alerts.raised.first).since
            fixture.clock.pass(seconds: 400 * 86_400)
            try await alerts.check()
            #expect(alerts.raised.map(\.kind) == [.verdict, .overdue])
            #expect(alerts.raised.first?.since == since, "it lasts")
            #expect(alerts.raised.last?.found == "4")
            let place = try await fixture.server.desk.read { try $0.store.place() }
            let target = try #require(
                try store.add(
                    Webhook(
                        key: "k", address: "https://example.com", secret: [], events: [.test],
                        createdAt: fixture.clock.now), from: place))
            var delivery = WebhookDelivery(
                webhook: target.number, message: "m", event: "matchbook.test", body: [1],
                createdAt: fixture.clock.now)
            delivery.state = .dead
            _ = try store.enqueue(delivery)
            try await alerts.check()
            #expect(alerts.raised.map(\.kind) == [.verdict, .overdue, .deadLetters])
            for rule in try store.alertRules() { _ = try store.remove(alertRule: rule.number) }
            try await alerts.check()
            #expect(alerts.raised == [])
            #expect(try store.raisedAlerts() == [])
        }
    }

    @Test("a statement is missing so many hours after its day, and not before")
    func missing() async throws {
        try await ServerFixture.with { fixture in
            try await fixture.day()
            // Its sources are expected every day from now on.
            try await fixture.server.desk.write(as: "anna") { book in
                let yaml = try #require(try book.store.definition()?.yaml)
                _ = try book.adopt(
                    definitionText: yaml.replacing(
                        "files: [\"*\"]", with: "files: [\"*\"]\n    cadence: daily"))
            }
            #expect(
                try fixture.door.store.add(
                    AlertRule(kind: .missing, threshold: "36", currency: "")!) != nil)
            func missing(minutesAfterNoon minutes: Int64) async throws -> [String] {
                let day = ZoneRules.china.start(of: Day("2026-06-04")!)
                let at = day.advanced(bySeconds: 12 * 3600 + minutes * 60)
                let seconds = (at.microseconds - fixture.clock.now.microseconds) / 1_000_000
                fixture.clock.pass(seconds: seconds)
                try await fixture.server.alerts.check()
                return fixture.server.alerts.raised.map { "\($0.subject) \($0.found)" }
            }
            // The files end with 2026-06-01; the second ends at midnight in Shanghai.
            #expect(try await missing(minutesAfterNoon: -1) == [])
            let found = try await missing(minutesAfterNoon: 1)
            #expect(found.count == 2)
            #expect(found.allSatisfy { $0.hasSuffix("2026-06-02 2026-06-02") }, "\(found)")
        }
    }

    @Test("thresholds are numbers of their kind, and only owners set them")
    func rules() async throws {
        #expect(AlertRule(kind: .exposure, threshold: "10", currency: "CNY") != nil)
        for (kind, threshold, currency) in [
            (AlertRule.Kind.exposure, "ten", "CNY"), (.exposure, "10", "?"),
            (.exposure, "-1", "CNY"),
            (.missing, "241", ""), (.missing, "", ""), (.overdue, "-1", ""),
            (.deadLetters, "x", ""),
        ] {
            #expect(AlertRule(kind: kind, threshold: threshold, currency: currency) == nil)
        }
        try await ServerFixture.with { fixture in
            let (cookie, csrf) = try fixture.session(.owner)
            let wrong = try await fixture.post(
                "/settings/alerts", ["csrf": csrf, "kind": "overdue", "threshold": "many"],
                headers: ["Cookie": cookie])
            #expect(wrong.status == 409)
            let (maker, token) = try fixture.session(.maker)
            let refused = try await fixture.post(
                "/settings/alerts", ["csrf": token, "kind": "verdict"],
                headers: ["Cookie": maker])
            #expect(refused.status == 403)
            #expect(try fixture.door.store.alertRules() == [])
        }
    }
}
