/// One entry on its way through the bulk lane: what tells whether it is plainly matched, 48 bytes.
///
/// `origin` packs where the row stands and what it is, from the highest bit: block (14 bits), row
/// within the block (18), byte offset within the block (22), then the code: currency (5), group of
/// kinds (2), money moved (1), nothing (1), lone (1).
@frozen
public struct BulkEntry: Sendable {
    public var key: BulkKey
    /// Units at the plan's scale.
    public var amount: Int64
    /// Microseconds of UTC, `EntryTable.noTime` where absent.
    public var time: Int64
    public var origin: UInt64

    @inlinable
    public init(key: BulkKey, amount: Int64, time: Int64, origin: UInt64) {
        self.key = key
        self.amount = amount
        self.time = time
        self.origin = origin
    }

    public static let blockLimit = 1 << 14
    public static let rowLimit = 1 << 18
    public static let blockBytes = 1 << 22
    /// Currencies of one run that the lane tells apart; rows of others are left to the reader.
    public static let currencyLimit = 32

    /// Never settled, nor anything that shares its key.
    public static let lone: UInt64 = 1
    public static let moved: UInt64 = 1 << 2
    public static let groupMask: UInt64 = 3 << 3

    @inlinable
    public static func code(currency: Int, group: UInt8, moved: Bool) -> UInt64 {
        UInt64(currency) << 5 | UInt64(group) << 3 | (moved ? BulkEntry.moved : 0)
    }

    @inlinable
    public static func origin(block: Int, row: Int, offset: Int, code: UInt64) -> UInt64 {
        UInt64(block) << 50 | UInt64(row) << 32 | UInt64(offset) << 10 | code
    }

    @inlinable
    public static func block(_ origin: UInt64) -> Int { Int(origin >> 50) }
    @inlinable
    public static func row(_ origin: UInt64) -> Int { Int(origin >> 32 & 0x3FFFF) }
    @inlinable
    public static func offset(_ origin: UInt64) -> Int { Int(origin >> 10 & 0x3FFFFF) }

    @inlinable public var block: Int { Int(origin >> 50) }
    @inlinable public var row: Int { Int(origin >> 32 & 0x3FFFF) }
    @inlinable public var currency: Int { Int(origin >> 5 & 31) }
    @inlinable public var isLone: Bool { origin & BulkEntry.lone != 0 }
    @inlinable public var hasMoved: Bool { origin & BulkEntry.moved != 0 }
}
