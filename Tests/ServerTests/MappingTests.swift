import Engine
import Foundation
import Records
import Testing

@testable import Server

/// A file that no format knows becomes one that the book knows.
@Suite struct MappingTests {
    private static let first = """
        Ref,Brutto,Wann,Zustand
        B-1,12.50,2026-06-01 10:00:00,ok
        B-2,7.00,2026-06-01 11:00:00,ok
        """
    private static let second = """
        Ref,Brutto,Wann,Zustand
        B-3,1.00,2026-06-02 10:00:00,ok
        """

    private func upload(
        _ fixture: ServerFixture, _ text: String, _ name: String,
        _ session: (cookie: String, csrf: String)
    ) async throws -> ServerFixture.Answer {
        let body =
            "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(session.csrf)\r\n"
            + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n"
            + text + "\r\n--x--\r\n"
        return try await fixture.ask(
            "POST", "/imports", body: body,
            headers: [
                "Cookie": session.cookie, "Content-Type": "multipart/form-data; boundary=x",
                "Origin": "http://127.0.0.1:\(fixture.port)", "X-CSRF-Token": session.csrf,
            ])
    }

    private func draft(_ answer: ServerFixture.Answer) throws -> String {
        String(try #require(answer.body.firstMatch(of: /href="(\/imports\/mapping\/[^"]+)"/)).1)
    }

    private static func fields(
        _ csrf: String, _ amount: String = "amount"
    ) -> KeyValuePairs<String, String> {
        [
            "csrf": csrf, "was": "1", "line": "1", "name": "own-shop", "role": "orders",
            "currency": "EUR", "zone": "Europe/Berlin", "use-0": "order", "use-1": amount,
            "use-2": "time", "use-3": "status", "word-3-0": "succeeded",
        ]
    }

    @Test("the preview is what the import makes, and the next file is known")
    func keeps() async throws {
        try await ServerFixture.with { fixture in
            let session = try fixture.session(.owner)
            let headers = ["Cookie": session.cookie]
            let refused = try await upload(fixture, Self.first, "shop.csv", session)
            let address = try draft(refused)
            let page = try await fixture.ask("GET", address, headers: headers)
            #expect(page.status == 200 && page.body.contains("Brutto"))
            // Nothing says which column is the amount: no preview, and nothing to keep.
            #expect(page.body.contains("id=\"fault\"") && !page.body.contains("/keep\""))
            let preview = try await fixture.post(
                address, Self.fields(session.csrf), headers: headers)
            #expect(preview.body.contains("2 rows → <strong>2</strong> entries"))
            #expect(preview.body.contains("12.50 EUR") && preview.body.contains("B-2"))
            let definitions = try await fixture.server.desk.read { try $0.store.numbers() }
            #expect(definitions.definition == 0 && definitions.imports == 0)

            let kept = try await fixture.post(
                address + "/keep", ["csrf": session.csrf], headers: headers)
            #expect(kept.status == 200 && kept.body.contains("<strong>2</strong> new entries"))
            let stored = try await fixture.server.desk.read { try $0.store.definition() }
            #expect(stored?.dialects.map(\.name) == ["own-shop.yaml"])
            let table = try await fixture.server.desk.read {
                try $0.store.table(of: 1, rows: [0, 1])
            }
            #expect(table.gross(ofRow: 0)?.decimal == "12.50")
            #expect(table.occurred(ofRow: 0)?.rfc3339(in: .utc).contains("T08:00") == true)
            // The draft is gone, and the format stays through a run that makes the rules anew.
            #expect(try await fixture.ask("GET", address, headers: headers).status == 404)
            try await fixture.server.desk.write(as: "owner") { book in
                let plan = try await BookRun(book, through: nil).plan()
                try plan.run.commit(plan)
            }
            let known = try await upload(fixture, Self.second, "june.csv", session)
            #expect(known.body.contains("<strong>1</strong> new entries"), "\(known.body)")
            #expect(known.body.contains("own-shop"))
            // Another column may change what a row means: somebody has to say so.
            let wider = Self.second.replacing("Zustand", with: "Zustand,Art")
                .replacing("ok", with: "ok,Gutschrift")
            let unknown = try await upload(fixture, wider, "wide.csv", session)
            _ = try draft(unknown)
        }
    }

    @Test("in rules that a person wrote, the source that was chosen reads it from then on")
    func sources() async throws {
        try await ServerFixture.with { fixture in
            try await fixture.day()
            try await fixture.server.desk.write(as: "anna") { book in
                let yaml = try #require(try book.store.definition()?.yaml)
                _ = try book.adopt(definitionText: yaml)
            }
            let session = try fixture.session(.owner)
            let headers = ["Cookie": session.cookie]
            let address = try draft(
                try await upload(fixture, Self.first, "shop.csv", session))
            _ = try await fixture.post(address, Self.fields(session.csrf), headers: headers)
            let none = try await fixture.post(
                address + "/keep", ["csrf": session.csrf, "source": "nobody"], headers: headers)
            #expect(none.status == 409)
            let kept = try await fixture.post(
                address + "/keep", ["csrf": session.csrf, "source": "orders"], headers: headers)
            #expect(kept.body.contains("<strong>2</strong> new entries"), "\(kept.body)")
            for (name, text) in [
                ("june.csv", Self.second),
                ("more.csv", ServerFixture.orders.replacing("A", with: "B")),
            ] {
                let known = try await upload(fixture, text, name, session)
                #expect(known.body.contains("new entries"), "\(known.body)")
            }
            let sources = try await fixture.server.desk.read { try $0.store.statements() }
            #expect(sources.suffix(3).map(\.source) == ["orders", "orders", "orders"])
        }
    }

    @Test("a file that would be refused is not kept, nor its format")
    func refuses() async throws {
        try await ServerFixture.with { fixture in
            let session = try fixture.session(.owner)
            let headers = ["Cookie": session.cookie]
            let text = Self.first.replacing("12.50", with: "twelve")
            let address = try draft(try await upload(fixture, text, "shop.csv", session))
            let preview = try await fixture.post(
                address, Self.fields(session.csrf), headers: headers)
            #expect(preview.body.contains("data-mark=\"twelve\""), "\(preview.body)")
            let none = try await fixture.post(
                address, Self.fields(session.csrf, "memo"), headers: headers)
            #expect(none.body.contains("id=\"fault\"") && !none.body.contains("/keep\""))
            let kept = try await fixture.post(
                address + "/keep", ["csrf": session.csrf], headers: headers)
            #expect(kept.status == 409, "\(kept.status)")
            let numbers = try await fixture.server.desk.read { try $0.store.numbers() }
            #expect(numbers.definition == 0 && numbers.imports == 0)
        }
    }

    @Test("goods are not shown, whichever line is the header")
    func secrets() async throws {
        try await ServerFixture.with { fixture in
            let session = try fixture.session(.owner)
            let text = "Ref,Brutto,卡密\nB-1,12.50,GOODS-1\nB-2,7.00,GOODS-2\n"
            let address = try draft(try await upload(fixture, text, "shop.csv", session))
            let page = try await fixture.ask("GET", address, headers: ["Cookie": session.cookie])
            #expect(page.body.contains("B-2 · 7.00 · •••") && !page.body.contains("GOODS"))
        }
    }

    @Test("a draft is its person's, and formats are kept by owners")
    func access() async throws {
        try await ServerFixture.with { fixture in
            let maker = try fixture.session(.maker)
            let address = try draft(
                try await upload(fixture, Self.first, "shop.csv", maker))
            let owner = try fixture.session(.owner)
            let other = try await fixture.ask("GET", address, headers: ["Cookie": owner.cookie])
            #expect(other.status == 404)
            let own = try await fixture.ask("GET", address, headers: ["Cookie": maker.cookie])
            #expect(own.status == 200)
            let kept = try await fixture.post(
                address + "/keep", ["csrf": maker.csrf], headers: ["Cookie": maker.cookie])
            #expect(kept.status == 403)
            fixture.clock.pass(seconds: MappingDrafts.seconds + 1)
            let late = fixture.server.drafts.draft(
                String(address.split(separator: "/").last ?? ""), of: 1, at: fixture.clock.now)
            #expect(late == nil)
        }
    }

    @Test("what a server that was killed left is gone when the next one begins; others keep theirs")
    func swept() async throws {
        let left = FileManager.default.temporaryDirectory.appending(
            path: "matchbook-server-\(UUID().uuidString)", directoryHint: .isDirectory)
        let file = left.appending(path: "mapping-1/shop.csv")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(Self.first.utf8).write(to: file)
        try Data().write(to: left.appending(path: "lock"))
        try await ServerFixture.with { first in
            #expect(!FileManager.default.fileExists(atPath: left.path))
            let session = try first.session(.owner)
            let address = try draft(
                try await upload(first, Self.first, "shop.csv", session))
            try await ServerFixture.with { second in
                #expect(second.server.scratch.url != first.server.scratch.url)
                let page = try await first.ask(
                    "GET", address, headers: ["Cookie": session.cookie])
                #expect(page.status == 200, "the other's file is still there")
            }
            #expect(FileManager.default.fileExists(atPath: first.server.scratch.url.path))
        }
    }

    @Test("so many drafts and no more; a large file has none")
    func limits() throws {
        let drafts = MappingDrafts(in: try ScratchFolder())
        let now = Instant(seconds: 0)
        var ids: [String] = []
        for place in 0...MappingDrafts.limit {
            let at = now.advanced(bySeconds: Int64(place))
            ids.append(try #require(try drafts.keep([1], name: "a.csv", of: 1, at: at)).id)
        }
        let end = now.advanced(bySeconds: 30)
        #expect(drafts.draft(ids[0], of: 1, at: end) == nil)
        let last = try #require(drafts.draft(ids[MappingDrafts.limit], of: 1, at: end))
        #expect(FileManager.default.fileExists(atPath: last.path))
        drafts.remove(last.id)
        #expect(!FileManager.default.fileExists(atPath: last.path))
        let large = [UInt8](repeating: 0, count: MappingDrafts.byteLimit + 1)
        #expect(try drafts.keep(large, name: "a.csv", of: 1, at: now) == nil)
    }
}
