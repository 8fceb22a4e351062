/// Why a scored pass took a pair: what each field weighs, and how clearly it is the best.
package struct ScoredAnswer: Sendable {
    package var left: Int32
    package var right: Int32
    package var pass: UInt8
    /// That the pair belongs together, its rivals considered.
    package var probabilityMillionths: Int
    /// The same before history corrected it; nil where it does not.
    package var firstMillionths: Int?
    /// In 1,024ths of a bit: evidence for the pair, or against it.
    package var amount: Int32
    package var time: Int32
    package var channel: Int32
    package var payer: Int32
    /// What the right's remark says of the left; 0 where there is none.
    package var remark: Int32 = 0
    /// The names agree in another script or by how they are read.
    package var isNameFolded = false
    /// How much less the best one-to-one choice without the pair is worth, in 1,024ths of a bit.
    package var margin: Int32
    /// The margin is at least that; who would come next was not looked for.
    package var isMarginFloor: Bool
    /// Who has the pair's right, and its left, in the best choice without it; −1 = nobody.
    package var instead: (left: Int32, right: Int32)

    package static let unitsOfBit: Int32 = Binary.unit
    /// Further than this nobody looks: odds of 65,536 to one, as far as probabilities go.
    static let marginLimit = 16 * Binary.unit
}
