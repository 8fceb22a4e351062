import Engine
import Foundation
import Records
import Testing

@testable import Server

/// The queue as the store pages it, and the views that people keep.
@Suite struct BreakQueueTests {
    /// References of the rows that a page of the queue shows, in its order.
    private func references(_ body: String) -> [String] {
        body.components(separatedBy: "<td class=\"ref\">").dropFirst().map {
            String($0.prefix { $0 != "<" })
        }
    }

    @Test("a queue holds what its address asks for, in its order")
    func addresses() async throws {
        try await ServerFixture.with { fixture in
            try await fixture.day()
            let (cookie, _) = try fixture.session(.viewer)
            let rows: [(String, [String])] = [
                ("sort=amount", ["A2", "X2", "X3", "A3"]), ("sort=age", ["A2", "X2", "X3", "A3"]),
                ("sort=recent", ["A3", "X3", "X2", "A2"]), ("q=x&sort=age", ["X2", "X3"]),
                ("least=20&sort=age", ["A2", "X2"]), ("most=10&sort=age", ["X3", "A3"]),
                ("least=10&most=20&sort=age", ["X2", "X3"]), ("least=99", []),
                ("class=missing_left&sort=age", ["X2", "X3"]), ("class=duplicate", []),
                ("leg=orders-alipay&sort=age", ["A2", "X2", "X3", "A3"]), ("leg=none", []),
                ("currency=USDT", []), ("day=2026-06-01&sort=age", ["A2", "X2", "X3", "A3"]),
                ("day=2026-06-02", []), ("age=0-1&sort=age", ["A2", "X2", "X3", "A3"]),
                ("age=2-7", []), ("age=91%2B", []), ("state=resolved", []),
                ("state=expected", []), ("q=%25", []), ("severity=nonsense&q=a3", ["A3"]),
            ]
            for (query, expected) in rows {
                let page = try await fixture.ask(
                    "GET", "/breaks?" + query, headers: ["Cookie": cookie])
                #expect(page.status == 200 && references(page.body) == expected, "\(query)")
            }
            let sums = try await fixture.ask("GET", "/breaks?q=x", headers: ["Cookie": cookie])
            #expect(sums.body.contains("<strong>2</strong> breaks · 30.00 CNY"))
            let lost = try await fixture.ask(
                "GET", "/breaks?after=00000000", headers: ["Cookie": cookie])
            #expect(lost.status == 404)
        }
    }

    @Test("pages lead on and back, and end where the queue does")
    func paging() async throws {
        try await ServerFixture.with { fixture in
            try await fixture.day()
            let memo = BookMemo()
            var filter = BreakFilter()
            filter.order = .occurred
            let asked = filter
            func page(_ place: BreakQuery.Place?, _ size: Int) async throws -> BreakQueuePage {
                try await fixture.server.desk.read { book in
                    try BreakQueuePage(asked, at: place, key: "", book, memo, size: size)
                }
            }
            var place: BreakQuery.Place?
            for (row, reference) in ["A2", "X2", "X3", "A3"].enumerated() {
                let found = try await page(place, 1)
                #expect(found.rows.map(\.reference) == [reference] && found.count == 4)
                #expect(found.hasEarlier == (row > 0) && found.hasLater == (row < 3))
                place = .after(found.rows[0].id.hex)
            }
            let last = try await page(nil, 4).rows[3].id.hex
            let before = try await page(.before(last), 2)
            #expect(before.rows.map(\.reference) == ["X2", "X3"])
            #expect(before.hasEarlier && before.hasLater)
            let first = try await page(.before(before.rows[0].id.hex), 2)
            #expect(first.rows.map(\.reference) == ["A2"])
            #expect(!first.hasEarlier && first.hasLater)
        }
    }

    @Test("a view is its person's, and leads to the queue and nowhere else")
    func views() async throws {
        try await ServerFixture.with { fixture in
            let (cookie, csrf) = try fixture.session(.viewer)
            let (other, _) = try fixture.session(.maker)
            func keep(_ name: String, _ query: String) async throws -> ServerFixture.Answer {
                try await fixture.post(
                    "/breaks/views", ["csrf": csrf, "name": name, "query": query],
                    headers: ["Cookie": cookie])
            }
            let rows: [(String, String, String?)] = [
                ("Large", "sort=amount&least=100", "/breaks?sort=amount&least=100"),
                ("Large", "leg=a%26b&after=ff", "/breaks?leg=a%26b"),
                ("All", "", "/breaks"),
                ("Elsewhere", "//evil.example", "/breaks"),
                ("", "leg=a", nil), (String(repeating: "x", count: 41), "leg=a", nil),
                ("long", "q=" + String(repeating: "x", count: 1_000), nil),
            ]
            for (name, query, path) in rows {
                let answer = try await keep(name, query)
                #expect(answer.header("Location") == path, "\(name) \(query)")
                if path == nil { #expect(answer.status == 409) }
            }
            let own = try await fixture.ask("GET", "/breaks", headers: ["Cookie": cookie])
            #expect(own.body.contains("href=\"/breaks?leg=a%26b\">Large</a>"))
            let others = try await fixture.ask("GET", "/breaks", headers: ["Cookie": other])
            #expect(!others.body.contains(">Large</a>"))
            for number in 0..<SavedView.limit { _ = try await keep("v\(number)", "q=\(number)") }
            #expect(try await keep("one more", "q=x").status == 409)
            let dropped = try await fixture.post(
                "/breaks/views", ["csrf": csrf, "drop": "Large"], headers: ["Cookie": cookie])
            #expect(dropped.header("Location") == "/breaks")
            let after = try await fixture.ask("GET", "/breaks", headers: ["Cookie": cookie])
            #expect(!after.body.contains(">Large</a>"))
            #expect(try await keep("one more", "q=x").header("Location") == "/breaks?q=x")
        }
    }
}
