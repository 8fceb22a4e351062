import Engine
import Foundation
import Records
import Resolution
import Testing

@testable import Server

/// The queue in memory is the queue of the book, whatever happens to it.
@Suite struct QueueTests {
    private static let header = "order_id,amount,currency,status,created_at,channel\n"
    private static let paid = "transaction_id,order_id,amount,currency,status,paid_at,channel\n"

    private static func orders(_ day: Int, _ names: ClosedRange<Int>) -> String {
        header
            + names.map {
                "A\($0),\($0).00,CNY,paid,2026-06-0\(day) 10:00:00,alipay\n"
            }.joined()
    }

    private static func payments(_ day: Int, _ names: [Int]) -> String {
        paid
            + names.map {
                "T\($0),A\($0),\($0).00,CNY,paid,2026-06-0\(day) 11:00:00,alipay\n"
            }.joined()
    }

    /// A day's orders, of which only the last one is paid.
    private static func fill(_ fixture: ServerFixture, _ names: ClosedRange<Int>) async throws {
        let token = ["Authorization": "Bearer \(try fixture.token(.owner))"]
        let json = token.merging(["Content-Type": "application/json"]) { $1 }
        for (path, body, headers) in [
            ("/imports?name=orders.csv", orders(1, names), token),
            ("/imports?name=paid.csv", payments(1, [names.upperBound]), token),
            ("/runs", "{}", json),
        ] {
            let answer = try await fixture.ask(
                "POST", "/api/v1" + path, body: body, headers: headers)
            #expect((200...201).contains(answer.status), "\(answer.body)")
        }
    }

    /// What the board holds after all that it has seen, what one that begins now holds, and what
    /// the book says.
    private func check(
        _ board: QueueBoard, _ fixture: ServerFixture, open: Int, _ step: String
    ) async throws {
        try await fixture.server.desk.read { book in
            let fresh = QueueBoard()
            for standing in BreakFilter.Standing.allCases {
                var filter = BreakFilter()
                filter.standing = standing
                let said = Set(try book.store.breaks(filter).map(\.id))
                for order in BreakQuery.Order.allCases {
                    let (kept, legs) = try board.lines(book, standing, order)
                    let (made, names) = try fresh.lines(book, standing, order)
                    #expect(kept.map(\.id) == made.map(\.id), "\(step) \(standing) \(order)")
                    #expect(Set(kept.map(\.id)) == said, "\(step) \(standing)")
                    #expect(kept.map { legs[$0.leg] } == made.map { names[$0.leg] }, "\(step)")
                    #expect(kept.map(\.state) == made.map(\.state), "\(step)")
                }
            }
            #expect(try board.count(book, .open) == open, "\(step)")
        }
    }

    @Test("imports, runs, decisions and what was taken back leave the same queue as the book")
    func story() async throws {
        try await ServerFixture.with { fixture in
            let board = QueueBoard()
            let token = ["Authorization": "Bearer \(try fixture.token(.owner))"]
            @Sendable func post(_ path: String, _ body: String) async throws -> String {
                var headers = token
                if !path.hasPrefix("/imports") { headers["Content-Type"] = "application/json" }
                let answer = try await fixture.ask(
                    "POST", "/api/v1" + path, body: body, headers: headers)
                #expect((200...201).contains(answer.status), "\(path) \(answer.body)")
                return answer.body
            }
            try await check(board, fixture, open: 0, "nothing")
            _ = try await post("/imports?name=orders.csv", Self.orders(1, 1...9))
            _ = try await post("/imports?name=paid.csv", Self.payments(1, [1, 2, 3]))
            _ = try await post("/runs", #"{"through":"2026-06-01"}"#)
            try await check(board, fixture, open: 6, "run")
            let open = try await fixture.server.desk.read { try $0.store.breaks(BreakFilter()) }
            let first = try #require(open.first).id.hex
            let kind = "expected_until 2026-07-01"
            _ = try await post(
                "/decisions", #"{"kind":"\#(kind)","breaks":["\#(first)"],"reason":"It comes."}"#)
            try await check(board, fixture, open: 5, "decision")
            _ = try await post("/decisions/1/undo", #"{"reason":"It does not."}"#)
            try await check(board, fixture, open: 6, "taken back")
            _ = try await post("/imports?name=late.csv", Self.payments(2, [4, 5, 6, 7]))
            _ = try await post("/imports?name=more.csv", Self.orders(2, 11...12))
            _ = try await post("/runs", #"{"through":"2026-06-02"}"#)
            try await check(board, fixture, open: 4, "second run")
            try await fixture.server.desk.write(as: "owner") { try $0.undo(run: 2) }
            try await check(board, fixture, open: 6, "undone")
        }
    }

    @Test("words are looked for in references and reasons, and an id by how it begins")
    func words() async throws {
        try await ServerFixture.with { fixture in
            try await Self.fill(fixture, 10...19)
            let cookie = ["Cookie": try fixture.session(.viewer).cookie]
            let all = try await fixture.server.desk.read { try $0.store.breaks(BreakFilter()) }
            #expect(all.count == 9)
            let id = try #require(all.first).id.hex
            for (query, count) in [
                ("a1", 9), ("A12", 1), ("a99", 0), (id, 1), (String(id.prefix(30)), 1),
                (String(id.dropFirst(2)), 0), ("%25", 0), ("_", 0),
            ] {
                let page = try await fixture.ask("GET", "/breaks?q=\(query)", headers: cookie)
                let rows = page.body.components(separatedBy: "<tr data-href=").count - 1
                #expect(page.status == 200 && rows == count, "\(query)")
            }
        }
    }

    @Test("pages of a queue hold each break once, the last page the rest")
    func pages() async throws {
        try await ServerFixture.with { fixture in
            try await Self.fill(fixture, 101...230)
            let cookie = ["Cookie": try fixture.session(.viewer).cookie]
            var seen: [String] = []
            for (page, count) in [(1, 50), (2, 50), (3, 29), (4, 29)] {
                let answer = try await fixture.ask(
                    "GET", "/breaks?sort=amount&page=\(page)", headers: cookie)
                let rows = answer.body.matches(of: /<tr data-href="\/breaks\/([0-9a-f]+)"/)
                #expect(rows.count == count, "\(page)")
                if page < 4 { seen += rows.map { "\($0.1)" } }
            }
            #expect(Set(seen).count == 129)
        }
    }
}
