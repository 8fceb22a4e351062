import Records

/// What a window compares of the entries of both sides.
struct WindowValues: Sendable {
    let open: WindowLefts
    let left: SideOrder
    let right: SideOrder
    private let rightUnits: UnitsColumn
    private let rightCurrency: [UInt8]
    let payers: WindowPayers

    init(
        _ open: WindowLefts, _ left: borrowing SideColumns, _ right: borrowing SideColumns,
        _ payers: WindowPayers
    ) {
        self.open = open
        self.left = left.order
        self.right = right.order
        rightUnits = right.units
        rightCurrency = right.currency
        self.payers = payers
    }

    /// Whether values that are equal may stand for what is not: hashes, halves of large amounts.
    var areWhole: Bool { !payers.hasHashes && open.units.isNarrow && rightUnits.isNarrow }

    @inline(__always)
    func leftItem(_ l: Int32) -> WindowItems.Item {
        let index = Int(l)
        return WindowItems.Item(
            value: WindowValue(
                units: open.units.low(index), payer: payers.mark(index, .left),
                currency: open.currency[index]),
            index: l, time: open.from(index))
    }

    @inline(__always)
    func rightItem(_ r: Int32) -> WindowItems.Item {
        let index = Int(r)
        return WindowItems.Item(
            value: WindowValue(
                units: rightUnits.low(index), payer: payers.mark(index, .right),
                currency: rightCurrency[index]),
            index: r, time: right.time[index])
    }

    func units(_ index: Int32, isLeft: Bool) -> Int128 {
        isLeft ? open.units[Int(index)] : rightUnits[Int(index)]
    }

    /// Whether two entries with equal values are equal in what must be.
    @inline(__always)
    func isSame(left l: Int32, right r: Int32) -> Bool {
        open.units[Int(l)] == rightUnits[Int(r)]
            && open.currency[Int(l)] == rightCurrency[Int(r)]
            && payers.isSame(left: Int(l), right: Int(r))
    }

    func isSame(left l: Int32, left other: Int32) -> Bool {
        open.units[Int(l)] == open.units[Int(other)]
            && open.currency[Int(l)] == open.currency[Int(other)]
            && payers.isSame(left: Int(l), left: Int(other))
    }
}
