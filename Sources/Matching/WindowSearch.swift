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
    /// By right index: how many lefts fit, and the sum of their indices – with one, that is it.
    private var fits: [Int32]
    private var sum: [Int64]
    /// By left index: how many rights fit, and the first of them in stated order, −1.
    private(set) var rivals: [Int32]
    private(set) var firstRight: [Int32]
    /// By right index: its group, −1.
    private var groupOf: [Int32]

    /// Rivals that are named; who meets more has another question than which ones.
    static let namedRivals = 16

    init(
        _ open: WindowLefts, _ left: borrowing SideColumns, _ openRights: [Int32],
        _ right: borrowing SideColumns,
        payers: (left: [TextRef], right: [TextRef])?, tolerance: AmountTolerance, scale: Int
    ) {
        self.open = open
        self.left = left.order
        self.right = right.order
        let isExact = tolerance.absoluteUnits == 0 && tolerance.millionths == 0
        groups = WindowGroups(
            open, left, openRights, right, payers: payers, keepsAll: !isExact)
        near =
            isExact
            ? nil
            : NearGroups(
                groups, open, left, right, payers: payers, tolerance: tolerance, scale: scale)
        fits = Array(repeating: 0, count: right.count)
        sum = Array(repeating: 0, count: right.count)
        rivals = Array(repeating: 0, count: left.count)
        firstRight = Array(repeating: -1, count: left.count)
        groupOf = Array(repeating: -1, count: right.count)
        for group in 0..<groups.count {
            let rights = members(groups.rightStart, group)
            if rights.isEmpty { continue }
            for at in rights { groupOf[Int(groups.rights[at])] = Int32(group) }
            if let near {
                for other in near.lefts(of: group).groups { meet(rights, Int(other)) }
            } else {
                meet(rights, group)
            }
        }
    }

    /// Whether the one left entry of a right one is also claimed by no other, and the search saw
    /// all there is.
    func isUnique(_ r: Int32) -> Bool {
        guard fits[Int(r)] == 1, rivals[Int(only(r))] == 1 else { return false }
        return near.map { !$0.lefts(of: Int(groupOf[Int(r)])).isCut } ?? true
    }

    /// The first candidates of a right entry in stated order.
    func candidates(_ r: Int32) -> [Int32] {
        let group = Int(groupOf[Int(r)])
        let lefts = near?.lefts(of: group).groups ?? [Int32(group)]
        let time = right.time[Int(r)]
        var found: [Int32] = []
        for other in lefts { found += candidates(at: time, members(groups.leftStart, Int(other))) }
        return Array(left.sorted(found).prefix(WindowSearch.namedRivals))
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
        (low, high) = (lefts.lowerBound, begun)
        while low < high {
            let middle = (low + high) / 2
            if open.to(Int(groups.lefts[middle])) < time { low = middle + 1 } else { high = middle }
        }
        return Array(groups.lefts[low..<min(begun, low + WindowSearch.namedRivals)])
    }

    func count(_ r: Int32) -> Int { Int(fits[Int(r)]) }

    /// The left entry of a right one that has just one.
    func only(_ r: Int32) -> Int32 { Int32(sum[Int(r)]) }

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
                fits[Int(r)] += 1
                sum[Int(r)] += Int64(l)
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
        rivals[l] += Int32(count)
        if firstRight[l] < 0 || right.precedes(r, firstRight[l]) { firstRight[l] = r }
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
            fits[r] += running.count
            sum[r] += running.sum
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
