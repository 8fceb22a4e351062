/// Everything a leg is computed from. A pure function of the *set* of entries: order does not
/// matter.
package struct LegInputs: Sendable {
    package var left: [LegInput]
    package var right: [LegInput]
    package var links: [LegInput]
    /// Opening items that do not come back as entries: they open the statement and are resolved.
    package var resolved: [ResolvedItem]
    /// Entries that decisions took apart.
    package var apart: [ApartCouple] = []
    /// Couples of one leg. Each was decided on by a person; a list that is longer is no work of
    /// hands, and a rule of the definition says it shorter.
    package static let apartLimit = 100_000

    package init(
        left: [LegInput], right: [LegInput], links: [LegInput], resolved: [ResolvedItem] = []
    ) {
        self.left = left
        self.right = right
        self.links = links
        self.resolved = resolved
    }
}
