import Engine
import Records
import Synchronization

/// What is open or not due yet, in memory: read once, afterwards only what has changed, so that a
/// decision costs the next overview one break and not a hundred thousand.
final class QueueBoard: Sendable {
    struct Held {
        var place: BookChanges.Place
        /// In the order in which they came; lines name them by their place.
        var legs: [String] = []
        var open: [QueueLine] = []
        var expected: [QueueLine] = []
    }

    private let held = Mutex<Held?>(nil)

    /// One at a time: who comes meanwhile waits for the same answer.
    func now(_ book: Book) throws -> Held {
        try held.withLock { held in
            let now = try QueueBoard.refreshed(held, book)
            held = now
            return now
        }
    }

    private static func refreshed(_ held: Held?, _ book: Book) throws -> Held {
        let before = held?.place
        if let held, try book.store.numbers().leaves == held.place.leaves { return held }
        let changes = try book.store.briefs(after: before)
        let zone = try book.zone
        var now = held ?? Held(place: changes.place)
        now.place = changes.place
        let lines = changes.briefs.map { QueueLine($0, leg: leg($0.leg, &now.legs), zone) }
        if changes.isWhole {
            (now.open, now.expected) = ([], [])
        } else {
            let gone = Set(lines.map(\.id))
            now.open.removeAll { gone.contains($0.id) }
            now.expected.removeAll { gone.contains($0.id) }
        }
        for line in lines {
            switch line.state {
            case .open, .reopened: now.open.append(line)
            case .expected: now.expected.append(line)
            case .resolved: break
            }
        }
        return now
    }

    private static func leg(_ name: String, _ legs: inout [String]) -> Int {
        if let known = legs.firstIndex(of: name) { return known }
        legs.append(name)
        return legs.count - 1
    }
}
