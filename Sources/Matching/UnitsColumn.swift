import Records

/// Amounts of one side on one scale: 64 bits each, and 128 for all of them once one does not fit.
struct UnitsColumn {
    /// `narrowAbsent` where a row has none. Empty when `wide` is not.
    private(set) var narrow: [Int64] = []
    private(set) var wide: [Int128] = []

    static let narrowAbsent = Int64.min

    var count: Int { wide.isEmpty ? narrow.count : wide.count }
    var isNarrow: Bool { wide.isEmpty }

    /// Units, or `AmountColumn.absent`.
    subscript(index: Int) -> Int128 {
        @inline(__always) get {
            guard wide.isEmpty else { return wide[index] }
            let units = narrow[index]
            return units == UnitsColumn.narrowAbsent ? AmountColumn.absent : Int128(units)
        }
    }

    /// The lower 64 bits: all of them where the column is narrow.
    @inline(__always)
    func low(_ index: Int) -> Int64 {
        wide.isEmpty ? narrow[index] : Int64(truncatingIfNeeded: wide[index])
    }

    mutating func append(_ units: Int128) {
        if wide.isEmpty {
            if units == AmountColumn.absent {
                narrow.append(UnitsColumn.narrowAbsent)
                return
            }
            if let fitting = Int64(exactly: units), fitting != UnitsColumn.narrowAbsent {
                narrow.append(fitting)
                return
            }
            widen()
        }
        wide.append(units)
    }

    mutating func replace(_ index: Int, by units: Int128) {
        if wide.isEmpty {
            if let fitting = Int64(exactly: units), fitting != UnitsColumn.narrowAbsent {
                narrow[index] = fitting
                return
            }
            widen()
        }
        wide[index] = units
    }

    private mutating func widen() {
        wide.reserveCapacity(narrow.capacity)
        for units in narrow {
            wide.append(units == UnitsColumn.narrowAbsent ? AmountColumn.absent : Int128(units))
        }
        narrow = []
    }

    /// The amounts of one table, `digits` decimals sharper. `absent` stands for a row without one.
    mutating func append(
        _ amounts: AmountColumn, rows: [Int32]?, count: Int, digits: Int, absent: Int128
    ) {
        let sources = amounts.narrow
        if wide.isEmpty, rows == nil, digits == 0, sources.count == count, count > 0 {
            let isWhole = absent == AmountColumn.absent || !sources.contains(Int64.min)
            if isWhole {
                if narrow.isEmpty { narrow = sources } else { narrow += sources }
                return
            }
        }
        narrow.reserveCapacity(self.count + count)
        let factor = Money.raise(1, by: digits)
        for position in 0..<count {
            let row = rows.map { Int($0[position]) } ?? position
            let units = amounts[row]
            append(units == AmountColumn.absent ? absent : units * factor)
        }
    }
}
