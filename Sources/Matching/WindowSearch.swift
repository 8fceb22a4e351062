import Records

/// Who may be whose: for every open entry how many of the other side lie in its window, without
/// listing them. Equal amounts cost a step each, however many there are.
struct WindowSearch {
    private let open: WindowLefts
    private let left: SideOrder
    private let right: SideOrder
    private let groups: WindowGroups
    /// Right group → left groups whose amounts are near enough.
    private let near: NearGroups?
    /// Of a right entry: how many lefts fit, the sum of their indices – with one, that is it – and
    /// its group, −1.
    private struct Fits {
        var count: Int32 = 0
        var group: Int32 = -1
        var sum: Int64 = 0
    }

    /// Of a left entry: how many rights fit, and the first of them in stated order, −1.
    private struct Rivals {
        var count: Int32 = 0
        var first: Int32 = -1
    }

    private var fits: [Fits]
    private var rivals: [Rivals]

    /// Rivals that are named; who meets more has another question than which ones.
    static let namedRivals = 16

    init(
        _ open: WindowLefts, _ left: borrowing SideColumns, _ openRights: [Int32],
        _ right: borrowing SideColumns,
        payers: WindowPayers, tolerance: AmountTolerance, scale: Int,
        apart: ApartEntries
    ) {
        self.open = open
        self.left = left.order
        self.right = right.order
        let isExact = tolerance.absoluteUnits == 0 && tolerance.millionths == 0
        groups = WindowGroups(
            open, left.order, openRights, right, payers: payers, keepsAll: !isExact)
        near =
            isExact
            ? nil
            : NearGroups(
                groups, open, right, payers: payers, tolerance: tolerance, scale: scale)
        fits = Array(repeating: Fits(), count: right.count)
        rivals = Array(repeating: Rivals(), count: left.count)
        for group in 0..<groups.count {
            let rights = members(groups.rightStart, group)
            if rights.isEmpty { continue }
            for at in rights { fits[Int(groups.rights[at])].group = Int32(group) }
            if let near {
                for other in near.lefts(of: group).groups { meet(rights, Int(other)) }
            } else {
                meet(rights, group)
            }
        }
        for couple in apart.couples { part(couple.left, couple.right, apart) }
    }

    /// Takes back that the two fit, where they do: they stay apart.
    private mutating func part(_ l: Int32, _ r: Int32, _ apart: ApartEntries) {
        let own = Int(fits[Int(r)].group)
        guard own >= 0, let groupOfLeft = group(ofLeft: l), meets(own, groupOfLeft),
            isOpen(l, at: right.time[Int(r)])
        else { return }
        fits[Int(r)].count -= 1
        fits[Int(r)].sum -= Int64(l)
        rivals[Int(l)].count -= 1
        guard rivals[Int(l)].first == r else { return }
        rivals[Int(l)].first = -1
        for group in 0..<groups.count where meets(group, groupOfLeft) {
            for at in members(groups.rightStart, group) {
                let other = groups.rights[at]
                let first = rivals[Int(l)].first
                if isOpen(l, at: right.time[Int(other)]), !apart.contains(l, other),
                    first < 0 || right.precedes(other, first)
                {
                    rivals[Int(l)].first = other
                }
            }
        }
    }

    private func isOpen(_ l: Int32, at time: Int64) -> Bool {
        open.from(Int(l)) <= time && time <= open.to(Int(l))
    }

    private func group(ofLeft l: Int32) -> Int? {
        guard let at = groups.lefts.firstIndex(of: l) else { return nil }
        // The last group that begins here or before, and is not empty.
        return groups.leftStart.lastIndex { Int($0) <= at }
    }

    /// Whether the rights of one group were held against the lefts of another.
    private func meets(_ group: Int, _ leftGroup: Int) -> Bool {
        guard !members(groups.rightStart, group).isEmpty else { return false }
        guard let near else { return group == leftGroup }
        return near.lefts(of: group).groups.contains { Int($0) == leftGroup }
    }

    /// Whether the one left entry of a right one is also claimed by no other, and the search saw
    /// all there is.
    func isUnique(_ r: Int32) -> Bool {
        guard fits[Int(r)].count == 1, rivals[Int(only(r))].count == 1 else { return false }
        return near.map { !$0.lefts(of: Int(fits[Int(r)].group)).isCut } ?? true
    }

    /// The first candidates of a right entry in stated order, added to a list.
    func append(candidatesOf r: Int32, to list: inout [Int32]) {
        let group = Int(fits[Int(r)].group)
        let time = right.time[Int(r)]
        guard open.isUniform, near == nil else {
            var found: [Int32] = []
            for other in near?.lefts(of: group).groups ?? [Int32(group)] {
                found += candidates(at: time, members(groups.leftStart, Int(other)))
            }
            list += left.sorted(found).prefix(WindowSearch.namedRivals)
            return
        }
        // Windows of one length begin in the stated order.
        let lefts = members(groups.leftStart, group)
        var at = lefts.count < 16 ? lefts.lowerBound : firstOpen(at: time, lefts)
        let end = list.count + WindowSearch.namedRivals
        while at < lefts.upperBound, list.count < end {
            let l = groups.lefts[at]
            if open.from(Int(l)) > time { break }
            if open.to(Int(l)) >= time { list.append(l) }
            at += 1
        }
    }

    /// Where in a stretch of windows of one length the first stands that has not ended.
    private func firstOpen(at time: Int64, _ lefts: Range<Int>) -> Int {
        var (low, high) = (lefts.lowerBound, lefts.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if open.to(Int(groups.lefts[middle])) < time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func candidates(at time: Int64, _ lefts: Range<Int>) -> [Int32] {
        var (low, high) = (lefts.lowerBound, lefts.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if open.from(Int(groups.lefts[middle])) <= time {
                low = middle + 1
            } else {
                high = middle
            }
        }
        let begun = low
        guard open.isUniform else {
            let looked = max(lefts.lowerBound, begun - LegWork.windowCandidateLimit)..<begun
            return groups.lefts[looked].filter { open.to(Int($0)) >= time }
        }
        let first = firstOpen(at: time, lefts)
        return Array(groups.lefts[first..<max(first, min(begun, first + WindowSearch.namedRivals))])
    }

    func count(_ r: Int32) -> Int { Int(fits[Int(r)].count) }

    /// The first right entry that a left one fits, −1.
    func firstRight(_ l: Int32) -> Int32 { rivals[Int(l)].first }

    /// The left entry of a right one that has just one.
    func only(_ r: Int32) -> Int32 { Int32(fits[Int(r)].sum) }

    private func members(_ starts: [Int32], _ group: Int) -> Range<Int> {
        Int(starts[group])..<Int(starts[group + 1])
    }

    /// The rights of one group with the lefts of another, or of the same.
    private mutating func meet(_ rights: Range<Int>, _ leftGroup: Int) {
        let lefts = members(groups.leftStart, leftGroup)
        if rights.count == 1, lefts.count == 1 {
            let (r, l) = (groups.rights[rights.lowerBound], groups.lefts[lefts.lowerBound])
            let time = right.time[Int(r)]
            if open.from(Int(l)) <= time, time <= open.to(Int(l)) {
                fits[Int(r)].count += 1
                fits[Int(r)].sum += Int64(l)
                note(r, Int(l), rivals: 1)
            }
            return
        }
        if rights.isEmpty || lefts.isEmpty { return }
        countLefts(rights, lefts)
        for at in lefts {
            let l = Int(groups.lefts[at])
            let first = firstRight(notBefore: open.from(l), rights)
            let end = firstRight(notBefore: open.to(l) + 1, rights)
            if first < end { note(groups.rights[first], l, rivals: end - first) }
        }
    }

    private mutating func note(_ r: Int32, _ l: Int, rivals count: Int) {
        rivals[l].count += Int32(count)
        let first = rivals[l].first
        if first < 0 || right.precedes(r, first) { rivals[l].first = r }
    }

    /// Windows that have begun less those that have ended, at the time of each right.
    private mutating func countLefts(_ rights: Range<Int>, _ lefts: Range<Int>) {
        let ending =
            open.isUniform
            ? groups.lefts[lefts]
            : groups.lefts[lefts].sorted { open.to(Int($0)) < open.to(Int($1)) }[...]
        var (begun, ended) = (lefts.lowerBound, ending.startIndex)
        var running: (count: Int32, sum: Int64) = (0, 0)
        for at in rights {
            let r = Int(groups.rights[at])
            let time = right.time[r]
            while begun < lefts.upperBound, open.from(Int(groups.lefts[begun])) <= time {
                running.count += 1
                running.sum += Int64(groups.lefts[begun])
                begun += 1
            }
            while ended < ending.endIndex, open.to(Int(ending[ended])) < time {
                running.count -= 1
                running.sum -= Int64(ending[ended])
                ended += 1
            }
            fits[r].count += running.count
            fits[r].sum += running.sum
        }
    }

    /// Position of the first right of a stretch whose time is not before a moment.
    private func firstRight(notBefore time: Int64, _ rights: Range<Int>) -> Int {
        var (low, high) = (rights.lowerBound, rights.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if right.time[Int(groups.rights[middle])] < time {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
