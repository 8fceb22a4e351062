/// Which breaks are asked for.
package struct BreakFilter: Sendable, Hashable {
    package enum Standing: String, Sendable, CaseIterable { case open, expected, resolved, all }

    package var standing = Standing.open
    package var leg: String?
    package var reference: String?
    /// A page of a queue; nobody reads more at once.
    package var limit = 100_000

    package init() {}
}
