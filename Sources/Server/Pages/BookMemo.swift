import Engine
import Synchronization

/// What was worked out of a book and holds until the book changes: every change adds leaves to its
/// log. So many pages a second cost so many look-ups, not as many sums over all that is open.
final class BookMemo: Sendable {
    /// A value that the first makes while the others wait for it.
    private final class Place: Sendable {
        let value = Mutex<(any Sendable)?>(nil)
    }

    private struct Held {
        var leaves = -1
        var places: [String: Place] = [:]
    }

    private let held = Mutex(Held())
    /// Names are made of what people ask for: pages of filters and the like.
    private static let limit = 200

    /// `make` may ask for values of other names, which do not ask for this one.
    func value<Value: Sendable>(
        _ name: String, _ book: Book, _ make: () throws -> Value
    ) throws -> Value {
        let leaves = try book.store.numbers().leaves
        let place = held.withLock { held -> Place? in
            // Another reader has seen a later book meanwhile: what this one makes is its own.
            if leaves < held.leaves { return nil }
            if leaves > held.leaves || held.places.count >= BookMemo.limit {
                held = Held(leaves: leaves)
            }
            if let known = held.places[name] { return known }
            let place = Place()
            held.places[name] = place
            return place
        }
        guard let place else { return try make() }
        return try place.value.withLock { value in
            if let known = value as? Value { return known }
            let made = try make()
            value = made
            return made
        }
    }
}
