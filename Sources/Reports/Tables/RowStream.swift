/// Streams rows: whenever the buffer has grown to `chunkBytes`, `flush` may take it and empty it.
package struct RowStream {
    /// Large enough that a write call costs nothing beside it, small enough to stay in the cache.
    static let chunkBytes = 64 << 10

    var writer = CSVWriter()
    let flush: (inout [UInt8]) throws -> Void

    mutating func row(_ cells: [Cell]) throws {
        writer.row(cells)
        if writer.bytes.count >= RowStream.chunkBytes { try flush(&writer.bytes) }
    }

    mutating func finish() throws { try flush(&writer.bytes) }
}
