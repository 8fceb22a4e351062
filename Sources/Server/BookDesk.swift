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
    private let changes = Mutex(Changes())
    /// Work on the book blocks threads; those that answer requests are others.
    private let executor = BlockingExecutor(label: "matchbook.book")

    /// Connections that read at the same time: as many as the smallest machine has cores.
    private static let readerCount = 2

    /// Who has changed the book, and how far it had come then.
    private struct Changes {
        var leaves: [String: Int] = [:]
        /// Of those who are not named any more.
        var others = 0
        var heard: AsyncStream<Void>.Continuation?
        /// Names are people's and programs' accounts: more than a book has.
        static let limit = 1000
    }

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
            let book = try Book(open(true), actor: actor, now: now)
            // What was committed counts, even if the rest of the work has failed.
            defer { note(actor, (try? book.store.numbers().leaves) ?? .max) }
            return try await body(book)
        }
    }

    private func note(_ actor: String, _ leaves: Int) {
        changes.withLock { changes in
            if changes.leaves.count >= Changes.limit {
                changes.others = changes.leaves.values.max() ?? 0
                changes.leaves = [:]
            }
            changes.leaves[actor] = leaves
            changes.heard?.yield()
        }
    }

    /// How many leaves the log had after the last change by somebody of this name, here.
    func leaves(of actor: String) -> Int {
        changes.withLock { $0.leaves[actor] ?? $0.others }
    }

    /// Tells one listener after each change that is made here.
    func changed() -> AsyncStream<Void> {
        let (stream, heard) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        changes.withLock { $0.heard = heard }
        return stream
    }
}

extension BookDesk {
    /// One connection that reads. It sees what others write; only segments that came after it was
    /// opened are not known to it, and they come with statements and runs.
    private final class Reader: Sendable {
        private let open: Opening
        private let held = Mutex<Held?>(nil)

        private struct Held {
            var store: any BookStore
            var statement: Int
            var run: Int
        }

        init(open: @escaping Opening) { self.open = open }

        func book(as actor: String, at now: Instant) throws -> Book {
            let store = try held.withLock { held throws -> any BookStore in
                if let known = held {
                    let numbers = try known.store.numbers()
                    if (numbers.statement, numbers.run) == (known.statement, known.run) {
                        return known.store
                    }
                }
                let store = try open(false)
                let numbers = try store.numbers()
                held = Held(store: store, statement: numbers.statement, run: numbers.run)
                return store
            }
            return try Book(store, actor: actor, now: now)
        }
    }
}
