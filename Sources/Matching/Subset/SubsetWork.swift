import Records

/// The targets and parts of one subset pass, and what has been found out so far.
struct SubsetWork {
    private let rule: SubsetRule
    private let pass: UInt8
    private let parts: SubsetParts
    /// Amounts too great for a machine word are not searched.
    private let fits: Bool
    private let apart: ApartEntries
    private var isOpen: [Bool]
    private var targets: [Target] = []
    private var spent = 0
    private(set) var confirmed: [SubsetAnswer] = []
    /// Answers of the targets that are not confirmed, in stated order.
    private(set) var open: [SubsetAnswer] = []

    private struct Target {
        var entry: Int32
        var units: Int
        /// What the parts may sum to; positive, the parts are turned with it.
        var sums: ClosedRange<Int>
        var time: Int64
        var currency: UInt8
    }

    /// nil where there is nothing to ask.
    init?(_ rule: SubsetRule, _ pass: UInt8, _ leg: borrowing LegWork) {
        self.rule = rule
        self.pass = pass
        apart = leg.apart
        let partSide: Side = rule.target == .left ? .right : .left
        let targetEntries = leg.subsetEntries(rule.target, isTarget: true)
        let partEntries = leg.inOrder(leg.subsetEntries(partSide, isTarget: false), partSide)
        guard !targetEntries.isEmpty, !partEntries.isEmpty else { return nil }
        let measure = SubsetMeasure(rule, leg, targetEntries, partEntries)
        fits = measure.fits
        parts = measure.parts(rule, leg)
        isOpen = Array(repeating: true, count: parts.entries.count)
        for (place, entry) in leg.inOrder(targetEntries, rule.target).enumerated() {
            let own = leg.subsetColumn(rule.target, entry)
            let units = measure.targets[place]
            guard units != 0 else { continue }
            targets.append(
                Target(
                    entry: entry, units: units, sums: measure.sums(for: units, rule),
                    time: own.time, currency: own.currency))
        }
    }

    /// Asks every target that is not confirmed against the parts that are left.
    mutating func askAll() {
        var answers: [SubsetAnswer] = []
        for target in targets { answers.append(ask(target)) }
        open = answers
    }

    /// Confirms the unique answers that share no part with another's; whether there were any.
    mutating func confirm() -> Bool {
        var claims: [Int32: Int] = [:]
        for answer in open where answer.verdict == .unique {
            for part in answer.solutions[0] { claims[part, default: 0] += 1 }
        }
        let placeOf = claims.isEmpty ? [:] : places()
        var taken: Set<Int32> = []
        for index in open.indices where open[index].verdict == .unique {
            if open[index].solutions[0].allSatisfy({ claims[$0] == 1 }) {
                confirmed.append(open[index])
                taken.insert(open[index].target)
                for part in open[index].solutions[0] { isOpen[placeOf[part]!] = false }
            } else {
                open[index].verdict = .contested
            }
        }
        open.removeAll { taken.contains($0.target) }
        targets.removeAll { taken.contains($0.entry) }
        return !taken.isEmpty && !targets.isEmpty
    }

    private func places() -> [Int32: Int] {
        Dictionary(uniqueKeysWithValues: parts.entries.enumerated().map { ($1, $0) })
    }

    private mutating func ask(_ target: Target) -> SubsetAnswer {
        let second = Instant.microsecondsPerSecond
        var candidates = parts.places(
            from: target.time - rule.beforeSeconds * second,
            to: target.time + rule.afterSeconds * second, target.currency, isOpen)
        if let others = apart.partners(of: target.entry, rule.target) {
            candidates.removeAll { others.contains(parts.entries[$0]) }
        }
        var answer = SubsetAnswer(
            side: rule.target, target: target.entry, pass: pass, verdict: .none)
        answer.candidates = candidates.count
        guard fits else {
            answer.verdict = .budget
            return answer
        }
        spent += candidates.count
        let units = target.units < 0 ? parts.units.map { -$0 } : parts.units
        let start = SubsetSearch(
            sums: target.sums, items: rule.items, budget: rule.budget, units: units,
            of: candidates)
        for (place, structure) in rule.structures.enumerated() where !candidates.isEmpty {
            guard spent <= rule.budget * LegWork.subsetBudgets else {
                answer.verdict = .budget
                break
            }
            let found = SubsetSearch.run(
                structure, groups(of: candidates, place, structure), units: units,
                time: parts.time, day: parts.day, start)
            spent += found.spent
            answer.chanceMillionths += found.chanceMillionths
            if take(found, place, units, target, &answer) { break }
        }
        return answer
    }

    /// Whether a structure has decided.
    private func take(
        _ found: SubsetSearch.Found, _ place: Int, _ units: [Int], _ target: Target,
        _ answer: inout SubsetAnswer
    ) -> Bool {
        guard found.isExhausted || found.count > 0 else { return false }
        answer.structure = place
        answer.considered = found.considered
        answer.count = UInt32(clamping: found.count)
        answer.isFloor = found.isFloor || found.isExhausted
        answer.solutions = found.solutions.map { $0.map { parts.entries[$0] } }
        answer.isInterchangeable = found.isInterchangeable
        answer.apart = apart(found.solutions)
        if found.count > 1 {
            answer.verdict = .several
        } else if found.isExhausted {
            answer.verdict = .budget
        } else if answer.chanceMillionths > rule.chanceMillionths {
            answer.verdict = .chance
        } else {
            answer.verdict = .unique
            answer.isExact =
                found.solutions[0].reduce(0) { $0 + units[$1] } == abs(target.units)
        }
        return true
    }

    /// The candidates by the structure's attributes; whole groups only where all of them is there.
    private func groups(
        of candidates: [Int], _ place: Int, _ structure: SubsetStructure
    ) -> [[Int]] {
        var groupOf: [Int32: Int] = [:]
        var groups: [[Int]] = []
        for part in candidates {
            let number = parts.group[place][part]
            if number < 0 { continue }
            if let known = groupOf[number] {
                groups[known].append(part)
            } else {
                groupOf[number] = groups.count
                groups.append([part])
            }
        }
        guard structure.shape == .whole || structure.shape == .batches else { return groups }
        return groups.filter {
            $0.count == Int(parts.groupSize[place][Int(parts.group[place][$0[0]])])
        }
    }

    /// Attributes of which no two named solutions have the same values.
    private func apart(_ solutions: [[Int]]) -> [SubsetStructure.Attribute] {
        guard solutions.count > 1 else { return [] }
        return SubsetStructure.Attribute.allCases.filter { attribute in
            guard let values = parts.values[attribute] else { return false }
            let sets = solutions.map { Set($0.map { values[$0] }) }
            return Set(sets).count == sets.count
        }
    }
}
