import Records

/// Which groups of a window are near enough in amount to meet, where a tolerance is allowed.
struct NearGroups {
    private struct Key {
        var currency: UInt8
        /// Mark of the counterparty, 0 where the rule does not ask for it.
        var payer: WindowPayers.Mark
        var units: Int128

        static func precedes(_ a: Key, _ b: Key) -> Bool {
            (a.currency, a.payer.high, a.payer.low, a.units)
                < (b.currency, b.payer.high, b.payer.low, b.units)
        }
    }

    private var keys: [Key] = []
    /// Groups with lefts, by key.
    private var sorted: [Int32] = []
    private let tolerance: AmountTolerance
    private let scale: Int

    init(
        _ groups: WindowGroups, _ values: WindowValues, _ parts: Int, tolerance: AmountTolerance,
        scale: Int
    ) {
        self.tolerance = tolerance
        self.scale = scale
        for part in 0..<parts {
            for number in groups.numbers(of: part) {
                let group = groups[number]
                let isLeft = !group.lefts.isEmpty
                let index =
                    isLeft
                    ? groups.lefts[Int(group.leftStart)] : groups.rights[Int(group.rightStart)]
                let value = (isLeft ? values.leftItem(index) : values.rightItem(index)).value
                // Between the groups of one part and of the next numbers may be left out.
                while keys.count <= number {
                    keys.append(Key(currency: 0, payer: .none, units: 0))
                }
                keys[number] = Key(
                    currency: value.currency, payer: value.payer,
                    units: values.units(index, isLeft: isLeft))
                if isLeft { sorted.append(Int32(number)) }
            }
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
