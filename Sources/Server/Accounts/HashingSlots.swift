import Synchronization

/// How many passwords are worked out at once: each takes 64 MiB and half a second.
final class HashingSlots: Sendable {
    private struct State {
        var free = HashingSlots.count
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private static let count = 2
    /// Who comes when so many wait is told to come again: they would wait for ten seconds.
    private static let waitingLimit = 32
    private let state = Mutex(State())

    /// What `body` answers; nil where too many wait.
    func with<Result: Sendable>(_ body: () async throws -> Result) async rethrows -> Result? {
        guard state.withLock({ $0.waiting.count < HashingSlots.waitingLimit }) else { return nil }
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.free == 0 {
                    state.waiting.append(continuation)
                    return false
                }
                state.free -= 1
                return true
            }
            if isFree { continuation.resume() }
        }
        defer { leave() }
        return try await body()
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if state.waiting.isEmpty {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
