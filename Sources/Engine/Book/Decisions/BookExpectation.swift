package import Records

/// A break that a decision lets wait; nil: until what it ordered is done.
package struct BookExpectation: Sendable, Hashable {
    package var breakID: Hash128
    package var until: Day?
    package var decision: Int

    package init(breakID: Hash128, until: Day?, decision: Int) {
        self.breakID = breakID
        self.until = until
        self.decision = decision
    }
}
