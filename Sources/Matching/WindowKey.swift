import Records

/// What must be equal within a window: hashed, and compared where hashes meet.
struct WindowKey {
    private let units: (left: UnitsColumn, right: UnitsColumn)
    private let currency: (left: [UInt8], right: [UInt8])
    private let places: (left: SidePlaces, right: SidePlaces)
    private let payers: (left: [TextRef], right: [TextRef])?

    init(
        _ open: WindowLefts, _ left: borrowing SideColumns, _ right: borrowing SideColumns,
        _ payers: (left: [TextRef], right: [TextRef])?
    ) {
        units = (open.units, right.units)
        currency = (open.currency, right.currency)
        places = (left.places, right.places)
        self.payers = payers
    }

    @inline(__always)
    func hash(ofLeft l: Int) -> Hash128 {
        WindowKey.hash(
            units.left[l], currency.left[l], payers.map { ($0.left[l], places.left.box(l)) })
    }

    @inline(__always)
    func hash(ofRight r: Int) -> Hash128 {
        WindowKey.hash(
            units.right[r], currency.right[r], payers.map { ($0.right[r], places.right.box(r)) })
    }

    @inline(__always)
    private static func hash(
        _ units: Int128, _ currency: UInt8, _ payer: (ref: TextRef, box: TableBox)?
    ) -> Hash128 {
        var hasher = Hasher128(seed: UInt64(currency))
        hasher.combine(word: UInt64(truncatingIfNeeded: units))
        if let payer { payer.box.withBytes(of: payer.ref) { hasher.combine($0) } }
        return hasher.finalize()
    }

    @inline(__always)
    func same(left a: Int32, left b: Int32) -> Bool {
        let (a, b) = (Int(a), Int(b))
        guard units.left[a] == units.left[b], currency.left[a] == currency.left[b] else {
            return false
        }
        guard let payers else { return true }
        return TableBox.same(
            payers.left[a], places.left.box(a), payers.left[b], places.left.box(b))
    }

    @inline(__always)
    func same(left l: Int32, right r: Int32) -> Bool {
        let (l, r) = (Int(l), Int(r))
        guard units.left[l] == units.right[r], currency.left[l] == currency.right[r] else {
            return false
        }
        guard let payers else { return true }
        return TableBox.same(
            payers.left[l], places.left.box(l), payers.right[r], places.right.box(r))
    }

    @inline(__always)
    func same(right a: Int32, right b: Int32) -> Bool {
        let (a, b) = (Int(a), Int(b))
        guard units.right[a] == units.right[b], currency.right[a] == currency.right[b] else {
            return false
        }
        guard let payers else { return true }
        return TableBox.same(
            payers.right[a], places.right.box(a), payers.right[b], places.right.box(b))
    }
}
