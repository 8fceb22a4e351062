import Engine
import Foundation
import Records
import Testing

@testable import Server

/// What owners do about accounts and tokens on their page.
@Suite struct SettingsTests {
    @Test("a colleague gets a link, a program a token, and both can be ended")
    func story() async throws {
        try await ServerFixture.with { fixture in
            let (cookie, csrf) = try fixture.session(.owner)
            let signedIn = ["Cookie": cookie]
            func post(
                _ path: String, _ fields: KeyValuePairs<String, String>
            ) async throws -> ServerFixture.Answer {
                let body =
                    (fields.map { "\($0.key)=\(FormFields.encode($0.value))" } + ["csrf=\(csrf)"])
                    .joined(separator: "&")
                var headers = signedIn
                headers["Content-Type"] = "application/x-www-form-urlencoded"
                headers["Origin"] = "http://127.0.0.1:\(fixture.port)"
                return try await fixture.ask("POST", path, body: body, headers: headers)
            }
            let added = try await post("/settings/accounts", ["name": "Lin", "role": "checker"])
            let link = try #require(added.body.firstMatch(of: /\/setup\?link=([\w-]+)/))
            #expect(try fixture.door.enrolment("\(link.1)")?.role == .checker)
            let robot = try await post(
                "/settings/accounts", ["name": "robot", "role": "integration"])
            #expect(robot.status == 200 && robot.body.contains("robot"))
            let number = try fixture.door.account(named: "robot").number
            let made = try await post(
                "/settings/tokens",
                ["account": "\(number)", "label": "nightly", "days": "9", "scope": "read"])
            let word = try #require(made.body.firstMatch(of: /mb_[\w-]+/)).0
            let token = ["Authorization": "Bearer \(word)"]
            #expect(try await fixture.ask("GET", "/api/v1/status", headers: token).status == 200)
            let page = try await fixture.ask("GET", "/settings", headers: signedIn)
            #expect(page.body.contains("nightly") && !page.body.contains(word))
            #expect(try await post("/settings/tokens/1", [:]).status == 303)
            #expect(try await fixture.ask("GET", "/api/v1/status", headers: token).status == 401)
            let owner = try fixture.door.account(named: "owner").number
            let last = try await post("/settings/accounts/\(owner)", ["enabled": "no"])
            #expect(last.status == 422)
            #expect(try await post("/settings/accounts/\(number)", ["enabled": "no"]).status == 303)
            #expect(try !fixture.door.account(named: "robot").isEnabled)
            let bad = try await post(
                "/settings/tokens", ["account": "\(number)", "label": "x", "days": "9999"])
            #expect(bad.status == 422)
            fixture.clock.pass(seconds: AccountSession.confirmation)
            let late = try await fixture.ask("GET", "/settings", headers: signedIn)
            #expect(late.header("Location")?.hasPrefix("/confirm") == true)
        }
    }
    @Test("days that follow each other are said together, in their year")
    func ranges() {
        let days = ["2025-12-31", "2026-01-01", "2026-01-02", "2026-05-01"].map { Day($0)! }
        #expect(CalendarsPage.ranges(days, 2025) == ["2025-12-31"])
        #expect(
            CalendarsPage.ranges(days, 2026) == ["2026-01-01 – 2026-01-02", "2026-05-01"])
    }

    @Test("the calendar that holds is named with the rules that name it", arguments: [false, true])
    func calendars(isNamed: Bool) async throws {
        try await ServerFixture.with { fixture in
            let cookie = ["Cookie": try fixture.session(.viewer).cookie]
            let token = ["Authorization": "Bearer \(try fixture.token(.owner))"]
            let at = "CNY,paid,2026-06-01 10:00:00,alipay\n"
            for (name, text) in [
                ("orders", "order_id,amount,currency,status,created_at,channel\nA1,1.00,\(at)"),
                (
                    "paid",
                    "transaction_id,order_id,amount,currency,status,paid_at,channel\n"
                        + "T1,A1,1.00,\(at)"
                ),
            ] {
                let taken = try await fixture.ask(
                    "POST", "/api/v1/imports?name=\(name).csv", body: text, headers: token)
                #expect(taken.status == 200, "\(taken.body)")
            }
            // The first run writes down the rules that were made of the files.
            let ran = try await fixture.ask(
                "POST", "/api/v1/runs", body: "{}",
                headers: token.merging(["Content-Type": "application/json"]) { $1 })
            #expect(ran.status == 200, "\(ran.body)")
            let stored = try await fixture.server.desk.read { try $0.store.definition() }
            let rules = try #require(stored).yaml
            if isNamed {
                let file = fixture.folder + "/rules.yaml"
                let calendar = "{name: shop, extends: cn, off: [2026-06-10]}"
                try await fixture.server.desk.write(as: "owner") { book in
                    try Data("\(rules)\ncalendar: \(calendar)\n".utf8)
                        .write(to: URL(filePath: file))
                    _ = try book.adopt(definitionFile: file)
                }
            }
            let page = try await fixture.ask("GET", "/settings/calendars", headers: cookie)
            #expect(page.status == 200)
            // The Dragon Boat Festival of 2026, from the program's own file.
            #expect(page.body.contains("2026-06-19"))
            #expect(page.body.contains("calendars/cn.yaml"))
            #expect(page.body.contains("shop") == isNamed)
            #expect(page.body.contains("is no business day") == isNamed)
            #expect(page.body.contains("The rules name no calendar") == !isNamed)
        }
    }

    @Test("a target is added, tested, its message sent again, and removed on the page")
    func webhooks() async throws {
        try await ServerFixture.with({
            $0.allowsInnerWebhooks = true
            $0.allowsPlainWebhooks = true
        }) { fixture in
            let receiver = WebhookReceiver()
            try await receiver.listening { address in
                let (cookie, csrf) = try fixture.session(.owner)
                @Sendable func post(
                    _ path: String, _ fields: KeyValuePairs<String, String>
                ) async throws -> ServerFixture.Answer {
                    let all = KeyValuePairs(
                        dictionaryLiteral: ("csrf", csrf), ("address", fields.first?.value ?? ""),
                        ("event", "run.finished"))
                    return try await fixture.post(path, all, headers: ["Cookie": cookie])
                }
                let made = try await post("/settings/webhooks", ["address": address])
                #expect(made.status == 200 && made.body.contains("whsec_"), "\(made.body)")
                let again = try await fixture.ask(
                    "GET", "/settings/webhooks", headers: ["Cookie": cookie])
                #expect(again.body.contains(address) && !again.body.contains("whsec_"))
                receiver.answer([500])
                let tested = try await post("/settings/webhooks/1/test", [:])
                #expect(tested.body.contains("The other side said: 500"), "\(tested.body)")
                #expect(try await post("/settings/deliveries/1/replay", [:]).status == 303)
                #expect(try await RawListener.wait { receiver.messages.count == 2 })
                let bad = try await post("/settings/webhooks", ["address": "https://u@x/"])
                #expect(bad.status == 422)
                #expect(try await post("/settings/webhooks/1/remove", [:]).status == 303)
                let gone = try await fixture.ask(
                    "GET", "/settings/webhooks", headers: ["Cookie": cookie])
                #expect(!gone.body.contains(address))
            }
        }
    }
}
