/// Why an event does not belong to the life of a break. Nothing has changed then.
package enum BreakRefusal: Error, Hashable, Sendable {
    /// The first event of a break is that a run finds it.
    case notFoundYet(BreakCause)
    /// Runs go up.
    case runOrder(found: Int, after: Int)
    /// It is resolved already.
    case resolved(by: BreakCause)
    /// It is open, or was resolved by something else than what is taken back.
    case notResolvedBy(BreakCause)
    case text(PlainText.Fault)
    /// A list is full: labels, comments, attachments.
    case tooMany(limit: Int)
    /// An amount that is not a part of what is left of the break.
    case part
}
