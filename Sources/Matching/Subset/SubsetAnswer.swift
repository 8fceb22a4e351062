/// What a subset pass found out about one target.
package struct SubsetAnswer: Sendable, Hashable {
    package var side: Side
    package var target: Int32
    package var pass: UInt8
    package var verdict: Verdict
    /// Under which the answer was found, place in the rule's list; −1 = none was.
    package var structure = -1
    /// Sets that sum to the target; a floor where `isFloor`.
    package var count: UInt32 = 0
    package var isFloor = false
    /// The first few of them, members in stated order.
    package var solutions: [[Int32]] = []
    /// All solutions are the same amounts, and differ in which of equal entries they take.
    package var isInterchangeable = false
    /// Attributes in which the solutions named here differ.
    package var apart: [SubsetStructure.Attribute] = []
    /// Accidental solutions to be expected among the sets looked at, in millionths.
    package var chanceMillionths: Int64 = 0
    /// Entries that could be parts; and, where the budget ran out, different amounts of them that
    /// were looked at before.
    package var candidates = 0
    package var considered = 0
    /// The unique solution is the target to the unit, not only within tolerance.
    package var isExact = false

    package enum Verdict: String, Sendable {
        /// Proven to be the only one under its structure, and not to be expected by accident.
        case unique
        case several
        /// The only one, but one was to be expected by accident.
        case chance
        /// The only one, but another target claims one of its parts.
        case contested
        case none
        case budget
    }

    /// Solutions that are named; who meets more has another question than which ones.
    static let namedSolutions = 3
}
