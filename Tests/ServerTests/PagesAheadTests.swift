import Engine
import Reports
import Synchronization
import Testing

@testable import Server

/// Pages are made before they are asked for, and never hide from people what they did themselves.
@Suite struct PagesAheadTests {
    /// A book of which only the length is known, pages that wait until they may be made, a clock.
    private final class Shop: Sendable {
        private struct State {
            var leaves = 1
            var made = 0
            var isOpen = true
            var waiting: [CheckedContinuation<Void, Never>] = []
            var fails = false
        }

        private struct Broken: Error {}

        private let state = Mutex(State())
        private let start = ContinuousClock.now
        private let passed = Mutex(Duration.zero)

        var made: Int { state.withLock(\.made) }
        var isMaking: Bool { state.withLock { !$0.waiting.isEmpty } }
        func change() { state.withLock { $0.leaves += 1 } }
        func close() { state.withLock { $0.isOpen = false } }
        func fail(_ fails: Bool) { state.withLock { $0.fails = fails } }
        func pass(_ time: Duration) { passed.withLock { $0 += time } }

        func open() {
            let waiting = state.withLock { state in
                defer { state.waiting = [] }
                state.isOpen = true
                return state.waiting
            }
            for one in waiting { one.resume() }
        }

        var ahead: PagesAhead {
            PagesAhead(
                .init(
                    leaves: { self.state.withLock(\.leaves) },
                    make: { _ in
                        let leaves = self.state.withLock { state in
                            state.made += 1
                            return state.leaves
                        }
                        await withCheckedContinuation { one in
                            let isOpen = self.state.withLock { state in
                                if !state.isOpen { state.waiting.append(one) }
                                return state.isOpen
                            }
                            if isOpen { one.resume() }
                        }
                        if self.state.withLock(\.fails) { throw Broken() }
                        return .init(value: .integer(leaves), marks: [:], leaves: leaves)
                    },
                    now: { self.start + self.passed.withLock { $0 } }))
        }
    }

    private static func until(_ holds: () -> Bool) async throws {
        while !holds() { try await Task.sleep(for: .milliseconds(1)) }
    }

    @Test("who comes after another's change gets the page of before, for a second")
    func others() async throws {
        let shop = Shop()
        let ahead = shop.ahead
        #expect(try await ahead.page(.english, least: 0).leaves == 1)
        #expect(try await ahead.page(.english, least: 0).leaves == 1)
        #expect(shop.made == 1)
        shop.close()
        shop.change()
        #expect(try await ahead.page(.english, least: 1).leaves == 1)
        try await Self.until { shop.isMaking }
        shop.pass(.milliseconds(900))
        #expect(try await ahead.page(.english, least: 1).leaves == 1)
        shop.pass(.milliseconds(200))
        async let late = ahead.page(.english, least: 1)
        shop.open()
        #expect(try await late.leaves == 2)
        #expect(shop.made == 2, "the one that was under way was waited for")
    }

    @Test("who changed something sees it, as does a page that was told of the change")
    func own() async throws {
        let shop = Shop()
        let ahead = shop.ahead
        _ = try await ahead.page(.english, least: 0)
        shop.change()
        #expect(try await ahead.page(.english, least: 2).leaves == 2)
        shop.change()
        #expect(try await ahead.page(.english, least: .max).leaves == 3)
        // One that began before the change does not know of it.
        shop.close()
        shop.change()
        _ = try await ahead.page(.english, least: 0)
        try await Self.until { shop.isMaking }
        shop.change()
        async let mine = ahead.page(.english, least: 5)
        try await Task.sleep(for: .milliseconds(20))
        shop.open()
        #expect(try await mine.leaves == 5)
    }

    @Test("a page is made ahead while somebody asks for it, and not after ten minutes")
    func interest() async throws {
        let shop = Shop()
        let ahead = shop.ahead
        await ahead.renew()
        #expect(shop.made == 0)
        _ = try await ahead.page(.english, least: 0)
        shop.change()
        await ahead.renew()
        #expect(shop.made == 2)
        #expect(try await ahead.page(.english, least: .max).leaves == 2)
        #expect(shop.made == 2)
        shop.pass(PagesAhead.interest)
        shop.change()
        await ahead.renew()
        #expect(shop.made == 2)
    }

    @Test("a page that cannot be made is refused to who waits for it, and tried again")
    func failing() async throws {
        let shop = Shop()
        let ahead = shop.ahead
        shop.fail(true)
        await #expect(throws: (any Error).self) { try await ahead.page(.english, least: 0) }
        shop.fail(false)
        #expect(try await ahead.page(.english, least: 0).leaves == 1)
    }

    @Test("what somebody decides is on the overview that they open next")
    func overview() async throws {
        try await ServerFixture.with { fixture in
            let breaks = try await fixture.day()
            let (maker, csrf) = try fixture.session(.owner)
            func open() async throws -> Int? {
                let page = try await fixture.ask("GET", "/", headers: ["Cookie": maker])
                let found = page.body.firstMatch(of: /Open breaks<\/span><strong>([0-9]+)</)
                return found.flatMap { Int($0.1) }
            }
            #expect(try await open() == 4)
            for (done, id) in breaks.values.sorted().enumerated() {
                let answer = try await fixture.post(
                    "/decide",
                    [
                        "csrf": csrf, "break": id, "kind": "ignore", "reason": "seen",
                    ], headers: ["Cookie": maker])
                #expect(answer.status < 400, "\(answer.body)")
                #expect(try await open() == 3 - done)
            }
        }
    }
}
