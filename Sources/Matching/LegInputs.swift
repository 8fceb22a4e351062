/// Everything a leg is computed from. A pure function of the *set* of entries: order does not
/// matter.
package struct LegInputs: Sendable {
    package var left: [LegInput]
    package var right: [LegInput]
    package var links: [LegInput]
    /// Opening items that do not come back as entries: they open the statement and are resolved.
    package var resolved: [ResolvedItem]

    package init(
        left: [LegInput], right: [LegInput], links: [LegInput], resolved: [ResolvedItem] = []
    ) {
        self.left = left
        self.right = right
        self.links = links
        self.resolved = resolved
    }
}
