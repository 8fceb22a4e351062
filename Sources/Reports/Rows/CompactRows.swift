import Matching
import Records

/// `matches.compact.csv`: the whole result in few bytes, from which everything else follows.
package struct CompactRows: CSVTable {
    package static let columns = [
        "match_id", "leg", "class", "pass", "left_entry", "right_entry",
    ]
    package let count: Int
    private let views: [LegView]

    package init(_ report: RunReport) {
        views = report.matchViews
        count = report.matchCount
    }

    package func write(_ rows: Range<Int>, to buffer: inout RowBuffer) {
        var start = 0
        for view in views {
            let matches = view.outcome.matches
            for row in rows.clamped(to: start..<start + matches.count) {
                let index = row - start
                buffer.row([
                    .text(MatchRow.id(index, in: view).hex), .text(view.name),
                    .text(matches.entryClass[index].name),
                    .words(view.pass(matches.pass[index])?.name ?? ""),
                    .text(view.identity(.left, matches.left[index]).hex),
                    .text(view.identity(.right, matches.right[index]).hex),
                ])
            }
            start += matches.count
        }
    }
}
