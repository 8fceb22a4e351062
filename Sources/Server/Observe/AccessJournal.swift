import Engine
import Records
import Synchronization

/// The audit log of reads and changes: written in batches, so that a page does not wait for a disk.
final class AccessJournal: Sendable {
    private let store: any ServerStore
    private let clock: @Sendable () -> Instant
    private let executor: BlockingExecutor
    private let waiting = Mutex<[AccessRecord]>([])

    /// Records that are kept until there is time; more are written at once.
    private static let batch = 256
    /// Where the disk stands still: the oldest go, and the log says so by their numbers' absence.
    private static let limit = 100_000

    init(
        store: any ServerStore, clock: @escaping @Sendable () -> Instant,
        executor: BlockingExecutor
    ) {
        self.store = store
        self.clock = clock
        self.executor = executor
    }

    /// Nobody was signed in and nothing was changed: of no interest to an auditor.
    func note(actor: String, what: String, address: String, status: Int) {
        guard !actor.isEmpty || !what.hasPrefix("GET ") else { return }
        let record = AccessRecord(
            at: clock(), actor: actor, what: what, address: address, status: status)
        let isMuch = waiting.withLock { waiting in
            if waiting.count < AccessJournal.limit { waiting.append(record) }
            return waiting.count % AccessJournal.batch == 0
        }
        if isMuch { Task { try? await flush() } }
    }

    func flush() async throws {
        let records = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        guard !records.isEmpty else { return }
        try await withTaskExecutorPreference(executor) { [store] in try store.note(records) }
    }

    /// Writes down what came, every second, until the server ends.
    func keep() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(1))
            try? await flush()
        }
        try? await flush()
    }
}
