import Records

/// Which groups of a window are near enough in amount to meet, where a tolerance is allowed.
struct NearGroups {
    private struct Key {
        var currency: UInt8
        /// Number of the counterparty, 0 where the rule does not ask for it.
        var payer: Int32
        var units: Int128

        static func precedes(_ a: Key, _ b: Key) -> Bool {
            (a.currency, a.payer, a.units) < (b.currency, b.payer, b.units)
        }
    }

    private var keys: [Key] = []
    /// Groups with lefts, by key.
    private var sorted: [Int32] = []
    private let tolerance: AmountTolerance
    private let scale: Int

    init(
        _ groups: WindowGroups, _ open: WindowLefts,
        _ right: borrowing SideColumns,
        payers: WindowPayers, tolerance: AmountTolerance, scale: Int
    ) {
        self.tolerance = tolerance
        self.scale = scale
        keys.reserveCapacity(groups.count)
        for group in 0..<groups.count {
            let l =
                groups.leftStart[group] < groups.leftStart[group + 1]
                ? Int(groups.lefts[Int(groups.leftStart[group])]) : -1
            let r = l < 0 ? Int(groups.rights[Int(groups.rightStart[group])]) : -1
            keys.append(
                l >= 0
                    ? Key(
                        currency: open.currency[l], payer: payers.ofLeft(l), units: open.units[l])
                    : Key(
                        currency: right.currency[r], payer: payers.ofRight(r),
                        units: right.units[r]))
            if l >= 0 { sorted.append(Int32(group)) }
        }
        let keys = keys
        sorted.sort { Key.precedes(keys[Int($0)], keys[Int($1)]) }
    }

    /// The left groups that the rights of a group may be paired with, and whether the search ended
    /// at its limit.
    func lefts(of group: Int) -> (groups: [Int32], isCut: Bool) {
        let key = keys[group]
        let reach = tolerance.reach(of: key.units, scale: scale)
        var least = key
        least.units -= reach
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if Key.precedes(keys[Int(sorted[middle])], least) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        var found: [Int32] = []
        for looked in 0..<sorted.count - low {
            let other = keys[Int(sorted[low + looked])]
            guard other.currency == key.currency, other.payer == key.payer,
                other.units <= key.units + reach
            else { break }
            if looked == LegWork.windowCandidateLimit { return (found, true) }
            let difference = key.units - other.units
            if difference == 0 || tolerance.allows(difference, of: other.units, scale: scale) {
                found.append(sorted[low + looked])
            }
        }
        return (found, false)
    }
}
