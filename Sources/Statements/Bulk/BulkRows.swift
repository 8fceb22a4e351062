/// What became of the rows of one block.
package struct BulkRows: Sendable {
    /// Rows, whatever they are, blank ones included.
    package var count = 0
    /// Bytes of the block that its rows take: where the next one starts.
    package var end = 0
    /// Rows that the reader has to read, ascending.
    package var hard: [Place] = []
    /// Rows without a key, ascending: the reader reads them too, but no key of theirs is another's.
    package var keyless: [Place] = []
    /// Rows of more than one line: row and the lines beyond its first.
    package var longRows: [(row: Int, lines: Int)] = []

    /// A row by its number and its first byte within the block.
    package struct Place: Sendable, Hashable {
        package var row: Int
        package var offset: Int

        package init(row: Int, offset: Int) {
            self.row = row
            self.offset = offset
        }
    }

    package init() {}

    /// Lines of all rows.
    package var lineCount: Int { longRows.reduce(count) { $0 + $1.lines } }

    /// Lines before a row of the block.
    package func lines(before row: Int) -> Int {
        var low = 0
        var high = longRows.count
        while low < high {
            let middle = (low + high) / 2
            if longRows[middle].row < row { low = middle + 1 } else { high = middle }
        }
        return longRows[..<low].reduce(row) { $0 + $1.lines }
    }
}
