/// A table of a result as lines of CSV, any stretch of which can be written by itself: stretches
/// are formatted side by side and put together in order.
package protocol CSVTable: Sendable {
    static var columns: [String] { get }
    /// Rows, without the header.
    var count: Int { get }
    /// Appends the rows of a stretch. The bytes of a row do not depend on its stretch.
    func write(_ rows: Range<Int>, to buffer: inout RowBuffer)
}

extension CSVTable {
    /// Rows of one stretch: some hundred kilobytes, which stay in a core's cache, and enough of
    /// them to keep several threads busy.
    package static var stretch: Int { 1024 }

    /// Number of stretches; a table without rows has one, for its header.
    package var stretches: Int { max(1, (count + Self.stretch - 1) / Self.stretch) }

    /// One stretch; the first begins with the header.
    package func write(stretch index: Int, to buffer: inout RowBuffer) {
        if index == 0 { buffer.header(Self.columns) }
        let start = index * Self.stretch
        write(start..<min(start + Self.stretch, count), to: &buffer)
    }

    /// The whole table, stretch by stretch, in the caller's own thread.
    package func write(flush: (borrowing RowBuffer) throws -> Void) rethrows {
        var buffer = RowBuffer()
        for index in 0..<stretches {
            write(stretch: index, to: &buffer)
            try flush(buffer)
            buffer.removeAll()
        }
    }
}
