package import Records

/// How often a name was said with a wrong password or code in a row, whether or not an account has
/// it: so a stranger cannot learn which names exist.
package struct SignInFailures: Sendable, Hashable {
    package var count: Int
    package var lastAt: Instant

    package init(count: Int, lastAt: Instant) {
        self.count = count
        self.lastAt = lastAt
    }

    /// As many as an honest person mistypes.
    package static let free = 5
    /// Seconds; doubled with each further failure.
    private static let firstWait: Int64 = 15
    /// A quarter of an hour: 100 guesses a day, and the owner is not shut out for long.
    private static let longestWait: Int64 = 900

    /// When the next attempt is looked at.
    package var until: Instant {
        guard count >= SignInFailures.free else { return lastAt }
        let doublings = min(count - SignInFailures.free, 6)
        let wait = min(SignInFailures.firstWait << Int64(doublings), SignInFailures.longestWait)
        return lastAt.advanced(bySeconds: wait)
    }
}
