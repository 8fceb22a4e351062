import CByteMask
import Records

/// What the words of a row decide: the rule that takes it, and the code of its entry. The same few
/// combinations stand in millions of rows, so each is worked out once.
@safe
final class BulkWords {
    /// `reading` −1: the row is left to the reader.
    typealias Decision = mb_decision

    /// Channels, kinds, states and currencies multiply to some hundreds; beyond this the columns
    /// hold something else than words.
    static let limit = 4_096
    static let wordBytes = 16
    private static let slotMask = limit * 2 - 1

    private let plan: BulkPlan
    private let currencies: [Currency]
    private let groups: [UInt8]
    let slots: UnsafeMutablePointer<Int32>
    /// The words of each combination as they stand in the file, padded with zeros: two words of
    /// eight bytes per column, then the lengths.
    let known: UnsafeMutablePointer<UInt64>
    let decisions: UnsafeMutablePointer<Decision>
    private let stride: Int
    private var count = 0

    /// `groups`: by the kind's code, which kinds may be each other's counterpart.
    init(_ plan: BulkPlan, currencies: [Currency], groups: [UInt8]) {
        self.plan = plan
        self.currencies = currencies
        self.groups = groups
        stride = plan.wordColumns.count * 2 + 1
        unsafe slots = .allocate(capacity: BulkWords.slotMask + 1)
        unsafe slots.initialize(repeating: -1, count: BulkWords.slotMask + 1)
        unsafe known = .allocate(capacity: BulkWords.limit * stride)
        unsafe decisions = .allocate(capacity: BulkWords.limit)
    }

    deinit {
        unsafe slots.deallocate()
        unsafe known.deallocate()
        unsafe decisions.deallocate()
    }

    /// What a row of these words is, nil where they were not met yet. `words` holds two per word
    /// column, then their lengths.
    @inline(__always)
    func find(_ words: UnsafeMutablePointer<UInt64>, hash: UInt64) -> Decision? {
        var slot = Int(truncatingIfNeeded: hash >> 51)
        while true {
            let index = unsafe Int(slots[slot])
            if index < 0 { return nil }
            let other = unsafe known + index &* stride
            // One by one: a vector would wait for the words that were just stored.
            var word = 0
            while word < stride, unsafe other[word] == words[word] { word &+= 1 }
            if word == stride { return unsafe decisions[index] }
            slot = (slot &+ 1) & BulkWords.slotMask
        }
    }

    /// Works out what the row is. Nil where no more can be remembered.
    func learn(
        _ words: UnsafeMutablePointer<UInt64>, hash: UInt64, cells: [[UInt8]]
    ) -> Decision? {
        guard count < BulkWords.limit else { return nil }
        var slot = Int(truncatingIfNeeded: hash >> 51)
        while unsafe slots[slot] >= 0 { slot = (slot &+ 1) & BulkWords.slotMask }
        let decision = decide(cells)
        unsafe slots[slot] = Int32(count)
        unsafe (known + count * stride).update(from: words, count: stride)
        unsafe decisions[count] = decision
        count += 1
        return decision
    }

    private static let leave = Decision(reading: -1, code: 0)

    /// `cells` are the row's cleaned fields.
    private func decide(_ cells: [[UInt8]]) -> Decision {
        for ignored in plan.plan.conditionsOfIgnored where holds(ignored.conditions, cells) {
            return BulkWords.leave
        }
        let taking = plan.plan.rules.indices.filter { holds(plan.plan.rules[$0].conditions, cells) }
        guard taking.count == 1, let index = taking.first, plan.readings[index] != nil
        else { return BulkWords.leave }
        let rule = plan.plan.rules[index]
        for planned in rule.guards where holds(planned.conditions, cells) {
            return BulkWords.leave
        }
        guard let kind = kind(rule, cells), let status = status(rule, cells),
            let currency = currency(rule, cells), haveKnownCurrencies(rule, cells),
            let code = currencies.firstIndex(of: currency)
        else { return BulkWords.leave }
        return Decision(
            reading: Int64(index),
            code: BulkEntry.code(
                currency: code, group: groups[Int(kind.rawValue)], moved: status.movedMoney))
    }

    private func kind(_ rule: Plan.Rule, _ cells: [[UInt8]]) -> EntryKind? {
        if rule.kindColumn < 0 { return rule.kind }
        let word = cells[rule.kindColumn]
        let known = rule.kindMap.value(of: word.span, isUTF8: true)
        return known ?? (rule.kindOtherwise ? rule.kind : nil)
    }

    private func status(_ rule: Plan.Rule, _ cells: [[UInt8]]) -> EntryStatus? {
        if !rule.hasStatus { return rule.statusOtherwise ?? .succeeded }
        let word = rule.statusColumn < 0 ? [] : cells[rule.statusColumn]
        return rule.statusMap.value(of: word.span, isUTF8: true) ?? rule.statusOtherwise
    }

    private func currency(_ rule: Plan.Rule, _ cells: [[UInt8]]) -> Currency? {
        if rule.hasOwnCurrency || rule.currencyColumn < 0 { return rule.currency }
        let word = cells[rule.currencyColumn]
        if word.isEmpty { return rule.currency }
        return CurrencyWords.currency(String(decoding: word, as: UTF8.self))
    }

    private func haveKnownCurrencies(_ rule: Plan.Rule, _ cells: [[UInt8]]) -> Bool {
        [rule.discount, rule.fee, rule.settled, rule.original, rule.balance].allSatisfy { money in
            guard let column = money?.currencyColumn, column >= 0, !cells[column].isEmpty
            else { return true }
            return CurrencyWords.currency(String(decoding: cells[column], as: UTF8.self)) != nil
        }
    }

    private func holds(_ conditions: [Plan.Condition], _ cells: [[UInt8]]) -> Bool {
        conditions.allSatisfy { condition in
            let cell = condition.column < 0 ? [] : cells[condition.column]
            let bytes = cell.span
            switch condition.test {
            case .constant(let value): return value
            case .equals(let words, let wanted):
                if condition.column < 0 { return !wanted }
                return wanted == words.contains(bytes, isUTF8: true)
            case .contains(let words):
                return words.isIn(bytes, isUTF8: true, gb18030: false)
            case .hasPrefix(let words):
                return words.starts(bytes, isUTF8: true)
            case .empty(let wanted): return cell.isEmpty == wanted
            case .matches(let pattern, let wanted):
                return (pattern.find(in: bytes) != nil) == wanted
            // No slot: the column is not there (`BulkPlan.isDecidedByWords`).
            case .nonZero(_, let wanted): return !wanted
            case .sign: return false
            }
        }
    }
}
