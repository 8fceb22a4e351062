import Reports

/// A piece of a file that one thread made and another writes.
final class FilePiece: Sendable {
    let buffer: RowBuffer

    init(_ make: (inout RowBuffer) throws -> Void) rethrows {
        var buffer = RowBuffer()
        try make(&buffer)
        self.buffer = buffer
    }
}
