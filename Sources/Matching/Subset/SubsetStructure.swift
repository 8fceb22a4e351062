/// Which sets of entries count as one payment: those equal in some attributes, in a shape.
package struct SubsetStructure: Sendable, Hashable {
    /// All parts are equal in these.
    package var attributes: [Attribute]
    package var shape: Shape

    package enum Attribute: String, Sendable, CaseIterable {
        /// The settlement batch that the entry names.
        case batch
        /// The booking day, else the business day of its time.
        case day
        case channel, shop, product
        /// The rate that the row itself states.
        case feeRate
    }

    package enum Shape: String, Sendable, CaseIterable {
        /// Everything that is equal in the attributes.
        case whole
        /// One to three whole batches.
        case batches
        /// Consecutive whole days.
        case days
        /// Consecutive in time; entries of one moment stay together.
        case run
        /// Any set at all.
        case any
    }

    /// Settlements that one bank credit merges: a weekend and a day.
    static let batchesOfOneTarget = 3

    package init(_ attributes: [Attribute], _ shape: Shape) {
        self.attributes = attributes
        self.shape = shape
    }

    /// "channel+day", "run", "channel+any".
    package var name: String {
        var words = attributes.map(\.rawValue)
        if shape != .whole || words.isEmpty { words.append(shape.rawValue) }
        return words.joined(separator: "+")
    }
}
