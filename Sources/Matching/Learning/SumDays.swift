import Records

/// From what day to what day the money of matched sums went: a batch and its payout, a credit and
/// the orders that it is the only sum of. All parts of one day count once, however many they are.
struct SumDays {
    /// Sums that say something.
    private(set) var count = 0
    private(set) var days: [(left: Day, right: Day)] = []

    private let left: SidePlaces
    private let right: SidePlaces
    private let zone: ZoneRules

    init(_ outcome: LegOutcome, _ left: SidePlaces, _ right: SidePlaces) {
        (self.left, self.right, zone) = (left, right, outcome.definition.zone)
        for group in outcome.groups
        where group.verdict == .equal || group.verdict == .withinTolerance {
            // A rule that says how many days later finds only what came then.
            guard case .group(let rule) = outcome.definition.passes[Int(group.pass)].method,
                !rule.attributes.contains(.day)
            else { continue }
            take(group.left, group.right)
        }
        for (place, pass) in outcome.definition.passes.enumerated() {
            guard case .subset(let rule) = pass.method else { continue }
            take(outcome.subsets.filter { Int($0.pass) == place }, rule)
        }
    }

    /// Entries on several days of both sides do not say which of them belong to which.
    private mutating func take(_ lefts: [Int32], _ rights: [Int32]) {
        let (from, to) = (
            days(of: lefts, left, isBooked: false), days(of: rights, right, isBooked: true)
        )
        guard from.count == 1 || to.count == 1 else { return }
        count += 1
        for own in from {
            for other in to { days.append((own, other)) }
        }
    }

    /// Proven sums of a pass. Where more than one in a thousand lies on the last day that its
    /// window lets in, more may lie beyond, and none of them say how long money takes.
    private mutating func take(_ answers: [SubsetAnswer], _ rule: SubsetRule) {
        let start = (count, days.count)
        for answer in answers where answer.verdict == .unique && !answer.solutions.isEmpty {
            let (target, parts) = ([answer.target], answer.solutions[0])
            if answer.side == .left { take(target, parts) } else { take(parts, target) }
        }
        // A target of the left is later than its parts of the right.
        let most = rule.beforeSeconds / 86_400
        let last = days[start.1...].count { abs(Int64($0.right.number - $0.left.number)) >= most }
        if last * 1_000 > days.count - start.1 {
            count = start.0
            days.removeLast(days.count - start.1)
        }
    }

    private func days(of entries: [Int32], _ side: SidePlaces, isBooked: Bool) -> [Day] {
        Set(
            entries.map { entry in
                let (table, row) = (side.box(Int(entry)).table, side.row(Int(entry)))
                return isBooked
                    ? LegLessons.day(table, row, zone)
                    : Instant(microseconds: table.occurredAt[row]).day(in: zone)
            }
        ).sorted()
    }
}
