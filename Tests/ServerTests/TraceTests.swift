import Engine
import Foundation
import Reports
import Testing

@testable import Server

/// One number's story and its proof, as a page and for programs.
@Suite struct TraceTests {
    private static let orders = """
        order_id,amount,currency,status,created_at,channel
        A1,10.00,CNY,paid,2026-06-01 10:00:00,alipay
        """

    @Test("an imported order is told, and proven by a file")
    func story() async throws {
        try await ServerFixture.with { fixture in
            let token = try fixture.token(.owner)
            let headers = ["Authorization": "Bearer \(token)"]
            let taken = try await fixture.ask(
                "POST", "/api/v1/imports?name=orders.csv", body: Self.orders, headers: headers)
            #expect(taken.status == 200, "\(taken.body)")
            let rows: [(String, Int, String)] = [
                ("/api/v1/trace?reference=A1", 200, "\"entries\":[{"),
                ("/api/v1/trace?reference=B9", 404, "not-found"),
                ("/api/v1/trace", 400, "reference"),
                ("/api/v1/search?q=A1", 200, "\"line\":2"),
                ("/api/v1/search?q=B9", 200, "\"entries\":[]"),
                ("/api/v1/proof?reference=A1", 200, "matchbook-proof-bundle@"),
                ("/api/v1/proof?reference=B9", 404, "not-found"),
                ("/api/v1/log/leaves/0", 200, "\"tree_size\":"),
                ("/api/v1/log/leaves/9999", 404, "not-found"),
            ]
            for (path, status, part) in rows {
                let answer = try await fixture.ask("GET", path, headers: headers)
                #expect(answer.status == status && answer.body.contains(part), "\(path)")
            }
            let (cookie, _) = try fixture.session(.auditor)
            let page = try await fixture.ask("GET", "/trace?ref=%20A1", headers: ["Cookie": cookie])
            #expect(page.status == 200 && page.body.contains("10.00 CNY"))
            #expect(page.body.contains("href=\"/trace/proof?ref=A1\""))
            #expect(page.body.contains("href=\"/evidence/"))
            let proof = try await fixture.ask(
                "GET", "/trace/proof?ref=A1", headers: ["Cookie": cookie])
            #expect(proof.body.contains("matchbook-proof-bundle@"))
            #expect(proof.header("Content-Disposition")?.contains("proof-A1.bundle") == true)
            let none = try await fixture.ask("GET", "/trace?ref=B9", headers: ["Cookie": cookie])
            #expect(none.status == 200 && none.body.contains("no such number"))
        }
    }

    @Test("a file's name bears nothing but letters and figures of a reference")
    func names() {
        #expect(TracePage.fileName("../a\"b\r\n单1") == "proof-ab1.bundle")
        #expect(TracePage.fileName(String(repeating: "x", count: 99)).utf8.count == 53)
    }
}
