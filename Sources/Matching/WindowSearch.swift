import Records

/// Who may be whose: for every open entry how many of the other side lie in its window, without
/// listing them. Equal amounts cost a step each, however many there are.
struct WindowSearch {
    let items: WindowParts
    let values: WindowValues
    let groups: WindowGroups
    /// Right group → left groups whose amounts are near enough, where a tolerance is allowed.
    private(set) var near: NearGroups?

    /// Of a right entry, by its place among the groups': how many lefts fit, and the sum of their
    /// places: with one, that is it.
    struct Fits: BitwiseCopyable {
        var count: Int32 = 0
        var sum: Int64 = 0
    }

    /// Of a left entry, by its place: how many rights fit, and the first of them in stated order,
    /// −1.
    struct Rivals: BitwiseCopyable {
        var count: Int32 = 0
        var first: Int32 = -1
    }

    let fits: Slab<Fits>
    let rivals: Slab<Rivals>

    /// Rivals that are named; who meets more has another question than which ones.
    static let namedRivals = 16

    /// `holdsOne`: for one part at a time, which no other meets.
    init(
        _ items: WindowParts, _ values: WindowValues, _ telling: WindowGroups.Telling,
        holdsOne: Bool
    ) {
        self.items = items
        self.values = values
        groups = WindowGroups(items, values, telling, holdsOne: holdsOne)
        fits = Slab(count: groups.rights.count)
        rivals = Slab(count: groups.lefts.count)
    }

    /// Whoever searches frees what it took.
    func free() {
        groups.free()
        fits.free()
        rivals.free()
    }

    /// Lays the groups of a part.
    func lay(_ part: Int, _ scratch: inout WindowGroups.Scratch) {
        groups.lay(part, &scratch)
        for number in groups.numbers(of: part) {
            let group = groups[number]
            for at in group.rights { fits[at] = Fits() }
            for at in group.lefts { rivals[at] = Rivals() }
        }
    }

    /// Lets the entries of each group of a part meet.
    func meet(_ part: Int) {
        for group in groups.numbers(of: part) { meet(groups[group], groups[group]) }
    }

    /// Lets all that is near enough meet; all groups are laid.
    mutating func meet(near tolerance: AmountTolerance, scale: Int) {
        let near = NearGroups(groups, values, items.count, tolerance: tolerance, scale: scale)
        for part in 0..<items.count {
            for group in groups.numbers(of: part) where !groups[group].rights.isEmpty {
                for other in near.lefts(of: group).groups {
                    meet(groups[group], groups[Int(other)])
                }
            }
        }
        self.near = near
    }
}

extension WindowSearch {
    /// The rights of one group with the lefts of another, or of the same.
    @inline(__always)
    func meet(_ own: WindowGroups.Group, _ other: WindowGroups.Group) {
        let (rights, lefts) = (own.rights, other.lefts)
        if rights.isEmpty || lefts.isEmpty { return }
        if rights.count == 1, lefts.count == 1 {
            let (r, l) = (rights.lowerBound, lefts.lowerBound)
            if groups.begins[l] <= groups.times[r],
                groups.times[r] <= end(ofLeft: l)
            {
                fits[r].count += 1
                fits[r].sum += Int64(l)
                note(groups.rights[r], l, rivals: 1)
            }
        } else {
            countLefts(rights, lefts)
            countRights(rights, lefts)
        }
    }

    /// When the window of a left entry ends, by its place.
    @inline(__always)
    func end(ofLeft at: Int) -> Int64 {
        values.open.isUniform
            ? groups.begins[at] + values.open.length : values.open.to(Int(groups.lefts[at]))
    }

    @inline(__always)
    private func note(_ r: Int32, _ l: Int, rivals count: Int) {
        var found = rivals[l]
        found.count += Int32(count)
        if found.first < 0 || values.right.precedes(r, found.first) { found.first = r }
        rivals[l] = found
    }

    /// Windows that have begun less those that have ended, at the time of each right.
    private func countLefts(_ rights: Range<Int>, _ lefts: Range<Int>) {
        // Windows of one length end in the order in which they begin.
        let ending =
            values.open.isUniform
            ? [] : lefts.sorted { end(ofLeft: $0) < end(ofLeft: $1) }
        var (begun, ended) = (lefts.lowerBound, 0)
        var running = Fits()
        for at in rights {
            let time = groups.times[at]
            while begun < lefts.upperBound, groups.begins[begun] <= time {
                running.count += 1
                running.sum += Int64(begun)
                begun += 1
            }
            while ended < lefts.count {
                let left = ending.isEmpty ? lefts.lowerBound + ended : ending[ended]
                if end(ofLeft: left) >= time { break }
                running.count -= 1
                running.sum -= Int64(left)
                ended += 1
            }
            fits[at].count += running.count
            fits[at].sum += running.sum
        }
    }

    private func countRights(_ rights: Range<Int>, _ lefts: Range<Int>) {
        for at in lefts {
            let first = firstRight(notBefore: groups.begins[at], rights)
            let after = firstRight(notBefore: end(ofLeft: at) + 1, first..<rights.upperBound)
            if first < after { note(groups.rights[first], at, rivals: after - first) }
        }
    }

    /// Place of the first right of a stretch whose time is not before a moment.
    @inline(__always)
    private func firstRight(notBefore time: Int64, _ rights: Range<Int>) -> Int {
        if rights.count > 8 { return rights.place(after: { groups.times[$0] < time }) }
        var at = rights.lowerBound
        while at < rights.upperBound, groups.times[at] < time { at += 1 }
        return at
    }
}

extension Range<Int> {
    /// The first place after all those of which something is so; they stand before the others.
    @inline(__always)
    func place(after isBefore: (Int) -> Bool) -> Int {
        var (low, high) = (lowerBound, upperBound)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
