package import Records

/// A journal entry of a trace.
package struct TracedPosting: Sendable, Hashable {
    package var fact: PostingFact
    /// When its run or decision was done.
    package var at: Instant
    /// A run posts the sums of a day: what is traced is a part of it.
    package var isSum: Bool

    package init(fact: PostingFact, at: Instant, isSum: Bool) {
        self.fact = fact
        self.at = at
        self.isSum = isSum
    }
}
