import Engine
import Foundation
import Matching
import Records
import Reports
import Testing

@testable import Server

/// Matching by hand, the queue as the store pages it, and the views that people keep.
@Suite struct WorkbenchTests {
    private static let bench = "/workbench?leg=orders-alipay"

    @Test("one order against two payments: matched by hand, and taken back")
    func split() async throws {
        try await ServerFixture.with { fixture in
            let ids = try await fixture.day()
            let (order, first, second) = (ids["A2"]!, ids["X2"]!, ids["X3"]!)
            let (cookie, csrf) = try fixture.session(.maker)
            let headers = ["Cookie": cookie]
            let sides = try await fixture.ask("GET", Self.bench, headers: headers)
            for name in ["A2", "A3", "X2", "X3"] {
                #expect(sides.body.contains("<span class=\"ref\">\(name)</span>"), "\(name)")
            }
            #expect(!sides.body.contains("<span class=\"ref\">A1</span>"))
            let chosen = try await fixture.ask(
                "GET", "/workbench?break=\(order)", headers: headers)
            #expect(chosen.body.contains("value=\"\(order)\" checked"))
            #expect(chosen.body.contains("value=\"\(second)\" data-side=\"right\""))
            #expect(chosen.body.contains("amount <b"))
            let decided = try await fixture.post(
                "/decide",
                [
                    "csrf": csrf, "kind": "force_match", "break": order, "break": first,
                    "break": second, "reason": "Paid in two pieces.", "back": Self.bench,
                ], headers: headers)
            #expect(decided.header("Location") == Self.bench + "&decided=1", "\(decided.body)")
            let after = try await fixture.ask(
                "GET", Self.bench + "&decided=1", headers: headers)
            for name in ["A2", "X2", "X3"] {
                #expect(!after.body.contains("<span class=\"ref\">\(name)</span>"), "\(name)")
            }
            #expect(after.body.contains("action=\"/decisions/1/undo\""))
            let undone = try await fixture.post(
                "/decisions/1/undo",
                ["csrf": csrf, "reason": "It was another one.", "back": Self.bench],
                headers: headers)
            #expect(undone.header("Location") == Self.bench, "\(undone.body)")
            let again = try await fixture.ask("GET", Self.bench, headers: headers)
            #expect(again.body.contains("<span class=\"ref\">A2</span>"))
        }
    }

    @Test("candidates are ranked by what speaks for them, field by field")
    func candidates() async throws {
        let orders = ServerFixture.orders.replacingOccurrences(
            of: "A3,5.00", with: "A3,20.00")
        try await ServerFixture.with { fixture in
            let ids = try await fixture.reconcile([
                "orders.csv": orders, "payments.csv": ServerFixture.payments,
            ])
            let ranked = try await fixture.server.desk.read { book in
                let payment = try book.store.breaks(ids: [BreakPage.id(ids["X2"]!, book)])[0]
                return try BookCandidates(book).rank(payment)
            }
            // 20.00 is A3's amount, though A2 was a minute before.
            #expect(ranked.map(\.found.reference) == ["A3", "A2"])
            let weights = ranked.map(\.weight)
            #expect(weights[0].amount > 0 && weights[1].amount < 0)
            #expect(weights.allSatisfy { $0.time != nil && $0.channel != nil })
            // Orders name no payer: that speaks neither for nor against.
            #expect(weights.allSatisfy { $0.payer == nil })
            #expect(weights[0].total > weights[1].total)
            let bearer = ["Authorization": "Bearer \(try fixture.token(.viewer))"]
            let answer = try await fixture.ask(
                "GET", "/api/v1/breaks/\(ids["X2"]!)/candidates", headers: bearer)
            #expect(answer.status == 200, "\(answer.body)")
            let value = try JSONReader.read(Array(answer.body.utf8))
            guard case .array(let items)? = value["items"] else {
                Issue.record("no items")
                return
            }
            #expect(
                items.map { $0["evidence"]?["total"] }
                    == weights.map { .integer(Int($0.total)) })
        }
    }

    @Test("a decision leads back to the bench, and nowhere else")
    func back() async throws {
        try await ServerFixture.with { fixture in
            let ids = try await fixture.day()
            let (cookie, csrf) = try fixture.session(.maker)
            let plain = "/breaks/\(ids["A3"]!)?decided="
            let rows: [(String, String)] = [
                (Self.bench, Self.bench + "&decided="), ("/workbench", "/workbench?decided="),
                ("//workbench", plain), ("https://workbench/", plain), ("/workbenches", plain),
                ("/breaks", plain), ("/workbench\r\nX: 1", plain), ("", plain),
            ]
            for (place, row) in rows.enumerated() {
                let answer = try await fixture.post(
                    "/decide",
                    [
                        "csrf": csrf, "kind": "expected_until", "until": "2026-07-\(10 + place)",
                        "break": ids["A3"]!, "reason": "It comes.", "back": row.0,
                    ], headers: ["Cookie": cookie])
                #expect(
                    answer.header("Location") == row.1 + "\(place + 1)", "\(row.0): \(answer)")
            }
        }
    }

    @Test("pages offer what a role may do, and nothing else")
    func roles() async throws {
        try await ServerFixture.with { fixture in
            let ids = try await fixture.day()
            let single = "/breaks/\(ids["A3"]!)"
            let rows: [(path: String, form: String, roles: Set<Role>)] = [
                ("/breaks", "id=\"tray\"", [.owner, .maker]),
                ("/workbench", "id=\"tray\"", [.owner, .maker]),
                (single, "action=\"/decide/preview\"", [.owner, .maker]),
                (single, "action=\"\(single)/notes\"", [.owner, .maker, .checker]),
                ("/runs", "action=\"/runs/plan\"", [.owner, .maker]),
                ("/runs", "action=\"/runs/1/undo\"", [.owner, .maker]),
                ("/imports", "id=\"drop\"", [.owner, .maker]),
            ]
            for role in Role.allCases where role.signsIn {
                let (cookie, _) = try fixture.session(role)
                for row in rows {
                    let page = try await fixture.ask("GET", row.path, headers: ["Cookie": cookie])
                    #expect(page.status == 200)
                    #expect(
                        page.body.contains(row.form) == row.roles.contains(role),
                        "\(role) \(row.path) \(row.form)")
                }
            }
        }
    }
}
