/// What was looked at, and what was found.
package struct BookReport: Sendable, Hashable {
    package var findings: [BookFinding] = []
    package var facts = 0
    package var leaves = 0
    package var files = 0
    package var segments = 0
    package var runs = 0
    package var journalEntries = 0
    /// Of the published log; empty where there is none.
    package var checkpoint = ""

    package init() {}
}
