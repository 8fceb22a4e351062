package import Records

/// What a group pass found out of the entries of one key that both sides have.
package struct GroupAnswer: Sendable, Hashable {
    package var pass: UInt8
    /// Members in stated order.
    package var left: [Int32]
    package var right: [Int32]
    /// As compared: after fees where the rule says so.
    package var leftSum: Money
    package var rightSum: Money
    package var verdict: Verdict

    package enum Verdict: Sendable {
        case equal, withinTolerance, differs
        /// The sums agree, but there are more entries on a side than the rule says.
        case otherShape
        /// The sums agree, but a decision keeps some of the left from some of the right.
        case keptApart
    }
}
