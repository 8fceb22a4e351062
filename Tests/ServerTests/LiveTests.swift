import Engine
import Foundation
import StorageSQLite
import Testing

@testable import Server

/// Pages that follow the book hear of what anybody does to it.
@Suite struct LiveTests {
    private static let orders = """
        order_id,amount,currency,status,created_at,channel
        A1,10.00,CNY,paid,2026-06-01 10:00:00,alipay
        """

    private static func quick(_ options: inout ServerOptions) {
        options.live.look = .milliseconds(50)
        options.live.heartbeat = .milliseconds(200)
        options.live.patience = .milliseconds(400)
    }

    /// As the command line does it beside the server.
    private static func importByAnother(_ fixture: ServerFixture) async throws {
        let path = fixture.folder + "/orders.csv"
        try Data(orders.utf8).write(to: URL(filePath: path))
        let store = try BookDatabase(folder: fixture.folder, writes: true)
        let book = try Book(store, actor: "another", now: fixture.clock.now)
        _ = try await BookImport(book).importFile(path)
    }

    @Test("two hundred listeners hear of an import by another writer, and are forgotten")
    func many() async throws {
        try await ServerFixture.with(LiveTests.quick) { fixture in
            let (cookie, _) = try fixture.session(.viewer)
            var listeners = try (0..<200).map { _ in
                try RawListener(port: fixture.port, cookie: cookie)
            }
            for listener in listeners {
                #expect(try await listener.heard("\"imports\":0"), "\(listener.text)")
                #expect(try await listener.heard(": \n\n"))
            }
            #expect(listeners[0].text.contains("text/event-stream"))
            #expect(fixture.server.live.count == 200)
            let metrics = try await fixture.ask("GET", "/metrics").body
            #expect(metrics.contains("matchbook_event_listeners 200\n"))
            try await Self.importByAnother(fixture)
            for listener in listeners {
                #expect(try await listener.heard("\"imports\":1"), "\(listener.text)")
            }
            let page = try await fixture.ask("GET", "/", headers: ["Cookie": cookie])
            let leaves = try #require(page.body.firstMatch(of: /data-leaves="([0-9]+)"/)).1
            #expect(listeners[0].text.contains("\"leaves\":\(leaves),"))
            listeners.removeLast(150)
            #expect(try await RawListener.wait { fixture.server.live.count == 50 })
            listeners = []
            #expect(try await RawListener.wait { fixture.server.live.count == 0 })
            let after = try await fixture.ask("GET", "/metrics").body
            #expect(after.contains("matchbook_event_listeners 0\n"))
        }
    }

    @Test("who does not read is dropped, and keeps nobody else waiting")
    func slow() async throws {
        try await ServerFixture.with(LiveTests.quick) { fixture in
            let (cookie, _) = try fixture.session(.viewer)
            let quick = try RawListener(port: fixture.port, cookie: cookie)
            #expect(try await quick.heard("event: book"))
            let slow = try RawListener(port: fixture.port, cookie: cookie, receiveBuffer: 2048)
            #expect(try await RawListener.wait { fixture.server.live.count == 2 })
            let figures = try await fixture.server.live.figures()
            let isDropped = try await RawListener.wait {
                fixture.server.live.tell(figures)
                _ = quick.take()
                return fixture.server.live.count == 1
            }
            #expect(isDropped)
            #expect(try await RawListener.wait { slow.take() }, "the connection is closed")
            #expect(!quick.take(), "the other one goes on")
        }
    }

    @Test("so many listeners and no more; programs and strangers get no stream")
    func limits() async throws {
        try await ServerFixture.with({
            LiveTests.quick(&$0)
            $0.live.listeners = 2
        }) { fixture in
            let (cookie, _) = try fixture.session(.viewer)
            let first = try RawListener(port: fixture.port, cookie: cookie)
            let second = try RawListener(port: fixture.port, cookie: cookie)
            #expect(try await first.heard("event: book"))
            #expect(try await second.heard("event: book"))
            let third = try await fixture.ask("GET", "/events", headers: ["Cookie": cookie])
            #expect(third.status == 503 && third.header("Retry-After") == "60")
            let token = ["Authorization": "Bearer \(try fixture.token(.owner))"]
            #expect(try await fixture.ask("GET", "/events", headers: token).status == 401)
            #expect(try await fixture.ask("GET", "/events").status == 303)
            first.close()
            second.close()
            #expect(try await RawListener.wait { fixture.server.live.count == 0 })
            let head = try await fixture.ask("HEAD", "/events", headers: ["Cookie": cookie])
            #expect(head.status == 200)
            #expect(try await RawListener.wait { fixture.server.live.count == 0 })
        }
    }

    @Test("a stream ends after so long, and browsers come again")
    func longest() async throws {
        try await ServerFixture.with({
            LiveTests.quick(&$0)
            // Long enough that a busy machine sends the first event before.
            $0.live.longest = .seconds(6)
        }) { fixture in
            let (cookie, _) = try fixture.session(.viewer)
            let listener = try RawListener(port: fixture.port, cookie: cookie)
            #expect(try await RawListener.wait { listener.take() }, "it ends")
            #expect(listener.text.contains("event: book"))
            #expect(try await RawListener.wait { fixture.server.live.count == 0 })
        }
    }

    @Test("a page left open does not keep its session alive")
    func idle() async throws {
        try await ServerFixture.with(LiveTests.quick) { fixture in
            let (cookie, _) = try fixture.session(.viewer)
            let background = ["Cookie": cookie, "X-Background": "1"]
            fixture.clock.pass(seconds: AccountSession.idle - 10)
            #expect(try await fixture.ask("GET", "/", headers: background).status == 200)
            fixture.clock.pass(seconds: 20)
            #expect(try await fixture.ask("GET", "/", headers: background).status == 303)
        }
    }
}
