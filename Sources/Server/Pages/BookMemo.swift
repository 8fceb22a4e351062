import Engine
import Synchronization

/// What was worked out of a book and holds until what it is made of changes: every change adds
/// leaves to its log, not every one touches its statements. So many pages a second cost so many
/// look-ups, not as many sums over all that is open.
final class BookMemo: Sendable {
    /// What a value is made of.
    enum Ground {
        /// Of anything: a note makes it old.
        case all
        /// Of rules, statements and runs: notes and decisions leave it as it is.
        case statements
    }

    /// A value that the first makes while the others wait for it.
    private final class Place: Sendable {
        let value = Mutex<(any Sendable)?>(nil)
    }

    private struct Held {
        var leaves = -1
        var places: [String: Place] = [:]
        var version: BookGround.Version?
        /// Of `.statements`.
        var lasting: [String: Place] = [:]

        mutating func place(_ name: String, of ground: Ground) -> Place {
            let known = ground == .all ? places[name] : lasting[name]
            if let known { return known }
            let place = Place()
            switch ground {
            case .all: places[name] = place
            case .statements: lasting[name] = place
            }
            return place
        }
    }

    private let held = Mutex(Held())
    /// Names are made of what people ask for: pages of filters and the like.
    private static let limit = 200

    /// `make` may ask for values of other names, which do not ask for this one.
    func value<Value: Sendable>(
        _ name: String, _ book: Book, of ground: Ground = .all, _ make: () throws -> Value
    ) throws -> Value {
        let numbers = try book.store.numbers()
        let place = held.withLock { held -> Place? in
            // Another reader has seen a later book meanwhile: what this one makes is its own.
            if numbers.leaves < held.leaves { return nil }
            if numbers.leaves > held.leaves || held.places.count >= BookMemo.limit {
                held.leaves = numbers.leaves
                held.places = [:]
            }
            let version = BookGround.Version(numbers)
            if version != held.version || held.lasting.count >= BookMemo.limit {
                held.version = version
                held.lasting = [:]
            }
            return held.place(name, of: ground)
        }
        guard let place else { return try make() }
        return try place.value.withLock { value in
            if let known = value as? Value { return known }
            let made = try make()
            value = made
            return made
        }
    }

    /// The rules and the statements of the book.
    func ground(_ book: Book) throws -> BookGround {
        try value("ground", book, of: .statements) { try BookGround(book) }
    }

    func status(_ book: Book) throws -> BookStatus {
        try value("status", book, of: .statements) {
            try BookStatus(book, ground(book), counting: false)
        }
    }
}
