/// Text of a field as a slice of its table's bytes: 1 bit heap, 39 bits offset, 24 bits length.
public struct TextRef: Hashable, Sendable {
    public var packed: UInt64

    /// No text. A field that is present and empty is the same thing.
    @inlinable public static var none: TextRef { TextRef(packed: 0) }
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
