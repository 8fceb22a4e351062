package import Records

/// Whether a second person must agree, and why.
package enum Approval: Hashable, Sendable {
    case makerAlone
    /// This kind always needs two.
    case always
    /// The amount is above what one person may decide.
    case above(limit: Money, amount: Money)
    /// Nobody set a limit for this currency: nothing of it may be decided alone.
    case noLimit(Currency)
}
