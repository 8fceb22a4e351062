import Records

/// One raw row: its fields as slices of the source's `bytes` (file encoding) or `heap` (UTF-8).
struct Row {
    /// By column index: position in the line, or position in `RowSource.names` for keyed shapes.
    /// Quotes and escapes are resolved; nothing is trimmed.
    var fields: [TextRef] = []
    /// From 1, in the decompressed file.
    var line: UInt32 = 0
    var offset: UInt64 = 0
    var length: UInt32 = 0
    /// A fault of the row's own form (`badQuote`, `badJSON`, `fieldCount`): the row is a problem.
    var fault: ProblemCode?
}
