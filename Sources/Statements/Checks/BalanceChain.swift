import Records

/// Whether balances move by each row's amount, in file order or its reverse.
struct BalanceChain {
    struct Outcome {
        var opening: Int128
        var closing: Int128
        var scale: Int
        /// First row that does not follow, in the order that fits better; nil where all do.
        var broken: (line: Int, stated: Int128, computed: Int128)?
    }

    private var steps:
        [(start: Int128, end: Int128, isKnown: Bool, movement: Int128, time: Hash128, line: Int)]
    private let scale: Int

    /// Nil where no row states a balance, or an amount is too large to be brought to one scale.
    init?(_ steps: [BalanceStep]) {
        let scale = steps.reduce(0) { max($0, max($1.balanceScale, $1.movementScale)) }
        guard steps.contains(where: { $0.balance != AmountColumn.absent }) else { return nil }
        self.scale = scale
        self.steps = []
        self.steps.reserveCapacity(steps.count)
        for step in steps {
            let isKnown = step.balance != AmountColumn.absent
            guard let movement = BalanceChain.raised(step.movement, step.movementScale, scale),
                let balance = isKnown
                    ? BalanceChain.raised(step.balance, step.balanceScale, scale) : 0
            else { return nil }
            self.steps.append(
                (balance - movement, balance, isKnown, movement, step.time, step.line))
        }
    }

    private static func raised(_ units: Int128, _ scale: Int, _ target: Int) -> Int128? {
        let (value, overflow) = units.multipliedReportingOverflow(
            by: Money.raise(1, by: target - scale))
        return overflow || value.magnitude > 1 << 120 ? nil : value
    }

    mutating func check() -> Outcome {
        let forward = walk()
        if forward.broken == nil { return forward }
        steps.reverse()
        let backward = walk()
        if backward.broken == nil { return backward }
        // Which of the two a broken file is: the order in which it holds for longer.
        let lines = steps.count
        func reach(_ outcome: Outcome, _ isReversed: Bool) -> Int {
            let index = steps.firstIndex { $0.line == outcome.broken?.line } ?? 0
            return isReversed ? index : lines - 1 - index
        }
        return reach(backward, true) > reach(forward, false) ? backward : forward
    }

    /// Goes through groups of equal time; within a group any order that connects is right.
    private func walk() -> Outcome {
        var outcome = Outcome(opening: 0, closing: 0, scale: scale, broken: nil)
        var balance: Int128?
        var pending: Int128 = 0
        var index = 0
        while index < steps.count {
            var end = index + 1
            while end < steps.count, steps[end].time == steps[index].time { end += 1 }
            let order = self.order(index..<end, from: balance)
            for position in order {
                let step = steps[position]
                guard step.isKnown else {
                    pending += step.movement
                    continue
                }
                let start = step.start - pending
                pending = 0
                if let balance {
                    if balance != start, outcome.broken == nil {
                        outcome.broken = (step.line, step.end, balance + (step.end - start))
                    }
                } else {
                    outcome.opening = start
                }
                balance = step.end
            }
            index = end
        }
        outcome.closing = (balance ?? 0) + pending
        return outcome
    }

    /// A row is an edge from the balance before it to the balance after it; an order that connects
    /// is a path over all edges of the group (Hierholzer). Without one: the order of the file.
    private func order(_ group: Range<Int>, from balance: Int128?) -> [Int] {
        let plain = Array(group)
        if group.count == 1 || connects(plain, from: balance) { return plain }
        guard plain.allSatisfy({ steps[$0].isKnown }) else { return plain }
        var edges: [Int128: [Int]] = [:]
        // Taken from the end: among equals the file's order comes first.
        for index in plain.reversed() { edges[steps[index].start, default: []].append(index) }
        guard let start = balance ?? pathStart(plain) else { return plain }
        var path: [Int] = []
        var stack: [(node: Int128, edge: Int)] = [(start, -1)]
        while let top = stack.last {
            if let edge = edges[top.node]?.popLast() {
                stack.append((steps[edge].end, edge))
            } else {
                stack.removeLast()
                if top.edge >= 0 { path.append(top.edge) }
            }
        }
        path.reverse()
        return path.count == plain.count && connects(path, from: balance) ? path : plain
    }

    /// In the first group nothing comes before: the path starts where more edges leave than arrive.
    private func pathStart(_ group: [Int]) -> Int128? {
        var degrees: [Int128: Int] = [:]
        for index in group {
            degrees[steps[index].start, default: 0] += 1
            degrees[steps[index].end, default: 0] -= 1
        }
        return degrees.filter { $0.value > 0 }.map(\.key).min()
            ?? group.first.map { steps[$0].start }
    }

    private func connects(_ order: [Int], from balance: Int128?) -> Bool {
        var balance = balance
        for index in order {
            guard steps[index].isKnown else { return false }
            if let balance, balance != steps[index].start { return false }
            balance = steps[index].end
        }
        return true
    }
}
