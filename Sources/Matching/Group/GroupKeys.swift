import Records

/// The open entries of both sides, and one number for all that share key, attributes and currency.
struct GroupKeys {
    private(set) var left: [Int32] = []
    private(set) var right: [Int32] = []
    /// By place in `left`, then by place in `right`; −1 = has no key.
    private var numbers: [Int32] = []
    private(set) var count = 0

    init(_ rule: GroupRule, _ leg: borrowing LegWork) {
        let lefts = KeyColumn?(rule, leg.left, leg.leftOutcome.pass, onLeft: true)
        let rights = KeyColumn?(rule, leg.right, leg.rightOutcome.pass, onLeft: false)
        left = (lefts?.indices ?? leg.allEntries(.left)).filter { leg.isSummed($0, .left) }
        right = (rights?.indices ?? leg.allEntries(.right)).filter { leg.isSummed($0, .right) }
        numbers =
            left.map { Int32(leg.subsetColumn(.left, $0).currency) }
            + right.map { Int32(leg.subsetColumn(.right, $0).currency) }
        if let lefts, let rights {
            let keys = GroupKeys.keyed(
                lefts, rights, leftCount: leg.left.count, rightCount: leg.right.count)
            numbers = SubsetParts.paired(
                numbers,
                left.map { keys[Int($0)] } + right.map { keys[leg.left.count + Int($0)] })
        }
        for attribute in rule.attributes {
            var words: [String: Int32] = [:]
            let own =
                leg.groupValues(attribute, left, .left, rule.lag, &words)
                + leg.groupValues(attribute, right, .right, .none, &words)
            numbers = SubsetParts.paired(numbers, own)
        }
        count = Int(numbers.max() ?? -1) + 1
    }

    /// Per group, who belongs to it.
    func members() -> (left: [[Int32]], right: [[Int32]]) {
        var members = (
            left: Array(repeating: [Int32](), count: count),
            right: Array(repeating: [Int32](), count: count)
        )
        for (place, entry) in left.enumerated() where numbers[place] >= 0 {
            members.left[Int(numbers[place])].append(entry)
        }
        for (place, entry) in right.enumerated() where numbers[left.count + place] >= 0 {
            members.right[Int(numbers[left.count + place])].append(entry)
        }
        return members
    }

    /// A number for each key that occurs on either side, by index: the rights after the lefts.
    private static func keyed(
        _ lefts: KeyColumn, _ rights: KeyColumn, leftCount: Int, rightCount: Int
    ) -> [Int32] {
        var index = KeyIndex(
            capacity: lefts.indices.count + rights.indices.count, entries: leftCount + rightCount)
        for (place, entry) in lefts.indices.enumerated() {
            index.insert(lefts.hashes[place], member: entry) { lefts.same($0, lefts, entry) }
        }
        for (place, entry) in rights.indices.enumerated() {
            index.insert(rights.hashes[place], member: Int32(leftCount) + entry) { first in
                Int(first) < leftCount
                    ? lefts.same(first, rights, entry)
                    : rights.same(first - Int32(leftCount), rights, entry)
            }
        }
        var numbers = Array(repeating: Int32(-1), count: leftCount + rightCount)
        for group in 0..<index.groupCount {
            for member in index.members(of: group) { numbers[Int(member)] = Int32(group) }
        }
        return numbers
    }
}

extension KeyColumn? {
    /// nil where the rule has no key but attributes alone.
    fileprivate init(
        _ rule: GroupRule, _ side: borrowing SideColumns, _ claims: [UInt8], onLeft: Bool
    ) {
        self = rule.key.parts.isEmpty ? nil : KeyColumn(rule.key, side, claims, onLeft: onLeft)
    }
}

extension LegWork {
    fileprivate func allEntries(_ side: Side) -> [Int32] {
        Array(0..<Int32(side == .left ? left.count : right.count))
    }

    /// Open, and with money.
    fileprivate func isSummed(_ entry: Int32, _ side: Side) -> Bool {
        let moved = side == .left ? left.moved[Int(entry)] : right.moved[Int(entry)]
        return moved && !isClaimed(entry, side) && subsetUnits(side, entry) != 0
    }

    /// What each entry has of an attribute, as a number that both sides share; −1 = nothing.
    fileprivate func groupValues(
        _ attribute: SubsetStructure.Attribute, _ entries: [Int32], _ side: Side, _ lag: Lag,
        _ words: inout [String: Int32]
    ) -> [Int32] {
        if attribute == .day {
            return entries.map { entry in
                let day = businessDay(entry, side)
                if day == EntryTable.noDay { return -1 }
                let due =
                    lag.isNone
                    ? day : definition.calendar.day(Day(number: day), after: lag).number
                return due &+ (1 << 24)
            }
        }
        var codes: [UInt64: Int32] = [:]
        return entries.map { entry in
            let (box, row) = position(entry, side)
            let input = (side == .left ? left.places : right.places).input(Int(entry))
            let column = box.table.word(attribute)
            let key = UInt64(input) << 32 | UInt64(column.codes[row])
            if let known = codes[key] { return known }
            let word = column[row]
            let number = word.isEmpty ? -1 : words[word] ?? Int32(words.count)
            if number >= 0 { words[word] = number }
            codes[key] = number
            return number
        }
    }
}
