import Engine

/// The text of a sealed column of an open file, block by block. A reader has one of its own: it
/// holds the block that was opened last, for rows that lie together say their texts together.
struct SealedColumn {
    /// A row somewhere costs the opening of so much; of less, more would be tags.
    static let blockBytes = 1 << 14

    let opener: Opener
    private let column: EntryColumn
    private let file: ColumnFile
    private var held: (block: Int, text: [UInt8]) = (-1, [])

    /// Nil where the file has no such column.
    init?(
        _ column: EntryColumn, of file: ColumnFile, _ keys: KeyRing
    ) throws(SegmentFault) {
        guard let header = try file.sealed(column) else { return nil }
        let key = try file.path.opening { () throws(EngineError) in try keys.key(header.key) }
        opener = Opener(header, place: file.path.sealedPlace(column), with: key)
        self.column = column
        self.file = file
    }

    func block(_ block: Int) throws(SegmentFault) -> [UInt8] {
        guard let text = opener.open(block, file.stored(column, opener.header.stored(block)))
        else { throw .sealed(file: file.path.shown, column: column.name, block: block) }
        return text
    }

    /// Appends a stretch of the text; false where it is not all there.
    mutating func append(
        _ offset: Int, _ length: Int, to bytes: inout [UInt8]
    ) throws(SegmentFault) -> Bool {
        let header = opener.header
        guard offset >= 0, length >= 0, offset <= header.plainBytes,
            length <= header.plainBytes - offset
        else { return false }
        var place = offset
        while place < offset + length {
            let number = place / header.blockBytes
            if held.block != number { held = (number, try block(number)) }
            let start = place - number * header.blockBytes
            let end = min(held.text.count, start + offset + length - place)
            bytes += held.text[start..<end]
            place += end - start
        }
        return true
    }
}
