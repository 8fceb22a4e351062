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

    var count: Int { leftStart.count - 1 }

    /// `keepsAll`: also groups with members on one side only, which a tolerance may bring together.
    init(
        _ open: WindowLefts, _ left: borrowing SideColumns, _ openRights: [Int32],
        _ right: borrowing SideColumns, payers: (left: [TextRef], right: [TextRef])?,
        keepsAll: Bool
    ) {
        var index = KeyIndex(
            capacity: open.open.count + (keepsAll ? openRights.count : 0), entries: left.count)
        let key = WindowKey(open, left, right, payers)
        for l in open.open {
            index.insert(key.hash(ofLeft: Int(l)), member: l) { key.same(left: l, left: $0) }
        }
        var chains = Chains(groups: index.groupCount, entries: right.count)
        var lonely = KeyIndex(
            capacity: keepsAll ? openRights.count : 0, entries: keepsAll ? right.count : 0)
        for r in openRights {
            let hash = key.hash(ofRight: Int(r))
            if let group = index.find(hash, confirm: { key.same(left: $0, right: r) }) {
                chains.append(r, to: group)
            } else if keepsAll {
                lonely.insert(hash, member: r) { key.same(right: r, right: $0) }
            }
        }
        lay(index.chains, chains, open, left.order, right.order, keepsAll: keepsAll)
        for group in 0..<lonely.groupCount {
            addRights(lonely.chains, group, right.order)
            close()
        }
    }

    private mutating func lay(
        _ leftChains: Chains, _ rightChains: Chains, _ open: WindowLefts, _ left: SideOrder,
        _ right: SideOrder, keepsAll: Bool
    ) {
        for group in rightChains.first.indices where keepsAll || rightChains.first[group] >= 0 {
            let start = lefts.count
            var l = leftChains.first[group]
            while l >= 0 {
                lefts.append(l)
                l = leftChains.next[Int(l)]
            }
            WindowGroups.sort(&lefts, from: start) { a, b in
                let begins = (open.from(Int(a)), open.from(Int(b)))
                return begins.0 != begins.1 ? begins.0 < begins.1 : left.precedes(a, b)
            }
            addRights(rightChains, group, right)
            close()
        }
    }

    private mutating func addRights(_ chains: Chains, _ group: Int, _ right: SideOrder) {
        let start = rights.count
        var r = chains.first[group]
        while r >= 0 {
            rights.append(r)
            r = chains.next[Int(r)]
        }
        WindowGroups.sort(&rights, from: start) { right.precedes($0, $1) }
    }

    private mutating func close() {
        leftStart.append(Int32(lefts.count))
        rightStart.append(Int32(rights.count))
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
