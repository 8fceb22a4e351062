package import Engine

/// Why a file of segments cannot be written, or is not believed. Files are named by their place in
/// the book ("segments/12.entries"), so that a fault says the same wherever the book lies.
package enum SegmentFault: Error, Sendable, Hashable {
    /// The system refused: what was done, and its own reason.
    case io(file: String, operation: EngineError.Operation, reason: String)
    case missing(file: String)
    /// Bytes of the whole file; a torn one is shorter than its header says.
    case size(file: String, found: Int, expected: Int)
    /// The first bytes are no header of such a file, or not as they were written.
    case header(file: String, HeaderPart)
    /// The bytes of a column are not what was written.
    case column(file: String, column: String)
    /// A byte between two columns is not zero; the offset is in the file.
    case padding(file: String, offset: Int)
    /// A cell that no writer writes; rows count from 0.
    case cell(file: String, column: String, row: Int)
    /// A block of a sealed column does not open: it is not what was written. Blocks count from 0.
    case sealed(file: String, column: String, block: Int)
    /// The key of a sealed column cannot be had.
    case locked(file: String, EngineError)
    /// The whole is not what the catalogue knows: another file of the same name. Hexadecimal.
    case digest(file: String, found: String, expected: String)
    /// The entries do not add up to the stated Merkle root. Hexadecimal.
    case root(file: String, found: String, expected: String)
    /// A row that the segment does not have.
    case row(file: String, found: Int, count: Int)
    /// `SegmentLimits`.
    case tooMany(file: String, what: Quantity, found: Int, limit: Int)

    package enum HeaderPart: String, Sendable {
        case magic, version, kind, number, digest, columns
    }

    package enum Quantity: String, Sendable { case rows, textBytes, matches, keys }

    /// The file that the fault is about.
    package var file: String {
        switch self {
        case .io(let file, _, _), .missing(let file), .size(let file, _, _),
            .header(let file, _), .column(let file, _), .padding(let file, _),
            .cell(let file, _, _), .digest(let file, _, _), .root(let file, _, _),
            .sealed(let file, _, _), .locked(let file, _),
            .row(let file, _, _), .tooMany(let file, _, _, _):
            file
        }
    }
}
