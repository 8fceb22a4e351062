/// What was committed after a place: leaves of the log, and versions of breaks, each in the order
/// they were made.
package struct BookChanges: Sendable {
    /// How far somebody has read: so many leaves, and the number of the last version of a break.
    package struct Place: Sendable, Hashable {
        package var leaves: Int
        package var version: Int

        package init(leaves: Int, version: Int) {
            self.leaves = leaves
            self.version = version
        }
    }

    package struct Leaf: Sendable {
        /// From 0.
        package var position: Int
        /// `BookFact.kind` and its number.
        package var kind: String
        package var number: Int
        package var bytes: [UInt8]

        package init(position: Int, kind: String, number: Int, bytes: [UInt8]) {
            self.position = position
            self.kind = kind
            self.number = number
            self.bytes = bytes
        }
    }

    package struct Version: Sendable {
        package var found: BookBreak
        /// What the break was before; nil: it is new.
        package var before: BookBreak.State?

        package init(_ found: BookBreak, before: BookBreak.State?) {
            self.found = found
            self.before = before
        }
    }

    package var leaves: [Leaf] = []
    /// Without those that an undone run had made.
    package var versions: [Version] = []
    /// Where these end.
    package var place: Place

    package init(place: Place) { self.place = place }
}
