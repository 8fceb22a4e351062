/// How far right may be from left. All that is stated counts; the greatest allowance holds.
package struct AmountTolerance: Sendable, Hashable {
    /// Minor units at `scale`; 0 = exact.
    package var absoluteUnits: Int64 = 0
    package var absoluteScale = 2
    /// Millionths of the left amount.
    package var millionths: Int64 = 0
    /// The most that `millionths` may allow, in units at `absoluteScale`. nil: no cap.
    package var capUnits: Int64?
    package var direction = Direction.either

    package enum Direction: String, Sendable {
        case either
        /// Only right > left.
        case over
        /// Only right < left.
        case under
    }

    package init() {}
}
