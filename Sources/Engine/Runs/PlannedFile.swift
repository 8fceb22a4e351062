import Reports

/// A file of a result before it is written: pieces that can be made side by side, and that stand
/// in it one after another.
struct PlannedFile: Sendable {
    let name: String
    /// Rows of a table, without its header.
    let rows: Int?
    let pieces: Int
    let make: @Sendable (Int, inout RowBuffer) throws -> Void

    init(_ name: String, rows: Int? = nil, bytes: @escaping @Sendable () throws -> [UInt8]) {
        self.name = name
        self.rows = rows
        pieces = 1
        make = { _, buffer in buffer.append(try bytes()) }
    }

    init(_ name: String, _ table: some CSVTable) {
        self.name = name
        rows = table.count
        pieces = table.stretches
        make = { piece, buffer in table.write(stretch: piece, to: &buffer) }
    }

    init(_ name: String, _ matches: CompactMatches) {
        self.name = name
        rows = matches.count
        pieces = matches.pieces
        make = { piece, buffer in matches.write(piece: piece, to: &buffer) }
    }
}
