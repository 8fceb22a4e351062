import Records

/// The passes of one key rule, run together: exact pairs first, then pairs within tolerance, then
/// what shares the key but differs.
struct KeyedStage {
    let rule: KeyRule
    /// A key without the order number may join what belongs to different orders.
    let mayCrossOrders: Bool
    /// Whether some couples stay apart.
    var keepsApart = false
    var exactPass: UInt8?
    var tolerances: [(pass: UInt8, tolerance: AmountTolerance)] = []

    init(rule: KeyRule) {
        self.rule = rule
        mayCrossOrders = !rule.throughLinks && !rule.parts.contains { $0.left == .order }
    }

    /// In the order in which a definition first names each key.
    static func stages(of definition: LegDefinition) -> [KeyedStage] {
        var stages: [KeyedStage] = []
        for (index, pass) in definition.passes.enumerated() {
            let rule: KeyRule
            switch pass.method {
            case .exact(let key): rule = key
            case .tolerance(let key, _): rule = key
            case .window, .subset, .scored, .group: continue
            }
            let stage = stages.firstIndex { $0.rule == rule } ?? stages.count
            if stage == stages.count { stages.append(KeyedStage(rule: rule)) }
            if case .tolerance(_, let tolerance) = pass.method {
                stages[stage].tolerances.append((UInt8(index), tolerance))
            } else if stages[stage].exactPass == nil {
                stages[stage].exactPass = UInt8(index)
            }
        }
        return stages
    }

    var firstPass: UInt8 { exactPass ?? tolerances.first?.pass ?? 0 }
}

extension LegWork {
    /// Pairs of one key above which they are paired in time order instead of compared one by one:
    /// a thousand by a thousand is bad data, not a key.
    static let pairLimit = 1_000_000

    mutating func run(_ stage: KeyedStage) {
        var stage = stage
        stage.keepsApart = !apart.isEmpty
        if stage.rule.throughLinks {
            runThroughLinks(stage)
            return
        }
        let lefts = KeyColumn(stage.rule, left, leftOutcome.pass, onLeft: true)
        let rights = KeyColumn(stage.rule, right, rightOutcome.pass, onLeft: false)
        let (index, rightChains) = groups(lefts, rights)
        pairs.reserveCapacity(pairs.count + min(lefts.indices.count, rights.indices.count))
        let leftChains = index.chains
        for group in rightChains.first.indices where rightChains.first[group] >= 0 {
            let (l, r) = (leftChains.first[group], rightChains.first[group])
            if leftChains.next[Int(l)] < 0, rightChains.next[Int(r)] < 0 {
                settleOne(l, r, stage, link: -1)
            } else {
                settle(
                    leftChains.members(of: group), rightChains.members(of: group), stage, link: -1)
            }
        }
    }

    /// The lefts by key, and of each key's group the rights.
    private func groups(_ lefts: KeyColumn, _ rights: KeyColumn) -> (KeyIndex, Chains) {
        var index = KeyIndex(capacity: lefts.indices.count, entries: left.count)
        for position in lefts.indices.indices {
            index.insert(lefts.hashes[position], member: lefts.indices[position]) {
                lefts.same(lefts.indices[position], lefts, $0)
            }
        }
        var rightChains = Chains(groups: index.groupCount, entries: right.count)
        for position in rights.indices.indices {
            let entry = rights.indices[position]
            let group = index.find(rights.hashes[position]) { lefts.same($0, rights, entry) }
            if let group { rightChains.append(entry, to: group) }
        }
        return (index, rightChains)
    }

    /// right chain transaction or channel reference → link → left order.
    private mutating func runThroughLinks(_ stage: KeyedStage) {
        guard self.links.count > 0 else { return }
        for role in [ReferenceRole.chain, .channel] {
            let links = ReferenceIndex(role, self.links)
            var candidates: [Int32: (rights: [Int32], link: Int32)] = [:]
            for r in 0..<right.count where !isClaimed(Int32(r), .right) && right.group[r] == .sale {
                let reference = right.reference(role, r)
                if reference.isEmpty { continue }
                let linked = inOrder(links.all(reference, in: right.places.box(r)), .link).filter {
                    linkOutcome.partner[Int($0)] >= 0
                }
                let orders = Set(linked.map { linkOutcome.partner[Int($0)] })
                guard let link = linked.first, orders.count == 1, let order = orders.first,
                    !isClaimed(order, .left)
                else { continue }
                candidates[order, default: ([], link)].rights.append(Int32(r))
            }
            for (order, found) in candidates.sorted(by: { $0.key < $1.key }) {
                settle([order], found.rights, stage, link: found.link)
            }
        }
    }

    private mutating func settleOne(_ l: Int32, _ r: Int32, _ stage: KeyedStage, link: Int32) {
        if mayNotPair(l, r, stage) { return }
        claim(l, r, stage, link: link)
    }

    /// Everything that shares one key: who belongs to whom.
    mutating func settle(
        _ lefts: [Int32], _ rights: [Int32], _ stage: KeyedStage, link: Int32
    ) {
        if lefts.count == 1, rights.count == 1 {
            settleOne(lefts[0], rights[0], stage, link: link)
            return
        }
        let orderedLefts = inOrder(lefts, .left)
        let orderedRights = inOrder(rights, .right)
        if settleSplit(orderedLefts, orderedRights, stage) { return }
        for (l, r) in bestPairs(orderedLefts, orderedRights)
        where !mayNotPair(l, r, stage) { claim(l, r, stage, link: link) }
        let kept = orderedRights.first { isClaimed($0, .right) }
        for r in orderedRights
        where !isClaimed(r, .right) && !keepsFromAll(r, .right, orderedLefts) {
            markDuplicate(r, .right, keptLeft: orderedLefts.first, keptRight: kept, stage)
        }
        let keptLeft = orderedLefts.first { isClaimed($0, .left) }
        for l in orderedLefts
        where !isClaimed(l, .left) && !keepsFromAll(l, .left, orderedRights) {
            markDuplicate(l, .left, keptLeft: keptLeft, keptRight: kept, stage)
        }
    }

    /// Who is kept from all that bear its key is no repeat of a pair, but open.
    private func keepsFromAll(_ index: Int32, _ side: Side, _ others: [Int32]) -> Bool {
        !apart.isEmpty && apart.keeps(index, side, fromAll: others)
    }

    /// One entry paid or refunded in parts: the parts sum to it and none equals it.
    private mutating func settleSplit(
        _ lefts: [Int32], _ rights: [Int32], _ stage: KeyedStage
    ) -> Bool {
        let movedRights = rights.filter { right.moved[Int($0)] }
        let movedLefts = lefts.filter { left.moved[Int($0)] }
        if !apart.isEmpty,
            movedLefts.contains(where: { l in movedRights.contains { apart.contains(l, $0) } })
        {
            return false
        }
        let one: (whole: Int128, parts: [Int128], currencies: Set<UInt8>)
        if movedLefts.count == 1, lefts.count == 1, movedRights.count > 1 {
            let l = Int(movedLefts[0])
            guard let compared = judge.comparedUnits(l, Int(movedRights[0])) else { return false }
            one = (
                compared.units, movedRights.map { right.units[Int($0)] },
                Set(movedRights.map { right.currency[Int($0)] })
            )
        } else if movedRights.count == 1, rights.count == 1, movedLefts.count > 1 {
            let r = Int(movedRights[0])
            one = (
                right.units[r], movedLefts.map { left.units[Int($0)] },
                Set(movedLefts.map { left.currency[Int($0)] } + [right.currency[r]])
            )
        } else {
            return false
        }
        guard one.currencies.count == 1, !one.parts.contains(one.whole),
            one.parts.reduce(0, +) == one.whole
        else { return false }
        for l in movedLefts { claimSide(l, .left, .matched, stage.firstPass, movedRights[0]) }
        for r in movedRights { claimSide(r, .right, .matched, stage.firstPass, movedLefts[0]) }
        splits.append(
            Split(
                left: movedLefts, right: movedRights, pass: stage.firstPass,
                findings: Findings(.splitPayment)))
        return true
    }

    /// Greedy over the stated order: both moved money, same refund and trade number, equal amount,
    /// and the earlier before the later.
    private func bestPairs(_ lefts: [Int32], _ rights: [Int32]) -> [(Int32, Int32)] {
        guard lefts.count * rights.count <= LegWork.pairLimit else {
            return Array(zip(lefts, rights))
        }
        var candidates: [(rank: [Int64], l: Int, r: Int)] = []
        for (i, l) in lefts.enumerated() {
            for (j, r) in rights.enumerated() {
                candidates.append((rank(Int(l), Int(r)) + [Int64(i), Int64(j)], i, j))
            }
        }
        candidates.sort { $0.rank.lexicographicallyPrecedes($1.rank) }
        var used = (left: Set<Int>(), right: Set<Int>())
        var pairs: [(Int32, Int32)] = []
        for candidate in candidates
        where !used.left.contains(candidate.l) && !used.right.contains(candidate.r) {
            let (l, r) = (lefts[candidate.l], rights[candidate.r])
            if refundsDiffer(l, r) || !apart.isEmpty && apart.contains(l, r) { continue }
            used.left.insert(candidate.l)
            used.right.insert(candidate.r)
            pairs.append((l, r))
        }
        return pairs
    }

    private func rank(_ l: Int, _ r: Int) -> [Int64] {
        func agreement(_ role: ReferenceRole) -> Int64 {
            let a = left.reference(role, l)
            let b = right.reference(role, r)
            if a.isEmpty || b.isEmpty { return 1 }
            return left.equal(a, of: l, right, b, of: r) ? 0 : 2
        }
        let equal = judge.comparedUnits(l, r).map { $0.units == right.units[r] } ?? false
        return [
            left.moved[l] == right.moved[r] ? 0 : 1, agreement(.refund), agreement(.channel),
            equal ? 0 : 1,
        ]
    }

    /// A key without the order number claims no pair whose order numbers contradict each other; no
    /// key claims a couple that stays apart.
    private func mayNotPair(_ l: Int32, _ r: Int32, _ stage: KeyedStage) -> Bool {
        stage.mayCrossOrders && differ(.order, Int(l), Int(r))
            || stage.keepsApart && apart.contains(l, r)
    }

    /// Two refunds of one order that both carry a refund number, and not the same one, are no pair.
    private func refundsDiffer(_ l: Int32, _ r: Int32) -> Bool {
        left.group[Int(l)] == .refund && differ(.refund, Int(l), Int(r))
    }

    /// Both carry the reference, and not the same one.
    private func differ(_ role: ReferenceRole, _ l: Int, _ r: Int) -> Bool {
        let a = left.reference(role, l)
        let b = right.reference(role, r)
        return !a.isEmpty && !b.isEmpty && !left.equal(a, of: l, right, b, of: r)
    }

    private mutating func claim(_ l: Int32, _ r: Int32, _ stage: KeyedStage, link: Int32) {
        if judge.isPlain(Int(l), Int(r)) {
            recordPlain(l, r, stage.firstPass, link: link)
            return
        }
        var judgement = judge.judge(Int(l), Int(r), tolerance: nil)
        var pass = stage.firstPass
        if judgement.entryClass == .amountMismatch {
            for (tolerancePass, tolerance) in stage.tolerances {
                let wider = judge.judge(Int(l), Int(r), tolerance: tolerance)
                if wider.entryClass != .amountMismatch {
                    judgement = wider
                    pass = tolerancePass
                    break
                }
            }
        }
        record(judgement, l, r, pass, link: link)
    }

    mutating func record(
        _ judgement: Judgement, _ l: Int32, _ r: Int32, _ pass: UInt8, link: Int32
    ) {
        claimSide(l, .left, judgement.entryClass, pass, r)
        claimSide(r, .right, judgement.entryClass, pass, l)
        leftOutcome.findings[Int(l)] = judgement.findings
        rightOutcome.findings[Int(r)] = judgement.findings
        pairs.append(
            Pair(
                left: l, right: r, link: link, detail: Int32(judgements.count), pass: pass,
                entryClass: judgement.entryClass))
        judgements.append(judgement)
    }

    /// A pair of which nothing is to be said.
    mutating func recordPlain(_ l: Int32, _ r: Int32, _ pass: UInt8, link: Int32) {
        claimSide(l, .left, .matched, pass, r)
        claimSide(r, .right, .matched, pass, l)
        pairs.append(
            Pair(left: l, right: r, link: link, detail: -1, pass: pass, entryClass: .matched))
    }

    mutating func claimSide(
        _ index: Int32, _ side: Side, _ entryClass: EntryClass, _ pass: UInt8, _ partner: Int32
    ) {
        precondition(!isClaimed(index, side), "\(side) entry \(index) claimed twice")
        if side == .left {
            leftOutcome.claim(Int(index), entryClass, pass, partner)
        } else {
            rightOutcome.claim(Int(index), entryClass, pass, partner)
        }
    }

    /// The later one of a key that its counterpart has been given to already. A refund that carries
    /// a refund number of its own is no duplicate but waits for its partner.
    private mutating func markDuplicate(
        _ index: Int32, _ side: Side, keptLeft: Int32?, keptRight: Int32?, _ stage: KeyedStage
    ) {
        let moved = side == .left ? left.moved[Int(index)] : right.moved[Int(index)]
        if group(index, side) == .refund, !reference(.refund, index, side).isEmpty { return }
        var findings = Findings()
        if moved {
            switch (group(index, side), side) {
            case (.refund, _): findings.insert(.duplicateRefund)
            case (_, .left): findings.insert(.duplicateOrder)
            default: findings.insert(.duplicatePayment)
            }
        } else {
            findings.insert(.unpaid)
        }
        let partner = (side == .left ? keptRight : keptLeft) ?? -1
        claimSide(index, side, moved ? .duplicate : .ignored, stage.firstPass, partner)
        if side == .left {
            leftOutcome.findings[Int(index)] = findings
        } else {
            rightOutcome.findings[Int(index)] = findings
        }
    }
}
