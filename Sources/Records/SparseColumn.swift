/// A column that costs nothing until a row differs from the default.
public struct SparseColumn<Value: Equatable & Sendable>: Sendable {
    @usableFromInline var values: [Value] = []
    public let missing: Value

    @inlinable
    public init(missing: Value) { self.missing = missing }

    @inlinable
    public subscript(row: Int) -> Value { row < values.count ? values[row] : missing }

    @inlinable public var isEmpty: Bool { values.isEmpty }

    public mutating func append(_ value: Value, at row: Int) {
        if value == missing, values.isEmpty { return }
        while values.count < row { values.append(missing) }
        values.append(value)
    }
}
