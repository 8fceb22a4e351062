import Dispatch
package import Engine
package import Records
import Synchronization

/// Where requests come to the book. Reading happens on connections of its own, beside a writer;
/// writing one after the other, each holding the book's lock only while it works, so that the
/// command line may be used beside the server.
package final class BookDesk: Sendable {
    /// Opens the book, to write or only to read.
    package typealias Opening = @Sendable (_ writes: Bool) throws(EngineError) -> any BookStore

    private let open: Opening
    private let clock: @Sendable () -> Instant
    private let readers: [Reader]
    private let next = Atomic<Int>(0)
    private let writing = Turnstile()
    /// Work on the book blocks threads; those that answer requests are others.
    private let executor = BlockingExecutor(label: "matchbook.book")

    /// Connections that read at the same time: as many as the smallest machine has cores.
    private static let readerCount = 2

    package init(open: @escaping Opening, clock: @escaping @Sendable () -> Instant) {
        self.open = open
        self.clock = clock
        readers = (0..<BookDesk.readerCount).map { _ in Reader(open: open) }
    }

    package var now: Instant { clock() }

    /// What `body` reads of the book as it stands now.
    package func read<Result: Sendable>(
        as actor: String = "server",
        _ body: @escaping @Sendable (Book) async throws -> Result
    ) async throws -> Result {
        let place = next.wrappingAdd(1, ordering: .relaxed).newValue % readers.count
        return try await withTaskExecutorPreference(executor) { [readers] in
            try await body(readers[place].book(as: actor, at: now))
        }
    }

    /// What `body` does to the book in somebody's name.
    package func write<Result: Sendable>(
        as actor: String, _ body: @escaping @Sendable (Book) async throws -> Result
    ) async throws -> Result {
        await writing.enter()
        defer { writing.leave() }
        return try await withTaskExecutorPreference(executor) { [open] in
            try await body(Book(open(true), actor: actor, now: now))
        }
    }
}

extension BookDesk {
    /// One connection that reads, renewed when others have written: segments that came after it was
    /// opened are not known to it.
    private final class Reader: Sendable {
        private let open: Opening
        private let held = Mutex<Held?>(nil)

        private struct Held {
            var store: any BookStore
            /// Leaves of the log: every change of the book adds some.
            var leaves: Int
        }

        init(open: @escaping Opening) { self.open = open }

        func book(as actor: String, at now: Instant) throws -> Book {
            let store = try held.withLock { held throws -> any BookStore in
                if let known = held, try known.store.numbers().leaves == known.leaves {
                    return known.store
                }
                let store = try open(false)
                held = Held(store: store, leaves: try store.numbers().leaves)
                return store
            }
            return try Book(store, actor: actor, now: now)
        }
    }
}
