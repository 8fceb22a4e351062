import Matching

/// `breaks.csv`, leg by leg, each leg's breaks in their own fixed order.
package enum BreakRows {
    package static func write(
        _ report: RunReport, _ language: Language, flush: (inout [UInt8]) throws -> Void
    ) rethrows {
        try withoutActuallyEscaping(flush) { flush in
            var stream = RowStream(flush: flush)
            stream.writer.header(BreakRow.columns)
            for view in report.legViews {
                for found in view.outcome.breaks {
                    try stream.row(BreakRow(found, in: view, language).cells)
                }
            }
            try stream.finish()
        }
    }
}
