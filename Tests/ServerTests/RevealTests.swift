import Engine
import Foundation
import Records
import Testing

@testable import Server

/// What pages and programs are told of payers: nothing, but for a reason that the log keeps.
@Suite struct RevealTests {
    private static let payments = """
        payment_id,merchant_order_id,type,payer,goods,amount,fee,currency,status,paid_at,channel
        P1,A1,SALE,赵钱孙李,会员月卡备注甲,10.00,0.06,CNY,SUCCESS,2026-06-01 10:01:00,alipay
        P4,A4,SALE,赵钱孙李,会员月卡备注甲,9.00,0.05,CNY,SUCCESS,2026-06-01 10:02:00,alipay

        """
    private static let secrets = ["赵钱孙李", "会员月卡备注甲"]

    private static func tells(_ answer: ServerFixture.Answer) -> Bool {
        secrets.contains { answer.body.contains($0) }
    }

    @Test("pages and answers mask payers; a reason shows them, once it is in the log")
    func revealed() async throws {
        try await ServerFixture.with { fixture in
            let open = try await fixture.reconcile([
                "orders.csv": ServerFixture.orders, "payments.csv": Self.payments,
            ])
            let found = try #require(open["A4"])
            let (cookie, csrf) = try fixture.session(.maker)
            let headers = ["Cookie": cookie]
            for path in [
                "/breaks/\(found)", "/trace?ref=A4", "/workbench?break=\(found)", "/breaks",
                "/evidence", "/imports",
            ] {
                let page = try await fixture.ask("GET", path, headers: headers)
                #expect(page.status == 200 && !Self.tells(page), "\(path) \(page.status)")
            }
            let page = try await fixture.ask("GET", "/breaks/\(found)", headers: headers)
            #expect(page.body.contains("action=\"/reveal\""))
            #expect(page.body.contains("name=\"entry\" value=\"2:1\""))
            let none = try await fixture.post(
                "/reveal", ["csrf": csrf, "entry": "2:1", "reason": " "], headers: headers)
            #expect(none.status == 409 && !Self.tells(none), "\(none.status)")
            let shown = try await fixture.post(
                "/reveal", ["csrf": csrf, "entry": "2:1", "reason": "refund", "back": "/breaks"],
                headers: headers)
            #expect(shown.status == 200 && Self.secrets.allSatisfy { shown.body.contains($0) })
            #expect(shown.header("Cache-Control")?.contains("no-store") == true)
            let facts = try await fixture.server.desk.read(as: "anna") { try $0.store.reveals() }
            #expect(facts.map(\.actor) == ["maker"] && facts.map(\.reason) == ["refund"])
            #expect(facts.map(\.entries) == [[EntryID(segment: 2, row: 1)]])
            let evidence = try await fixture.ask("GET", "/evidence", headers: headers)
            #expect(evidence.body.contains("reveal") && evidence.body.contains("maker"))
        }
    }

    @Test("programs need the scope, and what is kept of an answer is sealed")
    func programs() async throws {
        try await ServerFixture.with { fixture in
            try await fixture.reconcile([
                "orders.csv": ServerFixture.orders, "payments.csv": Self.payments,
            ])
            func ask(_ role: Role, _ body: String) async throws -> ServerFixture.Answer {
                try await fixture.ask(
                    "POST", "/api/v1/reveals", body: body,
                    headers: [
                        "Authorization": "Bearer \(try fixture.token(role))",
                        "Content-Type": "application/json", "Idempotency-Key": "once-\(role)",
                    ])
            }
            let body = #"{"reason":"refund","entries":["2:0"]}"#
            for role in [Role.viewer, .integration] {
                #expect(try await ask(role, body).status == 403)
            }
            #expect(try await ask(.owner, #"{"reason":"","entries":["2:0"]}"#).status == 422)
            #expect(try await ask(.checker, #"{"entries":["2:0"]}"#).status == 422)
            #expect(try await ask(.auditor, #"{"reason":"x","entries":["2:9"]}"#).status == 404)
            let first = try await ask(.maker, body)
            let again = try await ask(.maker, body)
            #expect(first.status == 200 && Self.secrets.allSatisfy { first.body.contains($0) })
            #expect(again.body == first.body && again.header("Idempotent-Replayed") == "true")
            let facts = try await fixture.server.desk.read(as: "anna") { try $0.store.reveals() }
            #expect(facts.count == 1)
            for suffix in ["", "-wal"] {
                let bytes = try Data(
                    contentsOf: URL(filePath: fixture.folder + "/server.db" + suffix))
                for word in Self.secrets { #expect(bytes.range(of: Data(word.utf8)) == nil) }
            }
        }
    }
}
