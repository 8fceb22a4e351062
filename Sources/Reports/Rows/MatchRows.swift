import Matching

/// `matches.csv`.
package enum MatchRows {
    package static func write(
        _ report: RunReport, _ language: Language, flush: (inout [UInt8]) throws -> Void
    ) rethrows {
        try withoutActuallyEscaping(flush) { flush in
            var stream = RowStream(flush: flush)
            stream.writer.header(MatchRow.columns)
            for view in report.matchViews {
                for index in 0..<view.outcome.matches.count {
                    try stream.row(MatchRow(index, in: view, language).cells)
                }
            }
            try stream.finish()
        }
    }
}
