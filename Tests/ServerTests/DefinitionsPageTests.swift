import Engine
import Testing

@testable import Server

/// Rules that are written in the browser: as the API takes them.
@Suite struct DefinitionsPageTests {
    @Test("the book's own formats stay, and no file of this machine is read")
    func adopts() async throws {
        try await ServerFixture.with { fixture in
            try await fixture.day()
            let yaml = try await fixture.server.desk.write(as: "anna") { book in
                var mapping = ColumnMapping()
                mapping.name = "own-shop"
                mapping.header = ["Ref", "Brutto", "Wann"]
                mapping.uses = ["Ref": .orderReference, "Brutto": .amount, "Wann": .time]
                return try book.keep(mapping, source: nil).yaml
            }
            let (cookie, csrf) = try fixture.session(.owner)
            let headers = ["Cookie": cookie]
            let reads = yaml.replacing(
                "sources:\n",
                with: """
                    sources:
                      - name: spy
                        role: orders
                        dialect: /etc/passwd

                    """)
            #expect(reads != yaml)
            for path in ["/definitions/check", "/definitions"] {
                let refused = try await fixture.post(
                    path, ["csrf": csrf, "yaml": reads], headers: headers)
                #expect(!refused.body.contains("root:"), "\(path)")
                #expect(!refused.body.contains("formaction=\"/definitions\""), "\(path)")
            }
            let checked = try await fixture.post(
                "/definitions/check", ["csrf": csrf, "yaml": yaml], headers: headers)
            #expect(checked.body.contains("Nothing would change"), "\(checked.body)")
            let kept = try await fixture.post(
                "/definitions", ["csrf": csrf, "yaml": yaml], headers: headers)
            #expect(kept.status == 303, "\(kept.body)")
            let stored = try await fixture.server.desk.read { try $0.store.definition() }
            #expect(stored?.isAutomatic == false)
            #expect(stored?.dialects.map(\.name) == ["own-shop.yaml"])
        }
    }
}
