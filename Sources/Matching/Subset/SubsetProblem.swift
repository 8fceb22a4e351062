/// Signed amounts made ready for `SubsetSums`: equal ones are classes, and a negative one is turned
/// into the positive choice of leaving it out.
struct SubsetProblem {
    private struct Own {
        var units: Int
        var members: [Int]
    }

    private var classes: [Own] = []
    private var targets: [ClosedRange<Int>]
    private var near: [ClosedRange<Int>]
    /// What counting the parts adds to each amount; 0 = they are not counted.
    private var stride = 0

    /// `units[p]` of each place; zeros bring no money and take no part.
    init(_ units: [Int], _ places: [Int], sums: ClosedRange<Int>, near: ClosedRange<Int>) {
        var classOf: [Int: Int] = [:]
        for place in places where units[place] != 0 {
            if let known = classOf[units[place]] {
                classes[known].members.append(place)
            } else {
                classOf[units[place]] = classes.count
                classes.append(Own(units: units[place], members: [place]))
            }
        }
        classes.sort { ($0.units.magnitude, $0.units) > ($1.units.magnitude, $1.units) }
        // Leaving out all negatives is the start; each that is taken is one turn less.
        let lifted = classes.reduce(0) { $0 + ($1.units < 0 ? -$1.units * $1.members.count : 0) }
        targets = [sums.lowerBound + lifted...sums.upperBound + lifted]
        self.near = [near.lowerBound + lifted...near.upperBound + lifted]
    }

    /// Counts the parts: every amount grows by more than all amounts together make, so that a sum
    /// tells how many there are. Amounts of the other sign take no part then.
    mutating func limit(to items: ClosedRange<Int>) {
        let lifted = classes.reduce(0) { $0 + ($1.units < 0 ? -$1.units * $1.members.count : 0) }
        classes.removeAll { $0.units < 0 }
        let all = classes.reduce(0) { $0 + $1.units * $1.members.count }
        let (own, around) = (targets[0], near[0])
        stride = max(all, around.upperBound - lifted, own.upperBound - lifted) + 1
        let counts = items.clamped(to: 0...max(1, classes.reduce(0) { $0 + $1.members.count }))
        func raised(_ range: ClosedRange<Int>, _ count: Int) -> ClosedRange<Int> {
            let base = count * stride - lifted
            return range.lowerBound + base...range.upperBound + base
        }
        targets = counts.map { raised(own, $0) }
        near = counts.map { raised(around, $0) }
    }

    func sums(budget: Int) -> SubsetSums {
        SubsetSums(
            classes.map {
                SubsetSums.Class(amount: abs($0.units) + stride, count: $0.members.count)
            },
            targets: targets, near: near, budget: budget)
    }

    /// Who is chosen by so many of each class: of equal ones the first.
    func members(of choice: [Int]) -> [Int] {
        var members: [Int] = []
        for (own, count) in zip(classes, choice) {
            members += own.members.prefix(own.units < 0 ? own.members.count - count : count)
        }
        return members.sorted()
    }
}
