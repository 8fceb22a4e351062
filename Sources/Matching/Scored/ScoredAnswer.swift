/// Why a scored pass took a pair: what each field weighs, and who else was there.
package struct ScoredAnswer: Sendable, Hashable {
    package var left: Int32
    package var right: Int32
    package var pass: UInt8
    /// That the pair belongs together, its rivals considered.
    package var probabilityMillionths: Int
    /// In 1,024ths of a bit: evidence for the pair, or against it.
    package var amount: Int32
    package var time: Int32
    package var channel: Int32
    package var payer: Int32
    /// The left that comes next for this right, −1, and by how much it is less likely.
    package var runnerUp: Int32 = -1
    package var margin: Int32 = 0

    package static let unitsOfBit: Int32 = Binary.unit
}
