import Records

/// The open entries of both sides by what must be equal: currency, amount and, where the rule asks
/// for it, the counterparty. Members of a group stand in the order of their windows and times.
/// Groups are laid part by part, each part in places of its own.
struct WindowGroups {
    struct Group: BitwiseCopyable {
        /// Members: `lefts[leftStart..<leftEnd]`, side indices by (from, stated order), with the
        /// beginnings of their windows; rights by stated order, with their times.
        var leftStart: Int32 = 0
        var leftEnd: Int32 = 0
        var rightStart: Int32 = 0
        var rightEnd: Int32 = 0

        var lefts: Range<Int> { Int(leftStart)..<Int(leftEnd) }
        var rights: Range<Int> { Int(rightStart)..<Int(rightEnd) }
    }

    /// How groups are told apart.
    enum Telling {
        /// By their values alone. Where those are not whole, whoever meets has to be compared.
        case values
        /// By their values and whole amounts. Also groups with members on one side only are kept,
        /// which a tolerance may bring together, where `keepsAll`.
        case amounts(keepsAll: Bool)

        var keepsAll: Bool { if case .amounts(true) = self { true } else { false } }
    }

    let lefts: Slab<Int32>
    let begins: Slab<Int64>
    let rights: Slab<Int32>
    let times: Slab<Int64>
    private let groups: Slab<Group>
    private let counts: Slab<Int32>
    private let items: WindowParts
    private let orders: (left: SideOrder, right: SideOrder)
    private let telling: Telling
    private let values: WindowValues
    /// One part at a time is laid, over the one before: it stays in the core's cache.
    private let holdsOne: Bool

    init(_ items: WindowParts, _ values: WindowValues, _ telling: Telling, holdsOne: Bool) {
        self.items = items
        self.values = values
        self.telling = telling
        self.holdsOne = holdsOne
        orders = (values.left, values.right)
        let size = holdsOne ? items.largest : items.size
        lefts = Slab(count: size.left)
        begins = Slab(count: size.left)
        rights = Slab(count: size.right)
        times = Slab(count: size.right)
        groups = Slab(count: size.left + (telling.keepsAll ? size.right : 0))
        counts = Slab(repeating: 0, count: items.count)
    }

    func free() {
        lefts.free()
        begins.free()
        rights.free()
        times.free()
        groups.free()
        counts.free()
    }

    /// The numbers of a part's groups.
    func numbers(of part: Int) -> Range<Int> {
        let first = first(of: part)
        let number = first.left + (telling.keepsAll ? first.right : 0)
        return number..<number + Int(counts[part])
    }

    /// Where the members of a part begin.
    @inline(__always)
    private func first(of part: Int) -> (left: Int, right: Int) {
        holdsOne ? (0, 0) : (items.left.starts[part], items.right.starts[part])
    }

    subscript(group: Int) -> Group { groups[group] }

    /// What a thread needs while it lays one part after another.
    struct Scratch {
        /// Group + 1 by slot, 0 = free; of each group an item, its side and how many it has.
        fileprivate let slots: Slab<Int32>
        fileprivate let found: Slab<Found>
        fileprivate var mask = 0
        fileprivate var count = 0
        /// The group of each item, −1.
        fileprivate let ofLeft: Slab<Int32>
        fileprivate let ofRight: Slab<Int32>
        fileprivate var sorted: [(time: Int64, index: Int32)] = []

        fileprivate init(_ largest: (left: Int, right: Int)) {
            let all = largest.left + largest.right
            var size = 16
            while size < all * 2 { size *= 2 }
            slots = Slab(count: size)
            found = Slab(count: all)
            ofLeft = Slab(count: largest.left)
            ofRight = Slab(count: largest.right)
        }

        /// For so many groups.
        fileprivate mutating func clear(for groups: Int) {
            var size = 16
            while size < groups * 2 { size *= 2 }
            slots.fill(0, first: size)
            mask = size - 1
            count = 0
        }

        func free() {
            slots.free()
            found.free()
            ofLeft.free()
            ofRight.free()
        }
    }

    /// Whoever lays frees it.
    func scratch() -> Scratch { Scratch(items.largest) }

    fileprivate struct Found: BitwiseCopyable {
        var value: WindowValue
        var index: Int32
        var isLeft: Bool
        var lefts: Int32 = 0
        var rights: Int32 = 0
    }

    /// Puts the entries of a part into its groups.
    func lay(_ part: Int, _ scratch: inout Scratch) {
        let own = (
            left: items.left.starts[part]..<items.left.starts[part + 1],
            right: items.right.starts[part]..<items.right.starts[part + 1]
        )
        counts[part] = 0
        if !telling.keepsAll, own.left.isEmpty || own.right.isEmpty { return }
        scratch.clear(for: own.left.count + (telling.keepsAll ? own.right.count : 0))
        for at in own.left {
            let group = find(items.left.items[at], isLeft: true, adds: true, &scratch)
            scratch.found[group].lefts += 1
            scratch.ofLeft[at - own.left.lowerBound] = Int32(group)
        }
        for at in own.right {
            let item = items.right.items[at]
            let group = find(item, isLeft: false, adds: telling.keepsAll, &scratch)
            if group >= 0 { scratch.found[group].rights += 1 }
            scratch.ofRight[at - own.right.lowerBound] = Int32(group)
        }
        place(part, own, &scratch)
        for group in numbers(of: part) {
            WindowGroups.sort(lefts, begins, groups[group].lefts, orders.left, &scratch)
            WindowGroups.sort(rights, times, groups[group].rights, orders.right, &scratch)
        }
    }

    /// The group of an item, −1 where it makes none.
    @inline(__always)
    private func find(
        _ item: WindowItems.Item, isLeft: Bool, adds: Bool, _ scratch: inout Scratch
    ) -> Int {
        var slot = Int(item.value.mix) & scratch.mask
        while scratch.slots[slot] != 0 {
            let group = Int(scratch.slots[slot]) - 1
            let found = scratch.found[group]
            if found.value == item.value, isSame(item.index, isLeft, found) { return group }
            slot = (slot + 1) & scratch.mask
        }
        if !adds { return -1 }
        scratch.found[scratch.count] = Found(
            value: item.value, index: item.index, isLeft: isLeft)
        scratch.count += 1
        scratch.slots[slot] = Int32(scratch.count)
        return scratch.count - 1
    }

    @inline(__always)
    private func isSame(_ index: Int32, _ isLeft: Bool, _ found: Found) -> Bool {
        if case .values = telling { return true }
        return values.units(index, isLeft: isLeft)
            == values.units(found.index, isLeft: found.isLeft)
    }

    /// Gives each group its stretches, and fills them in the order of the items.
    private func place(
        _ part: Int, _ own: (left: Range<Int>, right: Range<Int>), _ scratch: inout Scratch
    ) {
        let first = first(of: part)
        var next = (left: Int32(first.left), right: Int32(first.right))
        var number = numbers(of: part).lowerBound
        for index in 0..<scratch.count {
            let found = scratch.found[index]
            if !telling.keepsAll, found.rights == 0 {
                scratch.found[index].lefts = -1
                continue
            }
            groups[number] = Group(
                leftStart: next.left, leftEnd: next.left + found.lefts, rightStart: next.right,
                rightEnd: next.right + found.rights)
            number += 1
            // From here on: where the next one goes.
            scratch.found[index].lefts = next.left
            scratch.found[index].rights = next.right
            next.left += found.lefts
            next.right += found.rights
        }
        counts[part] = Int32(number - numbers(of: part).lowerBound)
        for at in own.left {
            let group = Int(scratch.ofLeft[at - own.left.lowerBound])
            let to = Int(scratch.found[group].lefts)
            if to < 0 { continue }
            scratch.found[group].lefts += 1
            let item = items.left.items[at]
            lefts[to] = item.index
            begins[to] = item.time
        }
        for at in own.right {
            let group = Int(scratch.ofRight[at - own.right.lowerBound])
            if group < 0 { continue }
            let to = Int(scratch.found[group].rights)
            scratch.found[group].rights += 1
            let item = items.right.items[at]
            rights[to] = item.index
            times[to] = item.time
        }
    }

    /// Files mostly stand in order of time already, and most groups have one member.
    @inline(__always)
    private static func sort(
        _ members: Slab<Int32>, _ times: Slab<Int64>, _ range: Range<Int>, _ order: SideOrder,
        _ scratch: inout Scratch
    ) {
        if range.count < 2 { return }
        func precedes(_ a: (time: Int64, index: Int32), _ b: (time: Int64, index: Int32)) -> Bool {
            a.time != b.time ? a.time < b.time : order.precedes(a.index, b.index)
        }
        var isSorted = true
        for at in range.dropFirst()
        where !precedes((times[at - 1], members[at - 1]), (times[at], members[at])) {
            isSorted = false
            break
        }
        if isSorted { return }
        scratch.sorted.removeAll(keepingCapacity: true)
        for at in range { scratch.sorted.append((times[at], members[at])) }
        scratch.sorted.sort(by: precedes)
        for (offset, member) in scratch.sorted.enumerated() {
            times[range.lowerBound + offset] = member.time
            members[range.lowerBound + offset] = member.index
        }
    }
}
