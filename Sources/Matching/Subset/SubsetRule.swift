/// No key: one entry is the sum of several of the other side, proven to be the only such sum.
package struct SubsetRule: Sendable, Hashable {
    /// The side of the one entry; the other side's entries are its parts.
    package var target = Side.right
    /// The parts lie within target − before … target + after. Both are not negative.
    package var beforeSeconds: Int64 = 7 * 86_400
    package var afterSeconds: Int64 = 0
    /// What of a part is summed.
    package var measure = Measure.gross
    /// How far the target may be from the sum; a share is of the target.
    package var tolerance = AmountTolerance()
    /// How many parts there may be; where that is limited, only amounts of the target's sign count.
    package var items = 1...SubsetRule.itemLimit
    /// Tried in order; the first that holds any solution decides.
    package var structures = SubsetRule.usualStructures
    /// Words of 64 sums that may be looked at for one target (about half a nanosecond each).
    package var budget = 100_000_000
    /// A unique answer stands only where fewer accidental ones were to be expected, in millionths.
    package var chanceMillionths: Int64 = 10_000

    package enum Measure: String, Sendable { case gross, net }

    /// More parts than this are a period, not a payment.
    package static let itemLimit = 1_000_000

    package static let usualStructures: [SubsetStructure] = [
        SubsetStructure([.batch], .whole), SubsetStructure([], .batches),
        SubsetStructure([.channel, .day], .whole), SubsetStructure([.channel], .days),
        SubsetStructure([], .run), SubsetStructure([], .any),
    ]

    package init() {}

    /// Whether the number of parts is part of the question.
    var countsItems: Bool { items.lowerBound > 1 || items.upperBound < SubsetRule.itemLimit }
}
