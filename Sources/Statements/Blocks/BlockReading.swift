import Records

/// What one block held, as if the file began and ended with it. Lines count from 0 at its start.
package struct BlockReading: Sendable {
    let range: Range<Int>
    /// Where reading stopped: the block's end, or the row that only the whole file's reader can
    /// understand.
    var stop: Int
    var statement: Statement
    var tally: Tally
    var heap: [UInt8]
    var lines: Int
    var rows: Int
    /// The line of the last row.
    var lastLine: UInt32
    /// Entries whose identity counts equal rows before them, with what it is made of.
    var counted: [CountedIdentity]
    /// What the rows were read with; another reader state makes another reading.
    var referenceDay: Day?
    /// The block needs what only the whole file's reader has; nothing of it is good.
    var isBroken: Bool

    struct CountedIdentity: Sendable {
        var entry: Int
        var hasher: Hasher128
    }
}
