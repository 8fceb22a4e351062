import Engine
import Foundation
import Matching
import Records
import Testing

@testable import Server

/// Events of the book reach other systems, signed, until they are taken.
@Suite struct WebhookTests {
    private static func open(_ options: inout ServerOptions) {
        options.allowsInnerWebhooks = true
        options.allowsPlainWebhooks = true
    }

    private static let orders = """
        order_id,amount,currency,status,created_at,channel
        A1,10.00,CNY,paid,2026-06-01 10:00:00,alipay
        """

    @Test("signed as the specification's example is")
    func signature() throws {
        // Standard Webhooks and Svix publish this vector with their libraries.
        let secret = try #require(
            Data(base64Encoded: "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let header = WebhookSignature.header(
            message: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330,
            body: Array(#"{"test": 2432232314}"#.utf8), secret: [UInt8](secret))
        #expect(header == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test("a run is told of once, signed, and what fails is tried again under the same id")
    func story() async throws {
        try await ServerFixture.with(WebhookTests.open) { fixture in
            let receiver = WebhookReceiver()
            try await receiver.listening { address in
                let token = ["Authorization": "Bearer \(try fixture.token(.owner))"]
                func post(_ path: String, _ body: String) async throws -> ServerFixture.Answer {
                    var headers = token
                    headers["Content-Type"] = "application/json"
                    return try await fixture.ask(
                        "POST", "/api/v1" + path, body: body, headers: headers)
                }
                let made = try await post(
                    "/webhooks", #"{"address":"\#(address)","events":["run.finished"]}"#)
                #expect(made.status == 201, "\(made.body)")
                let tested = try await post("/webhooks/1/test", "{}")
                #expect(tested.body.contains(#""taken":true"#), "\(tested.body)")
                let first = try #require(receiver.messages.first)
                let text = try #require(made.body.firstMatch(of: /whsec_([A-Za-z0-9+\/=]+)/)).1
                let header = WebhookSignature.header(
                    message: first.id, timestamp: Int64(first.headers["webhook-timestamp"]!)!,
                    body: Array(first.body.utf8),
                    secret: [UInt8](try #require(Data(base64Encoded: "\(text)"))))
                #expect(first.headers["webhook-signature"] == header)
                #expect(first.event == "matchbook.test")

                receiver.answer([500, 302])
                _ = try await fixture.ask(
                    "POST", "/api/v1/imports?name=orders.csv", body: Self.orders, headers: token)
                let ran = try await post("/runs", "{}")
                #expect(ran.status == 200, "\(ran.body)")
                // Each wait of the retries is shorter than a minute.
                let isTold = try await RawListener.wait {
                    fixture.clock.pass(seconds: 60)
                    return receiver.messages.count >= 4
                }
                #expect(isTold)
                let told = receiver.messages.dropFirst()
                #expect(Set(told.map(\.event)) == ["run.finished"])
                #expect(Set(told.map(\.id)).count == 1, "one message")
                let isDelivered = try await RawListener.wait {
                    let deliveries = try fixture.door.store.deliveries(
                        of: 1, before: .max, limit: 9)
                    return deliveries.allSatisfy { $0.state == .delivered }
                        && deliveries.map(\.attempts) == [3, 1]
                }
                #expect(isDelivered)
            }
        }
    }

    @Test("who does not answer keeps nobody else waiting, and the server can end meanwhile")
    func silent() async throws {
        try await ServerFixture.with({
            WebhookTests.open(&$0)
            $0.webhookSeconds = 3600
        }) { fixture in
            let (silent, other) = (WebhookReceiver(), WebhookReceiver())
            silent.answer([0])
            let token = ["Authorization": "Bearer \(try fixture.token(.owner))"]
            @Sendable func run(_ name: String) async throws {
                _ = try await fixture.ask(
                    "POST", "/api/v1/imports?name=\(name).csv",
                    body: Self.orders.replacing("A1", with: name), headers: token)
                let ran = try await fixture.ask(
                    "POST", "/api/v1/runs", body: "{}",
                    headers: token.merging(["Content-Type": "application/json"]) { $1 })
                #expect(ran.status == 200, "\(ran.body)")
            }
            try await silent.listening { first in
                try await other.listening { second in
                    let desk = WebhookDesk(server: fixture.server)
                    let webhook = try await desk.add(first, [.runFinished]).webhook
                    _ = try await desk.add(second, [.runFinished])
                    try await run("A1")
                    #expect(try await RawListener.wait { silent.messages.count == 1 })
                    try await run("A2")
                    #expect(try await RawListener.wait { other.messages.count == 2 })
                    let waiting = try fixture.door.store.deliveries(
                        of: webhook.number, before: .max, limit: 9)
                    #expect(waiting.map(\.attempts) == [0, 0])
                }
            }
        }
    }

    @Test("given up after so many attempts, replayed under the same id; gone is gone")
    func dead() async throws {
        try await ServerFixture.with(WebhookTests.open) { fixture in
            let receiver = WebhookReceiver()
            try await receiver.listening { address in
                let desk = WebhookDesk(server: fixture.server)
                let webhook = try await desk.add(address, [.runFinished]).webhook
                receiver.answer(Array(repeating: 503, count: WebhookDispatcher.attempts))
                _ = try await desk.test(webhook.number)
                func last() throws -> WebhookDelivery {
                    try #require(
                        fixture.door.store.deliveries(of: webhook.number, before: .max, limit: 1)
                            .first)
                }
                let isDead = try await RawListener.wait {
                    fixture.clock.pass(seconds: 3600)
                    return try last().state == .dead
                }
                let dead = try last()
                #expect(isDead && dead.attempts == WebhookDispatcher.attempts)
                #expect(dead.lastAnswer == "503")
                _ = try await desk.replay(dead.number)
                #expect(try await RawListener.wait { try last().state == .delivered })
                #expect(receiver.messages.count == WebhookDispatcher.attempts + 1)
                #expect(Set(receiver.messages.map(\.id)).count == 1)
                receiver.answer([410])
                _ = try await desk.test(webhook.number)
                #expect(try await desk.webhook(webhook.number).endedAt != nil)
                #expect(try last().state == .dead)
                try await desk.remove(webhook.number)
                #expect(try fixture.door.store.webhookPlace() == nil)
                await #expect(throws: APIProblem.self) { try await desk.remove(webhook.number) }
            }
        }
    }

    @Test("what was written down twice is sent once; from a place that has passed, never")
    func once() async throws {
        try await ServerFixture.with { fixture in
            let store = fixture.door.store
            let start = BookChanges.Place(leaves: 1, version: 0)
            let webhook = try #require(
                try store.add(
                    Webhook(
                        key: "k", address: "https://a.invalid", secret: [], events: [.runFinished],
                        createdAt: fixture.clock.now), from: start))
            let delivery = WebhookDelivery(
                webhook: webhook.number, message: "msg_1", event: "run.finished", body: [],
                createdAt: fixture.clock.now.advanced(bySeconds: 9999))
            let next = BookChanges.Place(leaves: 2, version: 0)
            try store.enqueue([delivery, delivery], from: start, to: next)
            var other = delivery
            other.message = "msg_2"
            try store.enqueue([other], from: start, to: next)
            let kept = try store.deliveries(of: webhook.number, before: .max, limit: 9)
            #expect(kept.map(\.message) == ["msg_1"])
            #expect(try store.webhookPlace() == next)
        }
    }

    @Test("breaks are told of where somebody has to look, or no longer has to")
    func breaks() async throws {
        try await ServerFixture.with { fixture in
            let rows: [(BookBreak.State?, BookBreak.State, Webhook.Event?)] = [
                (nil, .open, .breakOpened), (nil, .expected, nil), (nil, .resolved, nil),
                (.expected, .open, .breakOpened), (.open, .open, nil), (.open, .expected, nil),
                (.open, .resolved, .breakResolved), (.reopened, .resolved, .breakResolved),
                (.resolved, .reopened, .breakOpened), (.expected, .resolved, nil),
            ]
            let told = try await fixture.server.desk.read { book in
                try rows.map { before, state, _ in
                    var found = BookBreak(
                        id: Hash128(high: 1, low: 2), state: state, leg: "l",
                        entryClass: .missingRight, severity: .high,
                        amount: Money(decimal: "1.00", currency: Currency("CNY")!)!,
                        openedAt: book.now, run: 1)
                    found.version = 7
                    var changes = BookChanges(place: BookChanges.Place(leaves: 0, version: 0))
                    changes.versions = [BookChanges.Version(found, before: before)]
                    let messages = try WebhookMessages(book: book).messages(changes)
                    let again = try WebhookMessages(book: book).messages(changes)
                    #expect(messages.map(\.id) == again.map(\.id))
                    return messages.first?.event
                }
            }
            for (row, event) in zip(rows, told) { #expect(event == row.2, "\(row)") }
        }
    }

    @Test("addresses of this machine, of private networks and of nobody are refused")
    func inner() throws {
        let rows: [(String, [UInt8], Bool)] = [
            ("0.0.0.0", [0, 0, 0, 0], false), ("10.1.2.3", [10, 1, 2, 3], false),
            ("100.64.0.1", [100, 64, 0, 1], false), ("100.128.0.1", [100, 128, 0, 1], true),
            ("127.0.0.1", [127, 0, 0, 1], false), ("metadata", [169, 254, 169, 254], false),
            ("172.16.0.1", [172, 16, 0, 1], false), ("172.32.0.1", [172, 32, 0, 1], true),
            ("192.168.1.1", [192, 168, 1, 1], false), ("198.19.0.1", [198, 19, 0, 1], false),
            ("multicast", [224, 0, 0, 1], false), ("broadcast", [255, 255, 255, 255], false),
            ("8.8.8.8", [8, 8, 8, 8], true), ("::", Self.six([0]), false),
            ("::1", Self.six([0, 0, 0, 0, 0, 0, 0, 1]), false),
            ("mapped", Self.six([0, 0, 0, 0, 0, 0xFFFF, 0x7F00, 1]), false),
            ("nat64", Self.six([0x64, 0xFF9B, 0, 0, 0, 0, 0x7F00, 1]), false),
            ("fc00::1", Self.six([0xFC00]), false), ("fe80::1", Self.six([0xFE80]), false),
            ("ff02::1", Self.six([0xFF02]), false), ("6to4", Self.six([0x2002, 0x7F00]), false),
            ("teredo", Self.six([0x2001, 0]), false), ("doc", Self.six([0x2001, 0xDB8]), false),
            ("2606:4700::", Self.six([0x2606, 0x4700]), true),
        ]
        for (name, bytes, isPublic) in rows {
            #expect(AddressGuard.isPublic(bytes) == isPublic, "\(name)")
        }
        for host in ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "127.1", "0"] {
            #expect(throws: AddressGuard.Fault.self, "\(host)") {
                try AddressGuard().address(of: host)
            }
        }
        #expect(try AddressGuard(allowsInner: true).address(of: "127.1") == "127.0.0.1")
        #expect(throws: AddressGuard.Fault.unknownHost) {
            try AddressGuard().address(of: "nobody.invalid")
        }
    }

    private static func six(_ words: [UInt16]) -> [UInt8] {
        (words + [UInt16](repeating: 0, count: 8 - words.count)).flatMap {
            [UInt8($0 >> 8), UInt8($0 & 255)]
        }
    }

    @Test(
        "addresses are https and plain",
        arguments: [
            "http://example.com/", "ftp://example.com/", "https://", "https://user@example.com/",
            "https://example.com\\@10.0.0.1/", "https://[::1]/", "https://a b/", "https://a:0/",
            "https://a:65536/", "https://a:1:2/", "https://a/#x", "https://a/\n", "https://例子/",
            "//a/", "https://a/" + String(repeating: "x", count: 2000),
        ])
    func addresses(text: String) throws {
        #expect(throws: WebhookAddress.Fault.self) {
            try WebhookAddress(text, allowsPlain: false)
        }
        let good = try WebhookAddress("https://Hooks.Example.com:8443/a?b=C", allowsPlain: false)
        #expect(good.host == "hooks.example.com" && good.port == 8443)
        #expect(good.text == "https://hooks.example.com:8443/a?b=C")
    }

    @Test("inner addresses are asked by nobody unless it is allowed")
    func guarded() async throws {
        try await ServerFixture.with({ $0.allowsPlainWebhooks = true }) { fixture in
            let receiver = WebhookReceiver()
            try await receiver.listening { address in
                let desk = WebhookDesk(server: fixture.server)
                let webhook = try await desk.add(address, [.runFinished]).webhook
                let answer = try await desk.test(webhook.number)
                #expect(answer == .failed("127.0.0.1 is not a public address"))
                #expect(receiver.messages.isEmpty)
            }
        }
    }
}
