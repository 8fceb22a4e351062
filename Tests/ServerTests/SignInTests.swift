import Engine
import Foundation
import Records
import Testing

@testable import Server

/// Setting up, signing in and out, as a browser does it.
@Suite struct SignInTests {
    static let password = "correct horse battery staple"

    @Test("the first account: a link once, a password, a code, and in")
    func story() async throws {
        try await ServerFixture.with { fixture in
            let stranger = try await fixture.ask("GET", "/")
            #expect(stranger.status == 303 && stranger.header("Location") == "/login")
            #expect(try await fixture.ask("GET", "/login").body.contains("no account yet"))
            let word = try #require(try fixture.door.setupWord())
            let page = try await fixture.ask("GET", "/setup?link=\(word)")
            #expect(page.status == 200 && page.body.contains("<svg class=\"qr\""))
            let enrolment = try #require(try fixture.door.enrolment(word))
            let secret = fixture.door.secret(of: enrolment)
            func code() -> String {
                OneTimeCode.code(secret, step: OneTimeCode.step(at: fixture.clock.now))
            }
            func setUp(_ password: String, _ repetition: String, _ code: String) async throws
                -> ServerFixture.Answer
            {
                try await fixture.post(
                    "/setup",
                    [
                        "link": word, "name": "Anna", "password": password,
                        "repetition": repetition, "code": code,
                    ])
            }
            #expect(try await setUp("password1234", "password1234", code()).status == 422)
            #expect(try await setUp(Self.password, "other", code()).status == 422)
            #expect(try await setUp(Self.password, Self.password, "000000").status == 422)
            let done = try await setUp(Self.password, Self.password, code())
            #expect(done.status == 200)
            let codes = done.body.matches(of: /<li><code>([a-z2-7-]+)<\/code>/).map { "\($0.1)" }
            #expect(codes.count == 10)
            #expect(try fixture.door.setupWord() == nil)
            #expect(try await setUp(Self.password, Self.password, code()).status == 404)

            func signIn(_ code: String) async throws -> ServerFixture.Answer {
                try await fixture.post(
                    "/login", ["name": "anna", "password": Self.password, "code": code])
            }
            // The code that set the account up has been used.
            #expect(try await signIn(code()).status == 401)
            fixture.clock.pass(seconds: 30)
            let signedIn = try await signIn(code())
            #expect(signedIn.status == 303 && signedIn.header("Location") == "/")
            let attributes = signedIn.header("Set-Cookie") ?? ""
            #expect(attributes.contains("HttpOnly") && attributes.contains("SameSite=Lax"))
            let cookie = try #require(signedIn.cookie)
            let overview = try await fixture.ask("GET", "/", headers: ["Cookie": cookie])
            #expect(overview.status == 200 && overview.body.contains("Anna · owner"))
            #expect(try await signIn(code()).status == 401)
            #expect(try await signIn(codes[0]).status == 303)
            #expect(try await signIn(codes[0]).status == 401)

            let csrf = try #require(overview.body.firstMatch(of: /name="csrf" value="([^"]+)"/)).1
            let out = try await fixture.post(
                "/logout", ["csrf": "\(csrf)"], headers: ["Cookie": cookie])
            #expect(out.status == 303)
            let after = try await fixture.ask("GET", "/", headers: ["Cookie": cookie])
            #expect(after.status == 303)
        }
    }

    @Test("the demonstration: a link signs in once, and there is no password to guess")
    func demonstration() async throws {
        try await ServerFixture.with { fixture in
            #expect(try fixture.door.demoWord() == nil)
            try fixture.door.addDemo()
            #expect(try fixture.door.setupWord() == nil)
            let word = try #require(try fixture.door.demoWord())
            #expect(try await fixture.ask("GET", "/setup?link=\(word)").status == 404)
            #expect(try await fixture.ask("GET", "/open?link=\(word)x").status == 404)
            let opened = try await fixture.ask("GET", "/open?link=\(word)")
            #expect(opened.status == 303 && opened.header("Location") == "/")
            let cookie = try #require(opened.cookie)
            #expect(try await fixture.ask("GET", "/open?link=\(word)").status == 404)
            for password in ["", "demo"] {
                let guess = try await fixture.post(
                    "/login", ["name": "demo", "password": password, "code": "000000"])
                #expect(guess.status == 401)
            }
            let page = try await fixture.ask("GET", "/", headers: ["Cookie": cookie])
            #expect(page.status == 200 && page.body.contains("demo · owner"))
            let late = try #require(try fixture.door.demoWord())
            fixture.clock.pass(seconds: Enrolment.life)
            #expect(try await fixture.ask("GET", "/open?link=\(late)").status == 404)
        }
    }

    @Test("a stranger does not learn which names exist, and is slowed down")
    func lockout() async throws {
        try await ServerFixture.with { fixture in
            _ = try fixture.session(.maker, name: "anna")
            var answers: [[Int]] = []
            for name in ["anna", "nobody"] {
                var own: [Int] = []
                for _ in 0..<SignInFailures.free + 1 {
                    own.append(
                        try await fixture.post(
                            "/login", ["name": name, "password": "x", "code": "1"]
                        ).status)
                }
                answers.append(own)
            }
            #expect(answers[0] == answers[1])
            #expect(answers[0] == Array(repeating: 401, count: SignInFailures.free) + [429])
            fixture.clock.pass(seconds: 16)
            let again = try await fixture.post(
                "/login", ["name": "anna", "password": "x", "code": "1"])
            #expect(again.status == 401)
        }
    }

    @Test("a change comes from our own pages")
    func origin() async throws {
        try await ServerFixture.with { fixture in
            let (cookie, csrf) = try fixture.session(.owner)
            let rows: [(String, [String: String], String, Int)] = [
                ("no word", [:], "", 403), ("another's word", [:], "csrf=abc", 403),
                ("from elsewhere", ["Origin": "https://evil.example"], "csrf=\(csrf)", 403),
                ("no origin, cross-site", ["Sec-Fetch-Site": "cross-site"], "csrf=\(csrf)", 403),
                ("our page", ["Origin": "http://127.0.0.1:\(fixture.port)"], "csrf=\(csrf)", 303),
            ]
            for (name, headers, body, status) in rows {
                var all = headers
                all["Cookie"] = cookie
                all["Content-Type"] = "application/x-www-form-urlencoded"
                let answer = try await fixture.ask("POST", "/logout", body: body, headers: all)
                #expect(answer.status == status, "\(name)")
            }
            let foreign = try await fixture.post(
                "/login", ["name": "a", "password": "b", "code": "c"],
                headers: ["Origin": "https://evil.example"])
            #expect(foreign.status == 403)
        }
    }

    @Test("a session ends after an idle hour, after a working day, and with its account")
    func ends() async throws {
        try await ServerFixture.with { fixture in
            func status(_ cookie: String) async throws -> Int {
                try await fixture.ask("GET", "/", headers: ["Cookie": cookie]).status
            }
            let (idle, _) = try fixture.session(.viewer)
            #expect(try await status(idle) == 200)
            fixture.clock.pass(seconds: AccountSession.idle)
            #expect(try await status(idle) == 303)
            let (busy, _) = try fixture.session(.viewer)
            for _ in 0..<12 {
                fixture.clock.pass(seconds: AccountSession.idle - 1)
                #expect(try await status(busy) == 200)
            }
            fixture.clock.pass(seconds: AccountSession.idle - 1)
            #expect(try await status(busy) == 303)
            let (gone, _) = try fixture.session(.viewer)
            try fixture.door.disable(try fixture.door.account(named: "viewer"))
            #expect(try await status(gone) == 303)
        }
    }

    @Test("a link sends nobody elsewhere")
    func next() {
        for text in ["//evil.example", "/\\evil.example", "https://evil.example", "", "/a b"] {
            #expect(SignInPages.local(text) == "/", "\(text)")
        }
        #expect(SignInPages.local("/breaks?state=open") == "/breaks?state=open")
    }
}
