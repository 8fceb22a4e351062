/// The result of one leg. Breaks are sorted by time, then id; matches by left index, then right.
package struct LegOutcome: Sendable {
    package var definition: LegDefinition
    package var left: SideOutcome
    package var right: SideOutcome
    package var links: SideOutcome
    package var matches: Matches
    package var breaks: [Break]
    /// Expected items 在途: they are no breaks, but shown with the day they become one.
    package var expected: [Break]
    package var statement: LegStatement
    /// Pairs that were matched before the passes; the statement holds them already.
    package var settled: SettledPairs?
    /// What subset passes found out, target by target; those without any solution too.
    package var subsets: [SubsetAnswer] = []
    /// What group passes found out, key by key.
    package var groups: [GroupAnswer] = []
    /// Why scored passes matched or proposed their pairs, by left.
    package var scores: [ScoredAnswer] = []
    /// Pairs of the best choice that are not clearly the best, of which an entry is ambiguous: by
    /// left, and by right.
    package var unclearByLeft: [ScoredAnswer] = []
    package var unclearByRight: [ScoredAnswer] = []

    package init(
        definition: LegDefinition, left: SideOutcome, right: SideOutcome, links: SideOutcome,
        matches: Matches, breaks: [Break], expected: [Break], statement: LegStatement
    ) {
        self.definition = definition
        self.left = left
        self.right = right
        self.links = links
        self.matches = matches
        self.breaks = breaks
        self.expected = expected
        self.statement = statement
    }
}
