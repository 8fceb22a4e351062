import Engine
import Synchronization

/// What was worked out of a book and holds until the book changes: every change adds leaves to its
/// log. So many pages a second cost so many look-ups, not as many sums over all that is open.
final class BookMemo: Sendable {
    private struct Held {
        var leaves = -1
        var values: [String: any Sendable] = [:]
    }

    private let held = Mutex(Held())
    /// Names are made of what people ask for: pages of filters and the like.
    private static let limit = 200

    func value<Value: Sendable>(
        _ name: String, _ book: Book, _ make: () throws -> Value
    ) throws -> Value {
        let leaves = try book.store.numbers().leaves
        let known = held.withLock { held in held.leaves == leaves ? held.values[name] : nil }
        if let known = known as? Value { return known }
        let made = try make()
        held.withLock { held in
            // Another reader may have seen a later book meanwhile.
            guard leaves >= held.leaves else { return }
            if leaves > held.leaves || held.values.count >= BookMemo.limit {
                held = Held(leaves: leaves)
            }
            held.values[name] = made
        }
        return made
    }
}
