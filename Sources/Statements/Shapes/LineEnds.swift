/// LF, CRLF and a lone CR each end one line.
enum LineEnds {
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D

    /// Index behind the line end at `index`.
    @inline(__always)
    static func skip(_ bytes: Span<UInt8>, at index: Int, end: Int) -> Int {
        let isPair =
            bytes[index] == carriageReturn && index + 1 < end && bytes[index + 1] == lineFeed
        return index + (isPair ? 2 : 1)
    }

    /// The end of the line's content, or nil where the line is longer than `limit` bytes.
    static func find(_ bytes: Span<UInt8>, from: Int, limit: Int) -> Int? {
        let bound = from + min(bytes.count - from, limit + 1)
        let end = ByteSearch.first(
            of: lineFeed, carriageReturn, lineFeed, in: bytes, from: from, to: bound)
        return end - from > limit ? nil : end
    }

    static func count(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        var index = range.lowerBound
        var count = 0
        while index < range.upperBound {
            index = ByteSearch.first(
                of: lineFeed, carriageReturn, lineFeed, in: bytes, from: index,
                to: range.upperBound)
            guard index < range.upperBound else { break }
            index = skip(bytes, at: index, end: range.upperBound)
            count += 1
        }
        return count
    }
}
