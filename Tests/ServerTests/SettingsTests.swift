import Engine
import Foundation
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
}
