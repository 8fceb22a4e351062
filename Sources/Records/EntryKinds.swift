/// What an entry is. The raw value is its code in a column; `name` its word on the wire.
public enum EntryKind: UInt8, Sendable, CaseIterable {
    case order, payment, refund, fee, payout, transfer, chargeback, adjustment, split, topUp

    public var name: String { self == .topUp ? "top_up" : String(describing: self) }
}

/// Where an entry stands. `succeeded`, `refunded` and `frozen` have moved money; the others not.
public enum EntryStatus: UInt8, Sendable, CaseIterable {
    case succeeded, pending, failed, closed, expired, refunded, frozen

    public var name: String { String(describing: self) }

    /// An unpaid, closed, failed or expired side of a comparison counts as zero.
    @inlinable
    public var movedMoney: Bool {
        switch self {
        case .succeeded, .refunded, .frozen: true
        case .pending, .failed, .closed, .expired: false
        }
    }
}

/// Whether the goods (the card text of a 发卡 order) went out.
public enum DeliveryStatus: UInt8, Sendable, CaseIterable {
    case unknown, pending, delivered, partial
    /// Flagged delivered, but the secret is empty or an apology text.
    case deliveredEmpty

    public var name: String {
        switch self {
        case .unknown: ""
        case .deliveredEmpty: "delivered_empty"
        default: String(describing: self)
        }
    }
}

/// What a source speaks of (docs/reconciliation.md §1).
public enum SourceRole: String, Sendable, CaseIterable {
    /// A shop's own orders.
    case orders
    /// A channel's trade bill 业务账单 or order list with money.
    case channel
    /// A channel's fund-flow bill 资金账单.
    case fund
    case bank
    /// A wallet address: chain transfers, exchange history.
    case wallet
    /// References and the asked amount, no money of its own: gateway order list, callback log.
    case link
    /// Totals of another file; adds checks, no entries.
    case summary
}

/// Text of a field as a slice of its table's bytes: 1 bit heap, 39 bits offset, 24 bits length.
public struct TextRef: Hashable, Sendable {
    public var packed: UInt64

    /// No text. A field that is present and empty is the same thing.
    public static let none = TextRef(packed: 0)
    public static let maximumLength = (1 << 24) - 1

    @inlinable
    public init(packed: UInt64) { self.packed = packed }

    /// `inHeap`: the slice lies in the table's `heap` (UTF-8), else in its `bytes` (file encoding).
    @inlinable
    public init(offset: Int, length: Int, inHeap: Bool) {
        precondition(length < 1 << 24 && offset < 1 << 39, "text at \(offset), \(length) bytes")
        packed = (inHeap ? 1 << 63 : 0) | UInt64(offset) << 24 | UInt64(length)
    }

    @inlinable public var isEmpty: Bool { packed & 0xFF_FFFF == 0 }
    @inlinable public var length: Int { Int(packed & 0xFF_FFFF) }
    @inlinable public var offset: Int { Int((packed & ~(1 << 63)) >> 24) }
    @inlinable public var inHeap: Bool { packed >> 63 == 1 }
}

/// The encodings statement files come in.
public enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "UTF-8"
    case gb18030 = "GB18030"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
}
