import Matching
import Records

/// `matches.compact.csv`: the whole result in few bytes, from which everything else follows.
package enum CompactRows {
    package static let columns = [
        "match_id", "leg", "class", "pass", "left_entry", "right_entry",
    ]

    package static func write(
        _ report: RunReport, flush: (inout [UInt8]) throws -> Void
    ) rethrows {
        try withoutActuallyEscaping(flush) { flush in
            var stream = RowStream(flush: flush)
            stream.writer.header(columns)
            for view in report.matchViews {
                let matches = view.outcome.matches
                for index in 0..<matches.count {
                    try stream.row([
                        .text(MatchRow.id(index, in: view).hex), .text(view.name),
                        .text(matches.entryClass[index].name),
                        .words(view.pass(matches.pass[index])?.name ?? ""),
                        .text(view.identity(.left, matches.left[index]).hex),
                        .text(view.identity(.right, matches.right[index]).hex),
                    ])
                }
            }
            try stream.finish()
        }
    }
}
