/// A report as CSV: its facts, then each table under its title, an empty line between them.
package enum ReportCSV {
    package static func bytes(_ report: ReportDocument) -> [UInt8] {
        var buffer = RowBuffer()
        buffer.header([report.title])
        for fact in report.facts { buffer.row([.text(fact.label), .text(fact.text)]) }
        for table in report.tables {
            buffer.row([])
            buffer.row([.text(table.title)])
            buffer.row(table.columns.map { .text($0.heading) })
            for cells in table.rows { buffer.row(cells) }
            for cells in table.sums { buffer.row(cells) }
        }
        for note in report.notes {
            buffer.row([])
            buffer.row([.text(note)])
        }
        return buffer.bytes
    }
}
