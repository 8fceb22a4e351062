/// Columns of plain text, aligned by what a terminal shows: CJK characters take two cells.
package struct TextTable {
    package enum Alignment { case left, right }

    private let alignments: [Alignment]
    private var rows: [[String]] = []
    private let gap = "  "

    package init(_ alignments: [Alignment]) { self.alignments = alignments }

    package mutating func row(_ cells: [String]) {
        precondition(cells.count == alignments.count, "\(cells.count) cells")
        rows.append(cells)
    }

    package func lines(indent: Int = 0) -> [String] {
        var widths = Array(repeating: 0, count: alignments.count)
        for row in rows {
            for (column, cell) in row.enumerated() {
                widths[column] = max(widths[column], DisplayWidth.of(cell))
            }
        }
        let margin = String(repeating: " ", count: indent)
        return rows.map { row in
            var line = margin
            for (column, cell) in row.enumerated() {
                let padding = String(
                    repeating: " ", count: widths[column] - DisplayWidth.of(cell))
                if column > 0 { line += gap }
                line += alignments[column] == .left ? cell + padding : padding + cell
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
