import Records

/// The passes of one key rule, run together: exact pairs first, then pairs within tolerance, then
/// what shares the key but differs.
struct KeyedStage {
    var rule: KeyRule
    var exactPass: UInt8?
    var tolerances: [(pass: UInt8, tolerance: AmountTolerance)] = []

    /// In the order in which a definition first names each key.
    static func stages(of definition: LegDefinition) -> [KeyedStage] {
        var stages: [KeyedStage] = []
        for (index, pass) in definition.passes.enumerated() {
            let rule: KeyRule
            switch pass.method {
            case .exact(let key): rule = key
            case .tolerance(let key, _): rule = key
            case .window: continue
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
        if stage.rule.throughLinks {
            runThroughLinks(stage)
            return
        }
        let lefts = keys(stage.rule, .left)
        let rights = keys(stage.rule, .right)
        var index = KeyIndex(capacity: lefts.indices.count, entries: left.count)
        for (entry, hash) in zip(lefts.indices, lefts.hashes) {
            index.insert(hash, member: entry) { sameKey(stage.rule, entry, .left, $0, .left) }
        }
        var rightChains = Chains(groups: index.groupCount, entries: right.count)
        for (entry, hash) in zip(rights.indices, rights.hashes) {
            let group = index.find(hash) { sameKey(stage.rule, $0, .left, entry, .right) }
            if let group { rightChains.append(entry, to: group) }
        }
        for group in 0..<index.groupCount where rightChains.first[group] >= 0 {
            let (l, r) = (index.first[group], rightChains.first[group])
            if index.next[Int(l)] < 0, rightChains.next[Int(r)] < 0 {
                settleOne(l, r, stage, link: -1)
            } else {
                settle(index.members(of: group), rightChains.members(of: group), stage, link: -1)
            }
        }
    }

    /// Unclaimed entries that have the key, with its hash, in side order.
    private func keys(_ rule: KeyRule, _ side: Side) -> (indices: [Int32], hashes: [Hash128]) {
        let columns = side == .left ? left : right
        var keys: (indices: [Int32], hashes: [Hash128]) = ([], [])
        keys.indices.reserveCapacity(columns.count)
        keys.hashes.reserveCapacity(columns.count)
        let inputs = side == .left ? self.inputs.left : self.inputs.right
        var index: Int32 = 0
        for input in inputs {
            let table = input.table
            for position in 0..<input.count {
                defer { index += 1 }
                if columns.claimed[Int(index)] { continue }
                let row = input.rows.map { Int($0[position]) } ?? position
                let group = columns.group[Int(index)]
                if let hash = rule.hash(of: table, row: row, onLeft: side == .left, group: group) {
                    keys.indices.append(index)
                    keys.hashes.append(hash)
                }
            }
        }
        return keys
    }

    private func sameKey(
        _ rule: KeyRule, _ a: Int32, _ aSide: Side, _ b: Int32, _ bSide: Side
    ) -> Bool {
        if rule.kind, group(a, aSide) != group(b, bSide) { return false }
        let (boxA, rowA) = position(a, aSide)
        let (boxB, rowB) = position(b, bSide)
        return rule.parts.allSatisfy { part in
            let refA = boxA.table.reference(aSide == .left ? part.left : part.right, rowA)
            let refB = boxB.table.reference(bSide == .left ? part.left : part.right, rowB)
            let normalisers = (
                aSide == .left ? part.leftNormaliser : part.rightNormaliser,
                bSide == .left ? part.leftNormaliser : part.rightNormaliser
            )
            if normalisers.0.isIdentity, normalisers.1.isIdentity {
                return boxA.table.equal(refA, boxB.table, refB)
            }
            return boxA.table.withBytes(of: refA) { normalisers.0.apply($0) }
                == boxB.table.withBytes(of: refB) { normalisers.1.apply($0) }
        }
    }

    /// right chain transaction or channel reference → link → left order.
    private mutating func runThroughLinks(_ stage: KeyedStage) {
        guard linkOutcome.count > 0 else { return }
        for role in [ReferenceRole.chain, .channel] {
            let links = ReferenceIndex(role: role, side: .link, group: nil, self)
            var candidates: [Int32: (rights: [Int32], link: Int32)] = [:]
            for r in 0..<right.count where !right.claimed[r] && right.group[r] == .sale {
                let (box, row) = position(Int32(r), .right)
                let reference = box.table.reference(role, row)
                if reference.isEmpty { continue }
                let linked = inOrder(links.all(reference, in: box.table, self), .link).filter {
                    linkOutcome.partner[Int($0)] >= 0
                }
                let orders = Set(linked.map { linkOutcome.partner[Int($0)] })
                guard let link = linked.first, orders.count == 1, let order = orders.first,
                    !left.claimed[Int(order)]
                else { continue }
                candidates[order, default: ([], link)].rights.append(Int32(r))
            }
            for (order, found) in candidates.sorted(by: { $0.key < $1.key }) {
                settle([order], found.rights, stage, link: found.link)
            }
        }
    }

    private mutating func settleOne(_ l: Int32, _ r: Int32, _ stage: KeyedStage, link: Int32) {
        if ordersDiffer(l, r, stage.rule) { return }
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
        where !ordersDiffer(l, r, stage.rule) { claim(l, r, stage, link: link) }
        let kept = orderedRights.first { right.claimed[Int($0)] }
        for r in orderedRights where !right.claimed[Int(r)] {
            markDuplicate(r, .right, keptLeft: orderedLefts.first, keptRight: kept, stage)
        }
        let keptLeft = orderedLefts.first { left.claimed[Int($0)] }
        for l in orderedLefts where !left.claimed[Int(l)] {
            markDuplicate(l, .left, keptLeft: keptLeft, keptRight: kept, stage)
        }
    }

    /// One entry paid or refunded in parts: the parts sum to it and none equals it.
    private mutating func settleSplit(
        _ lefts: [Int32], _ rights: [Int32], _ stage: KeyedStage
    ) -> Bool {
        let movedRights = rights.filter { right.moved[Int($0)] }
        let movedLefts = lefts.filter { left.moved[Int($0)] }
        let one: (whole: Int128, parts: [Int128], currencies: Set<UInt8>)
        if movedLefts.count == 1, lefts.count == 1, movedRights.count > 1 {
            let l = Int(movedLefts[0])
            guard let compared = comparedUnits(l, Int(movedRights[0])) else { return false }
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
            if refundsDiffer(lefts[candidate.l], rights[candidate.r]) { continue }
            used.left.insert(candidate.l)
            used.right.insert(candidate.r)
            pairs.append((lefts[candidate.l], rights[candidate.r]))
        }
        return pairs
    }

    private func rank(_ l: Int, _ r: Int) -> [Int64] {
        let (leftBox, leftRow) = position(Int32(l), .left)
        let (rightBox, rightRow) = position(Int32(r), .right)
        func agreement(_ role: ReferenceRole) -> Int64 {
            let a = leftBox.table.reference(role, leftRow)
            let b = rightBox.table.reference(role, rightRow)
            if a.isEmpty || b.isEmpty { return 1 }
            return leftBox.table.equal(a, rightBox.table, b) ? 0 : 2
        }
        let equal = comparedUnits(l, r).map { $0.units == right.units[r] } ?? false
        return [
            left.moved[l] == right.moved[r] ? 0 : 1, agreement(.refund), agreement(.channel),
            equal ? 0 : 1,
        ]
    }

    /// A key without the order number claims no pair whose order numbers contradict each other.
    private func ordersDiffer(_ l: Int32, _ r: Int32, _ rule: KeyRule) -> Bool {
        if rule.throughLinks || rule.parts.contains(where: { $0.left == .order }) { return false }
        let (leftBox, leftRow) = position(l, .left)
        let (rightBox, rightRow) = position(r, .right)
        let a = leftBox.table.orderReference[leftRow]
        let b = rightBox.table.orderReference[rightRow]
        return !a.isEmpty && !b.isEmpty && !leftBox.table.equal(a, rightBox.table, b)
    }

    /// Two refunds of one order that both carry a refund number, and not the same one, are no pair.
    private func refundsDiffer(_ l: Int32, _ r: Int32) -> Bool {
        guard left.group[Int(l)] == .refund else { return false }
        let (leftBox, leftRow) = position(l, .left)
        let (rightBox, rightRow) = position(r, .right)
        let a = leftBox.table.refundReference[leftRow]
        let b = rightBox.table.refundReference[rightRow]
        return !a.isEmpty && !b.isEmpty && !leftBox.table.equal(a, rightBox.table, b)
    }

    private mutating func claim(_ l: Int32, _ r: Int32, _ stage: KeyedStage, link: Int32) {
        var judgement = judge(Int(l), Int(r), tolerance: nil)
        var pass = stage.firstPass
        if judgement.entryClass == .amountMismatch {
            for (tolerancePass, tolerance) in stage.tolerances {
                let wider = judge(Int(l), Int(r), tolerance: tolerance)
                if wider.entryClass != .amountMismatch {
                    judgement = wider
                    pass = tolerancePass
                    break
                }
            }
        }
        record(Pair(left: l, right: r, pass: pass, link: link, verdict: judgement))
    }

    mutating func record(_ pair: Pair) {
        let entryClass = pair.verdict.entryClass
        claimSide(pair.left, .left, entryClass, pair.pass, pair.right)
        claimSide(pair.right, .right, entryClass, pair.pass, pair.left)
        leftOutcome.findings[Int(pair.left)] = pair.verdict.findings
        rightOutcome.findings[Int(pair.right)] = pair.verdict.findings
        pairs.append(pair)
    }

    mutating func claimSide(
        _ index: Int32, _ side: Side, _ entryClass: EntryClass, _ pass: UInt8, _ partner: Int32
    ) {
        if side == .left {
            precondition(!left.claimed[Int(index)], "left entry \(index) claimed twice")
            left.claimed[Int(index)] = true
            leftOutcome.classes[Int(index)] = entryClass
            leftOutcome.pass[Int(index)] = pass
            leftOutcome.partner[Int(index)] = partner
        } else {
            precondition(!right.claimed[Int(index)], "right entry \(index) claimed twice")
            right.claimed[Int(index)] = true
            rightOutcome.classes[Int(index)] = entryClass
            rightOutcome.pass[Int(index)] = pass
            rightOutcome.partner[Int(index)] = partner
        }
    }

    /// The later one of a key that its counterpart has been given to already. A refund that carries
    /// a refund number of its own is no duplicate but waits for its partner.
    private mutating func markDuplicate(
        _ index: Int32, _ side: Side, keptLeft: Int32?, keptRight: Int32?, _ stage: KeyedStage
    ) {
        let moved = side == .left ? left.moved[Int(index)] : right.moved[Int(index)]
        let (box, row) = position(index, side)
        if group(index, side) == .refund, !box.table.refundReference[row].isEmpty { return }
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
