import Engine
import Foundation
import Records
import Resolution
import Testing

@testable import Server

/// What the overview keeps in memory is what the book says, whatever happens to it.
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

    /// What the board holds after all that it has seen, what one that begins now holds, and what
    /// the book says.
    private func check(
        _ board: QueueBoard, _ fixture: ServerFixture, open: Int, _ step: String
    ) async throws {
        try await fixture.server.desk.read { book in
            let fresh = QueueBoard()
            let (kept, made) = (try board.now(book), try fresh.now(book))
            for (standing, own, other) in [
                (BreakFilter.Standing.open, kept.open, made.open),
                (.expected, kept.expected, made.expected),
            ] {
                var filter = BreakFilter()
                filter.standing = standing
                let said = Set(try book.store.breaks(filter).map(\.id))
                #expect(own.count == said.count && Set(own.map(\.id)) == said, "\(step)")
                #expect(
                    Set(own.map { "\($0.id) \(kept.legs[$0.leg]) \($0.state) \($0.amount)" })
                        == Set(
                            other.map { "\($0.id) \(made.legs[$0.leg]) \($0.state) \($0.amount)" }),
                    "\(step)")
            }
            #expect(kept.open.count == open, "\(step)")
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
}
