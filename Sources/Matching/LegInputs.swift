/// Everything a leg is computed from. A pure function of the *set* of entries: order does not
/// matter.
package struct LegInputs: Sendable {
    package var left: [LegInput]
    package var right: [LegInput]
    package var links: [LegInput]

    package init(left: [LegInput], right: [LegInput], links: [LegInput]) {
        self.left = left
        self.right = right
        self.links = links
    }
}
