package import Records

extension RawFile {
    /// One sheet of a workbook as columns: a million rows are four arrays, not a million.
    ///
    /// The cells of a row lie one after another in `text`, a tab between them and a line feed after
    /// the last, so that a row is also one slice: its raw form for provenance.
    package struct Sheet: Sendable {
        package var name: String
        /// UTF-8.
        package private(set) var text: [UInt8] = []
        /// Slices of `text`, row after row, from the first column without gaps.
        package private(set) var cells: [TextRef] = []
        /// Index of each row's first cell.
        package private(set) var rowStarts: [Int] = []
        /// Where each row starts in `text`.
        package private(set) var rowOffsets: [Int] = []
        /// Line of each row as the spreadsheet numbers it, from 1. Empty rows are left out.
        package private(set) var lines: [UInt32] = []

        package init(name: String) { self.name = name }

        package var rowCount: Int { rowStarts.count }

        /// Appends a row of cell texts: numbers in their shortest exact decimal form, dates as
        /// printed. A row without any text is left out.
        package mutating func appendRow(_ cells: [String], line: Int) {
            guard let last = cells.lastIndex(where: { !$0.isEmpty }) else { return }
            startRow(line: line)
            for cell in cells[...last] { appendCell(cell.utf8) }
            endRow()
        }

        mutating func startRow(line: Int) {
            rowStarts.append(cells.count)
            rowOffsets.append(text.count)
            lines.append(UInt32(line))
        }

        /// Readers refuse text beyond `Limits.lineBytes`, hence beyond what a slice can name.
        mutating func appendCell(_ cell: some Collection<UInt8>) {
            if cells.count > rowStarts[rowStarts.count - 1] { text.append(0x09) }
            let start = text.count
            text.append(contentsOf: cell)
            let length = text.count - start
            cells.append(
                length == 0 ? .none : TextRef(offset: start, length: length, inHeap: false))
        }

        mutating func endRow() { text.append(0x0A) }

        func cellRange(ofRow row: Int) -> Range<Int> {
            rowStarts[row]..<(row + 1 < rowStarts.count ? rowStarts[row + 1] : cells.count)
        }

        /// The row's slice of `text`, without its line feed.
        func textRange(ofRow row: Int) -> Range<Int> {
            let end = row + 1 < rowOffsets.count ? rowOffsets[row + 1] : text.count
            return rowOffsets[row]..<max(rowOffsets[row], end - 1)
        }
    }
}
