/// Where an entry stands in a book: the segment that holds it, and its row. It never changes, and
/// is given once.
public struct EntryID: Hashable, Sendable, Comparable, CustomStringConvertible {
    public var rawValue: UInt64

    @inlinable
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// Segments count from 1; rows from 0.
    @inlinable
    public init(segment: Int, row: Int) {
        precondition(segment > 0 && segment < 1 << 31 && row >= 0 && row < 1 << 32)
        rawValue = UInt64(segment) << 32 | UInt64(row)
    }

    @inlinable public var segment: Int { Int(rawValue >> 32) }
    @inlinable public var row: Int { Int(rawValue & 0xFFFF_FFFF) }

    @inlinable
    public static func < (a: EntryID, b: EntryID) -> Bool { a.rawValue < b.rawValue }

    /// "12:345": segment and row, as commands show it.
    public var description: String { "\(segment):\(row)" }

    /// Reads `description`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let segment = Int(parts[0]), let row = Int(parts[1]),
            segment > 0, segment < 1 << 31, row >= 0, row < 1 << 32
        else { return nil }
        self.init(segment: segment, row: row)
    }
}
