import Engine
import Records
import Synchronization

/// What is open or not due yet, in memory: read once, afterwards only what has changed, so that a
/// decision costs the next page one break and not a hundred thousand.
final class QueueBoard: Sendable {
    private struct Held {
        var place: BookChanges.Place
        /// In the order in which they came; lines name them by their place.
        var legs: [String] = []
        var shelves: [BreakFilter.Standing: QueueShelf] = [:]
    }

    private let held = Mutex<Held?>(nil)

    /// Resolved ones are not kept: they become more from day to day. Of more than this many, the
    /// oldest are shown.
    static let resolvedLimit = 100_000

    /// One at a time: who comes meanwhile waits for the same answer.
    func lines(
        _ book: Book, _ standing: BreakFilter.Standing, _ order: BreakQuery.Order
    ) throws -> (lines: [QueueLine], legs: [String]) {
        try held.withLock { held in
            try QueueBoard.refresh(&held, book)
            if var shelf = held?.shelves.removeValue(forKey: standing) {
                let lines = shelf.lines(order)
                held?.shelves[standing] = shelf
                return (lines, shelf.legs)
            }
            let zone = try book.zone
            var legs = held?.legs ?? []
            let briefs = try book.store.briefs(
                resolved: standing == .resolved, limit: QueueBoard.resolvedLimit)
            let lines = briefs.map { QueueLine($0, leg: QueueBoard.leg($0.leg, &legs), zone) }
            held?.legs = legs
            var shelf = QueueShelf(lines, legs: legs)
            let found = shelf.lines(order)
            held?.shelves[standing] = shelf
            return (found, legs)
        }
    }

    func count(_ book: Book, _ standing: BreakFilter.Standing) throws -> Int {
        try lines(book, standing, .leg).lines.count
    }

    private static func leg(_ name: String, _ legs: inout [String]) -> Int {
        if let known = legs.firstIndex(of: name) { return known }
        legs.append(name)
        return legs.count - 1
    }

    private static func refresh(_ held: inout Held?, _ book: Book) throws {
        let before = held?.place
        if let before, try book.store.numbers().leaves == before.leaves { return }
        let changes = try book.store.briefs(after: before)
        let zone = try book.zone
        var now = held ?? Held(place: changes.place)
        now.place = changes.place
        now.shelves[.resolved] = nil
        now.shelves[.all] = nil
        let lines = changes.briefs.map { QueueLine($0, leg: leg($0.leg, &now.legs), zone) }
        let gone = Set(lines.map(\.id))
        for (standing, isExpected) in [(BreakFilter.Standing.open, false), (.expected, true)] {
            let own = lines.filter {
                $0.state != .resolved && ($0.state == .expected) == isExpected
            }
            if !changes.isWhole, var shelf = now.shelves.removeValue(forKey: standing) {
                shelf.replace(gone, with: own, legs: now.legs)
                now.shelves[standing] = shelf
            } else {
                now.shelves[standing] = QueueShelf(own, legs: now.legs)
            }
        }
        held = now
    }
}
