import Records

/// What is added up while rows go by.
struct Tally: Sendable {
    /// By slot: the column's printed values.
    var sums: [ExactSum] = []
    /// By planned total.
    var totals: [ExactSum] = []
    /// Running balances by partition.
    var balances: [Hash128: [BalanceStep]] = [:]
    /// Balances are checked file by file in memory: 48 bytes a row.
    var partitions: [Hash128] = []

    mutating func prepare(_ plan: Plan) {
        sums = Array(repeating: ExactSum(), count: plan.slots.count)
        totals = Array(repeating: ExactSum(), count: plan.totals.count)
    }

    /// A row's numbers, by slot.
    mutating func add(_ numbers: [SlotValue]) {
        let values = numbers.span
        var sums = sums.mutableSpan
        for slot in values.indices where values[slot].isValue {
            sums[slot].add(values[slot].units, scale: values[slot].scale)
        }
    }

    /// Whether the order of adding changes nothing.
    func canTake(_ next: Tally) -> Bool {
        (sums + totals + next.sums + next.totals).allSatisfy(\.isTame)
    }

    /// What later rows added up.
    mutating func take(_ next: Tally, lineShift: Int) {
        for index in sums.indices { sums[index].add(next.sums[index]) }
        for index in totals.indices { totals[index].add(next.totals[index]) }
        for key in next.partitions {
            if balances[key] == nil { partitions.append(key) }
            balances[key, default: []].append(
                contentsOf: next.balances[key, default: []].lazy.map { step in
                    var moved = step
                    moved.line += lineShift
                    return moved
                })
        }
    }
}
