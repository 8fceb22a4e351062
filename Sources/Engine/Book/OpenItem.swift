package import Matching
package import Records
package import Reports

/// An entry that a run carried on: it has no partner yet, or one that it does not agree with.
package struct OpenItem: Sendable, Hashable {
    package var leg: String
    package var side: Side
    package var entry: EntryID
    package var entryClass: EntryClass
    package var amount: Money
    /// The break or expected item that speaks of it.
    package var breakID: Hash128
    package var since: Int
    /// Why it is open no more, where something other than a run settled it; the next run counts
    /// it as resolved.
    package var leaving: Leaving?

    package enum Leaving: Sendable, Hashable {
        case superseded(by: Int)
        case decided(by: Int)

        package var text: String {
            switch self {
            case .superseded(let number): "import \(number)"
            case .decided(let number): "decision \(number)"
            }
        }

        package init?(_ text: String) {
            let parts = text.split(separator: " ")
            guard parts.count == 2, let number = Int(parts[1]) else { return nil }
            switch parts[0] {
            case "import": self = .superseded(by: number)
            case "decision": self = .decided(by: number)
            default: return nil
            }
        }
    }

    package init(
        leg: String, side: Side, entry: EntryID, entryClass: EntryClass, amount: Money,
        breakID: Hash128, since: Int, leaving: Leaving? = nil
    ) {
        self.leg = leg
        self.side = side
        self.entry = entry
        self.entryClass = entryClass
        self.amount = amount
        self.breakID = breakID
        self.since = since
        self.leaving = leaving
    }

    package var place: Place { Place(leg: leg, side: side, entry: entry) }

    /// What makes two items the same one.
    package struct Place: Sendable, Hashable, Comparable {
        package var leg: String
        package var side: Side
        package var entry: EntryID

        package init(leg: String, side: Side, entry: EntryID) {
            self.leg = leg
            self.side = side
            self.entry = entry
        }

        package static func < (a: Place, b: Place) -> Bool {
            (a.leg, a.side.rawValue, a.entry.rawValue) < (b.leg, b.side.rawValue, b.entry.rawValue)
        }
    }

    /// SHA-256 over items, whatever their order.
    package static func digest(_ items: [OpenItem]) -> String {
        Digest.sha256(
            items.sorted { $0.place < $1.place }.flatMap { $0.json.compact() + [0x0A] })
    }

    package var json: JSONValue {
        .array([
            .string(leg), .string(side.name), .string("\(entry)"), .string(entryClass.name),
            .string(amount.decimal), .string(amount.currency.description), .string(breakID.hex),
            .integer(since), .optional(leaving?.text),
        ])
    }
}
