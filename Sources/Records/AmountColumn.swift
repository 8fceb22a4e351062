/// A column of amounts in minor units at one scale. Absent values are `AmountColumn.absent`.
///
/// Up to nine decimals the units fit an `Int64`; beyond (18 decimals on chains) they are `Int128`.
public struct AmountColumn: Sendable {
    public private(set) var scale: Int
    public private(set) var narrow: [Int64] = []
    public private(set) var wide: [Int128] = []
    public private(set) var count = 0

    @inlinable public static var absent: Int128 { Int128.min }
    static var narrowAbsent: Int64 { Int64.min }
    @inlinable public static var narrowScaleLimit: Int { 9 }

    public init(scale: Int) {
        precondition((0...Money.maximumScale).contains(scale), "scale \(scale)")
        self.scale = scale
    }

    @inlinable public var isWide: Bool { scale > 9 }

    /// Units at `row`, or `absent`. A column that never saw a value answers `absent` for every row.
    @inlinable
    public subscript(row: Int) -> Int128 {
        if isWide { return row < wide.count ? wide[row] : Int128.min }
        guard row < narrow.count, narrow[row] != Int64.min else { return Int128.min }
        return Int128(narrow[row])
    }

    @inlinable public func isPresent(_ row: Int) -> Bool { self[row] != Int128.min }

    /// Appends units at the column's scale for row `row`, filling rows never set with absent.
    /// Answers false where the value does not fit the column (the reader reports a problem).
    @inline(__always)
    public mutating func append(_ units: Int128, at row: Int) -> Bool {
        if units == AmountColumn.absent, narrow.isEmpty, wide.isEmpty { return true }
        return appendFilling(units, at: row)
    }

    private mutating func appendFilling(_ units: Int128, at row: Int) -> Bool {
        if isWide {
            while wide.count < row { wide.append(AmountColumn.absent) }
            wide.append(units)
            return true
        }
        while narrow.count < row { narrow.append(AmountColumn.narrowAbsent) }
        if units == AmountColumn.absent {
            narrow.append(AmountColumn.narrowAbsent)
            return true
        }
        guard let value = Int64(exactly: units), value != AmountColumn.narrowAbsent else {
            narrow.append(AmountColumn.narrowAbsent)
            return false
        }
        narrow.append(value)
        return true
    }

    /// Makes room for more decimals. Answers false, and changes nothing, where a value would
    /// overflow.
    public mutating func raise(to newScale: Int) -> Bool {
        guard newScale > scale else { return true }
        let factor = Money.raise(1, by: newScale - scale)
        if newScale > AmountColumn.narrowScaleLimit {
            if !isWide {
                wide = narrow.map {
                    $0 == AmountColumn.narrowAbsent ? AmountColumn.absent : Int128($0) * factor
                }
                narrow = []
            } else {
                var raised: [Int128] = []
                raised.reserveCapacity(wide.count)
                for value in wide {
                    let (product, overflow) = value.multipliedReportingOverflow(by: factor)
                    if value != AmountColumn.absent, overflow { return false }
                    raised.append(value == AmountColumn.absent ? value : product)
                }
                wide = raised
            }
        } else {
            var raised: [Int64] = []
            raised.reserveCapacity(narrow.count)
            for value in narrow {
                let (product, overflow) = value.multipliedReportingOverflow(by: Int64(factor))
                if value != AmountColumn.narrowAbsent, overflow { return false }
                raised.append(value == AmountColumn.narrowAbsent ? value : product)
            }
            narrow = raised
        }
        scale = newScale
        return true
    }

    /// Puts the `rows` amounts of another column of this scale behind this one's, whose next row is
    /// `row`.
    mutating func append(_ next: AmountColumn, rows: Int, at row: Int) {
        precondition(scale == next.scale, "scales \(scale), \(next.scale)")
        if narrow.isEmpty, wide.isEmpty, next.narrow.isEmpty, next.wide.isEmpty { return }
        if isWide {
            AmountColumn.fill(&wide, to: row, AmountColumn.absent)
            wide.append(contentsOf: next.wide)
            AmountColumn.fill(&wide, to: row + rows, AmountColumn.absent)
        } else {
            AmountColumn.fill(&narrow, to: row, AmountColumn.narrowAbsent)
            narrow.append(contentsOf: next.narrow)
            AmountColumn.fill(&narrow, to: row + rows, AmountColumn.narrowAbsent)
        }
    }

    private static func fill<Value>(_ values: inout [Value], to row: Int, _ absent: Value) {
        guard values.count < row else { return }
        values.append(contentsOf: repeatElement(absent, count: row - values.count))
    }
}
