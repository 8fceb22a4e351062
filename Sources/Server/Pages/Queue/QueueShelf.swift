import Records

/// Breaks of one standing, in each order that was asked for.
struct QueueShelf: Sendable {
    private(set) var legs: [String]
    private var byOrder: [BreakQuery.Order: [QueueLine]]

    init(_ lines: [QueueLine], legs: [String]) {
        self.legs = legs
        byOrder = [.leg: QueueShelf.sorted(lines, .leg, legs)]
    }

    var count: Int { byOrder[.leg]?.count ?? 0 }

    /// Sorted once, kept sorted from then on.
    mutating func lines(_ order: BreakQuery.Order) -> [QueueLine] {
        if let known = byOrder[order] { return known }
        let made = QueueShelf.sorted(byOrder[.leg] ?? [], order, legs)
        byOrder[order] = made
        return made
    }

    /// Those of `gone` leave, `come` come to their places.
    mutating func replace(_ gone: Set<Hash128>, with come: [QueueLine], legs: [String]) {
        self.legs = legs
        for order in Array(byOrder.keys) {
            guard let before = byOrder.removeValue(forKey: order) else { continue }
            let new = QueueShelf.sorted(come, order, legs)
            var merged: [QueueLine] = []
            merged.reserveCapacity(before.count + new.count)
            var next = 0
            for line in before where !gone.contains(line.id) {
                while next < new.count, new[next].precedes(line, order, legs: legs) {
                    merged.append(new[next])
                    next += 1
                }
                merged.append(line)
            }
            merged += new[next...]
            byOrder[order] = merged
        }
    }

    private static func sorted(
        _ lines: [QueueLine], _ order: BreakQuery.Order, _ legs: [String]
    ) -> [QueueLine] {
        lines.sorted { $0.precedes($1, order, legs: legs) }
    }
}
