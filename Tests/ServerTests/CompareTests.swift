import Engine
import Foundation
import Matching
import Records
import Reports
import Resolution
import Testing

@testable import Server

/// Two runs side by side, as a page and for programs.
@Suite struct CompareTests {
    /// The day after: A3's money comes, and an order that nobody paid.
    private static let later = [
        "orders-2.csv": """
        order_id,amount,currency,status,created_at,channel
        B1,7.00,CNY,paid,2026-06-02 10:00:00,alipay

        """,
        "payments-2.csv": """
        payment_id,merchant_order_id,type,payer,amount,fee,currency,status,paid_at,channel
        P4,A3,SALE,u3,5.00,0.03,CNY,SUCCESS,2026-06-02 09:00:00,alipay

        """,
    ]

    private func references(_ value: JSONValue, _ kind: String) -> [String] {
        guard case .array(let items)? = value[kind] else { return ["?"] }
        return items.map { item in
            if case .string(let text)? = item["after"]?["reference"] { text } else { "?" }
        }.sorted()
    }

    @Test("what came, went and changed between two runs, and every term of both statements")
    func changes() async throws {
        try await ServerFixture.with { fixture in
            let ids = try await fixture.day()
            _ = try await fixture.server.desk.write(as: "anna") { book in
                try BookDecide(book).decide(
                    BookDecide.Request(
                        .writeOff, [try BreakPage.id(ids["A2"]!, book)], reason: "Gone."))
            }
            try await fixture.reconcile(Self.later)
            let bearer = ["Authorization": "Bearer \(try fixture.token(.owner))"]
            func ask(_ path: String) async throws -> JSONValue {
                let answer = try await fixture.ask("GET", "/api/v1" + path, headers: bearer)
                #expect(answer.status == 200, "\(path): \(answer.body)")
                return try JSONReader.read(Array(answer.body.utf8))
            }
            let value = try await ask("/runs/2/changes?with=1")
            #expect(value["from"] == .integer(1) && value["to"] == .integer(2))
            #expect(references(value, "appeared") == ["B1"])
            // A3 was matched by the run; A2 was written off after the first one.
            #expect(references(value, "went") == ["A2", "A3"])
            #expect(references(value, "changed") == [])
            guard case .array(let sides)? = value["statements"],
                let left = sides.first(where: { $0["side"] == .string("left") })
            else {
                Issue.record("no statements: \(value)")
                return
            }
            let terms = left["terms"]
            #expect(terms?["carried"]?["from"]?["amount"] == .string("35.00"))
            #expect(terms?["opening"]?["to"]?["amount"] == .string("35.00"))
            #expect(left["opens_with_what_was_carried"] == .bool(true))
            #expect(left["closes"] == .bool(true))
            #expect(try await ask("/runs/1/changes?with=2") == value)
            let same = try await ask("/runs/2/changes?with=2")
            for kind in RunComparison.Kind.allCases {
                #expect(references(same, kind.rawValue) == [], "\(kind)")
            }
            let lost = try await fixture.ask("GET", "/api/v1/runs/9/changes", headers: bearer)
            #expect(lost.status == 404)
        }
    }

    @Test("the page says it in every language, and what cannot be compared")
    func page() async throws {
        try await ServerFixture.with { fixture in
            let (cookie, _) = try fixture.session(.viewer)
            func page(_ path: String, _ language: String) async throws -> ServerFixture.Answer {
                try await fixture.ask(
                    "GET", path, headers: ["Cookie": cookie + "; lang=" + language])
            }
            try await fixture.day()
            #expect(try await page("/compare", "en").body.contains("There must be two runs"))
            try await fixture.reconcile(Self.later)
            let rows = [
                ("en", "Breaks that appeared"), ("zh-CN", "新出现的差错"), ("zh-TW", "新出現的差異"),
            ]
            for (language, words) in rows {
                let body = try await page("/compare", language).body
                #expect(body.contains(words) && body.contains(">B1<"), "\(language)")
                #expect(!body.contains(">X2<"))
            }
            #expect(try await page("/compare?from=1&to=9", "en").status == 404)
            let runs = try await page("/runs", "en").body
            #expect(runs.contains("href=\"/compare\""))
        }
    }

    @Test(
        "a break that is resolved on both sides is no change, nor one that says the same",
        arguments: [
            (nil, BookBreak.State.open, RunComparison.Kind.appeared),
            (nil, .expected, .appeared), (nil, .resolved, nil), (.open, .resolved, .went),
            (.expected, .resolved, .went), (.resolved, .reopened, .appeared),
            (.open, .reopened, nil), (.expected, .open, .changed), (.resolved, .resolved, nil),
        ] as [(BookBreak.State?, BookBreak.State, RunComparison.Kind?)])
    func kinds(before: BookBreak.State?, after: BookBreak.State, kind: RunComparison.Kind?) {
        func found(_ state: BookBreak.State) -> BookBreak {
            BookBreak(
                id: Hash128(high: 1, low: 1), state: state, leg: "a", entryClass: .missingRight,
                severity: .low, amount: Money(units: 100, scale: 2, currency: .cny),
                openedAt: Instant(seconds: 0), run: 1)
        }
        #expect(
            RunComparison.Change(before: before.map(found), after: found(after)).kind == kind)
        var other = found(.open)
        other.amount = Money(units: 200, scale: 2, currency: .cny)
        #expect(RunComparison.Change(before: found(.open), after: other).kind == .changed)
    }
}
