/// A column that costs nothing until a row differs from the default.
public struct SparseColumn<Value: Equatable & Sendable>: Sendable {
    @usableFromInline var values: [Value] = []
    public let missing: Value

    @inlinable
    public init(missing: Value) { self.missing = missing }

    @inlinable
    public subscript(row: Int) -> Value { row < values.count ? values[row] : missing }

    @inlinable public var isEmpty: Bool { values.isEmpty }

    @inline(__always)
    public mutating func append(_ value: Value, at row: Int) {
        if values.isEmpty, value == missing { return }
        appendFilling(value, at: row)
    }

    private mutating func appendFilling(_ value: Value, at row: Int) {
        fill(to: row)
        values.append(value)
    }

    /// Puts the `rows` values of another column behind this one's, whose next row is `row`.
    mutating func append(_ next: SparseColumn, rows: Int, at row: Int) {
        append(next, rows: rows, at: row) { $0 }
    }

    /// `moved` keeps `missing` as it is.
    @inline(__always)
    mutating func append(
        _ next: SparseColumn, rows: Int, at row: Int, _ moved: (Value) -> Value
    ) {
        if values.isEmpty, next.values.isEmpty { return }
        fill(to: row)
        values.append(contentsOf: next.values.lazy.map(moved))
        fill(to: row + rows)
    }

    private mutating func fill(to row: Int) {
        guard values.count < row else { return }
        values.append(contentsOf: repeatElement(missing, count: row - values.count))
    }
}
