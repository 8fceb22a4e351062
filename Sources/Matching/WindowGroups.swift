import Records

/// The open entries of both sides by what must be equal: currency, amount and, where the rule asks
/// for it, the counterparty. Members of a group stand in the order of their windows and times.
struct WindowGroups {
    /// Members of group g: `lefts[leftStart[g]..<leftStart[g + 1]]`, side indices by (from, stated
    /// order); rights by stated order.
    private(set) var lefts: [Int32] = []
    private(set) var leftStart: [Int32] = [0]
    private(set) var rights: [Int32] = []
    private(set) var rightStart: [Int32] = [0]
    private let isWide: Bool
    /// Of the part at hand: group + 1 by slot, 0 = free; one item and the chains of each group.
    private var slots: [Int32] = []
    private var sample: [WindowItems.Item] = []
    private var isLeft: [Bool] = []
    private var heads: (left: [Int32], right: [Int32]) = ([], [])
    private var tails: (left: [Int32], right: [Int32]) = ([], [])
    private var next: (left: [Int32], right: [Int32]) = ([], [])

    var count: Int { leftStart.count - 1 }

    /// `keepsAll`: also groups with members on one side only, which a tolerance may bring together.
    init(
        _ open: WindowLefts, _ left: SideOrder, _ openRights: [Int32],
        _ right: borrowing SideColumns, payers: WindowPayers, keepsAll: Bool
    ) {
        isWide = !open.units.isNarrow || !right.units.isNarrow
        let parts = WindowItems.parts(for: max(open.open.count, openRights.count))
        let items = (
            left: WindowItems(open.open, parts: parts, open.units, open.currency, payers.left),
            right: WindowItems(openRights, parts: parts, right.units, right.currency, payers.right)
        )
        let units = (open.units, right.units)
        lefts.reserveCapacity(open.open.count)
        rights.reserveCapacity(openRights.count)
        for part in 0..<parts {
            let ranges = (
                items.left.starts[part]..<items.left.starts[part + 1],
                items.right.starts[part]..<items.right.starts[part + 1]
            )
            if !keepsAll, ranges.0.isEmpty || ranges.1.isEmpty { continue }
            begin(ranges.0.count, ranges.1.count, keepsAll: keepsAll)
            gather(items.left.items, ranges.0, units, fromLeft: true, adds: true)
            gather(items.right.items, ranges.1, units, fromLeft: false, adds: keepsAll)
            lay(
                items.left.items, items.right.items, (ranges.0.lowerBound, ranges.1.lowerBound),
                open, left, right.order, keepsAll: keepsAll)
        }
    }

    private mutating func begin(_ leftCount: Int, _ rightCount: Int, keepsAll: Bool) {
        var size = 16
        while size < (leftCount + (keepsAll ? rightCount : 0)) * 2 { size *= 2 }
        slots = Array(repeating: 0, count: size)
        sample.removeAll(keepingCapacity: true)
        isLeft.removeAll(keepingCapacity: true)
        heads.left.removeAll(keepingCapacity: true)
        heads.right.removeAll(keepingCapacity: true)
        tails.left.removeAll(keepingCapacity: true)
        tails.right.removeAll(keepingCapacity: true)
        next.left = Array(repeating: -1, count: leftCount)
        next.right = Array(repeating: -1, count: rightCount)
    }

    /// Puts the items of a part into groups; who finds none makes one or stays out.
    private mutating func gather(
        _ items: [WindowItems.Item], _ range: Range<Int>, _ units: (UnitsColumn, UnitsColumn),
        fromLeft: Bool, adds: Bool
    ) {
        let mask = slots.count - 1
        for at in range {
            let item = items[at]
            var slot = Int(item.mix) & mask
            while slots[slot] != 0, !isSame(item, fromLeft, Int(slots[slot]) - 1, units) {
                slot = (slot + 1) & mask
            }
            if slots[slot] == 0 {
                if !adds { continue }
                sample.append(item)
                isLeft.append(fromLeft)
                heads.left.append(-1)
                heads.right.append(-1)
                tails.left.append(-1)
                tails.right.append(-1)
                slots[slot] = Int32(sample.count)
            }
            let group = Int(slots[slot]) - 1
            let place = Int32(at - range.lowerBound)
            if fromLeft {
                WindowGroups.chain(place, group, &heads.left, &tails.left, &next.left)
            } else {
                WindowGroups.chain(place, group, &heads.right, &tails.right, &next.right)
            }
        }
    }

    @inline(__always)
    private static func chain(
        _ place: Int32, _ group: Int, _ heads: inout [Int32], _ tails: inout [Int32],
        _ next: inout [Int32]
    ) {
        if heads[group] < 0 { heads[group] = place } else { next[Int(tails[group])] = place }
        tails[group] = place
    }

    @inline(__always)
    private func isSame(
        _ item: WindowItems.Item, _ fromLeft: Bool, _ group: Int,
        _ units: (left: UnitsColumn, right: UnitsColumn)
    ) -> Bool {
        let other = sample[group]
        guard item.units == other.units, item.payer == other.payer,
            item.currency == other.currency
        else { return false }
        if !isWide { return true }
        let own = fromLeft ? units.left[Int(item.index)] : units.right[Int(item.index)]
        return own
            == (isLeft[group] ? units.left[Int(other.index)] : units.right[Int(other.index)])
    }

    private mutating func lay(
        _ leftItems: [WindowItems.Item], _ rightItems: [WindowItems.Item],
        _ base: (left: Int, right: Int), _ open: WindowLefts, _ left: SideOrder,
        _ right: SideOrder, keepsAll: Bool
    ) {
        for group in sample.indices where keepsAll || heads.right[group] >= 0 {
            let starts = (lefts.count, rights.count)
            var place = heads.left[group]
            while place >= 0 {
                lefts.append(leftItems[base.left + Int(place)].index)
                place = next.left[Int(place)]
            }
            WindowGroups.sort(&lefts, from: starts.0) { a, b in
                let begins = (open.from(Int(a)), open.from(Int(b)))
                return begins.0 != begins.1 ? begins.0 < begins.1 : left.precedes(a, b)
            }
            place = heads.right[group]
            while place >= 0 {
                rights.append(rightItems[base.right + Int(place)].index)
                place = next.right[Int(place)]
            }
            WindowGroups.sort(&rights, from: starts.1) { right.precedes($0, $1) }
            leftStart.append(Int32(lefts.count))
            rightStart.append(Int32(rights.count))
        }
    }

    /// Files mostly stand in order of time already, and most groups have one member.
    @inline(__always)
    private static func sort(
        _ members: inout [Int32], from start: Int, by precedes: (Int32, Int32) -> Bool
    ) {
        guard members.count - start > 1 else { return }
        let isSorted = (start + 1..<members.count).allSatisfy {
            !precedes(members[$0], members[$0 - 1])
        }
        if !isSorted { members[start...].sort(by: precedes) }
    }
}
