import Records

extension LegWork {
    /// Entries that share a key belong together where their sums agree. Where they do not, nothing
    /// is claimed: the entries go on to later passes, and what is left of them says by how much the
    /// group differs.
    mutating func run(_ rule: GroupRule, pass: UInt8) {
        let members = GroupKeys(rule, self).members()
        let scale = groupScale(rule.measure)
        for (lefts, rights) in zip(members.left, members.right) {
            switch rule.shape {
            case .leftZero: cancelOut(lefts, .left, pass)
            case .rightZero: cancelOut(rights, .right, pass)
            case .manyToOne, .oneToMany, .manyToMany:
                if lefts.isEmpty || rights.isEmpty { continue }
                settle(inOrder(lefts, .left), inOrder(rights, .right), rule, pass, scale: scale)
            }
        }
    }

    /// Of one side, to the unit: a tolerance would let money go.
    private mutating func cancelOut(_ entries: [Int32], _ side: Side, _ pass: UInt8) {
        guard entries.count > 1,
            entries.reduce(Int128(0), { $0 + subsetUnits(side, $1) }) == 0
        else { return }
        for entry in entries {
            claimSide(entry, side, .ignored, pass, -1)
            if side == .left {
                leftOutcome.findings[Int(entry)] = Findings(.groupNetsToZero)
            } else {
                rightOutcome.findings[Int(entry)] = Findings(.groupNetsToZero)
            }
        }
    }

    private mutating func settle(
        _ lefts: [Int32], _ rights: [Int32], _ rule: GroupRule, _ pass: UInt8, scale: Int
    ) {
        let sums = (
            left: sum(lefts, .left, rule, scale: scale),
            right: sum(rights, .right, rule, scale: scale)
        )
        let difference = sums.right - sums.left
        let hasShape =
            rule.shape == .manyToMany
            || (rule.shape == .manyToOne ? rights.count == 1 : lefts.count == 1)
        var verdict = GroupAnswer.Verdict.differs
        if difference == 0 {
            verdict = hasShape ? .equal : .otherShape
        } else if rule.tolerance.allows(difference, of: sums.left, scale: scale) {
            verdict = hasShape ? .withinTolerance : .otherShape
        }
        if verdict == .equal || verdict == .withinTolerance,
            apart.keeps(anyOf: lefts, from: rights)
        {
            verdict = .keptApart
        }
        let currency = currencies[Int(subsetColumn(.left, lefts[0]).currency)]
        groups.append(
            GroupAnswer(
                pass: pass, left: lefts, right: rights,
                leftSum: Money(units: sums.left, scale: scale, currency: currency).canonical,
                rightSum: Money(units: sums.right, scale: scale, currency: currency).canonical,
                verdict: verdict))
        guard verdict == .equal || verdict == .withinTolerance else { return }
        let keepsFees = rule.measure == .net || rule.feeMillionths > 0
        claim(
            lefts, rights, verdict == .equal ? .matched : .matchedWithinTolerance, pass,
            Findings(.groupSum), reason: keepsFees ? .settledFees : .tolerance)
    }

    /// Decimals in which a group's sums are compared.
    private func groupScale(_ measure: SubsetRule.Measure) -> Int {
        guard measure == .net else { return scale }
        return (inputs.left + inputs.right).reduce(scale) { max($0, $1.table.net.scale) }
    }

    private func sum(
        _ entries: [Int32], _ side: Side, _ rule: GroupRule, scale: Int
    ) -> Int128 {
        entries.reduce(Int128(0)) { sum, entry in
            var units = Money.raise(subsetUnits(side, entry), by: scale - self.scale)
            if rule.measure == .net {
                let (box, row) = position(entry, side)
                let net = box.table.net[row]
                if net != AmountColumn.absent {
                    return sum + Money.raise(net, by: scale - box.table.net.scale)
                }
            }
            if side == .left, rule.feeMillionths > 0, units > 0, group(entry, side) == .sale {
                let hundredth = Money.raise(1, by: scale - 2)
                let fee = Rounding.halfUp.divide(
                    units * Int128(rule.feeMillionths), by: 1_000_000 * hundredth)
                units -= fee * hundredth
            }
            return sum + units
        }
    }

    /// Members of groups that were not claimed, by nothing else either, say why. A payout is
    /// usually no sale and left alone; one that should have been a sum is missed.
    mutating func markDifferingGroups() {
        for answer in groups {
            let finding: Finding
            switch answer.verdict {
            case .equal, .withinTolerance: continue
            case .differs, .otherShape: finding = .groupDiffers
            case .keptApart: finding = .groupApart
            }
            for l in answer.left where !isClaimed(l, .left) {
                leftOutcome.mark(Int(l), finding, missing: .missingRight)
            }
            for r in answer.right where !isClaimed(r, .right) {
                rightOutcome.mark(Int(r), finding, missing: .missingLeft)
            }
        }
    }
}

extension SideOutcome {
    fileprivate mutating func mark(_ index: Int, _ finding: Finding, missing: EntryClass) {
        if classes[index] == .ignored && findings[index].primary == .notSales {
            classes[index] = missing
            findings[index] = Findings()
        }
        findings[index].insert(finding)
    }
}
