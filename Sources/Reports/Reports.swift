/// Every figure and sentence shown to a person or a machine, computed once, free of any place it
/// is written to. All writers are functions of a `RunReport` and, where people read, a `Language`.
///
/// - Words: `Language`, `Words` and one catalogue per topic (`Sources/Reports/Words`).
/// - Sentences: `Explanation` says why a pair matched or why it did not, `NextStep` what to do.
/// - Tables: `BreakRows`, `MatchRows`, `MemberRows`, `EntryRows`, `ProblemRows` write RFC 4180
///   bytes straight from columns, any stretch of rows by itself (`CSVTable`). `BreakRow` and
///   `MatchRow` are the same rows as values, for the page, the terminal and spreadsheets, and the
///   tests hold the two to each other. `CompactMatches` writes every match in two bytes.
/// - Documents: `StatementJSON`, `ManifestJSON`, `StatementText`, `StatementPage` (HTML),
///   `StoryText`, `IdentifyText`.
package enum Reports {
    /// The folder's files by their name on the wire (docs/reconciliation.md §6).
    package enum FileName {
        package static let manifest = "manifest.json"
        package static let statement = "statement.json"
        package static let page = "statement.html"
        package static let breaks = "breaks.csv"
        package static let breaksWorkbook = "breaks.xlsx"
        package static let problems = "problems.csv"
        package static let matches = "matches.csv"
        package static let members = "match_members.csv"
        package static let entries = "entries.csv"
        package static let compactMatches = "matches.compact"
    }
}
