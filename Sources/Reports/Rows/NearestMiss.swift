import Matching
import Records

/// Among what stayed open on the other side, the entry that comes closest to a lonely one. It
/// decides nothing; it answers the question "why was this not matched?".
struct NearestMiss: Sendable {
    /// Neighbours looked at in time and among equal amounts, on either side of the moment.
    static let neighbours = 8
    /// Entries looked at that bear the same reference, loosely written.
    static let sameReference = 4
    /// An equal amount further away in time is a coincidence.
    static let equalAmountMicroseconds = 86_400 * Instant.microsecondsPerSecond

    /// Two numbers of fewer characters differ in one by chance.
    static let leastReferenceLength = 8

    /// Open entries of a side that are indexed: on a day that leaves more open than this, the
    /// reader has another question than which one came closest.
    static let openEntries = 50_000

    private let left: OpenEntries
    private let right: OpenEntries

    init(inputs: LegInputs, outcome: LegOutcome) {
        left = OpenEntries(SideRows(inputs.left, outcome.left), outcome.left)
        right = OpenEntries(SideRows(inputs.right, outcome.right), outcome.right)
    }

    /// Index on the other side, −1 where nothing comes near.
    func find(_ found: Break) -> Int32 {
        if found.nearest >= 0 { return found.nearest }
        if found.left >= 0, found.right < 0, let entry = left.probe(found.left) {
            return right.nearest(to: entry)
        }
        if found.right >= 0, found.left < 0, let entry = right.probe(found.right) {
            return left.nearest(to: entry)
        }
        return -1
    }
}
