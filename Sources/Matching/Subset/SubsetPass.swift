import Records

extension LegWork {
    /// What a pass may look at for all targets together, in budgets of one.
    static let subsetBudgets = 32
    /// What was confirmed leaves fewer parts for the others, who are then asked again.
    static let subsetRounds = 4

    /// One entry as the sum of several: confirmed only where the sum is proven to be the only one
    /// and no other target claims a part of it; else said to be open, never guessed.
    mutating func run(_ rule: SubsetRule, pass: UInt8) {
        guard var work = SubsetWork(rule, pass, self) else { return }
        for _ in 0..<LegWork.subsetRounds {
            work.askAll()
            if !work.confirm() { break }
        }
        for answer in work.confirmed { claim(answer, rule) }
        for answer in work.open where answer.verdict != .none { leaveOpen(answer) }
        subsets += work.confirmed + work.open
    }

    private mutating func claim(_ answer: SubsetAnswer, _ rule: SubsetRule) {
        let partSide: Side = answer.side == .left ? .right : .left
        let parts = inOrder(answer.solutions[0], partSide)
        let (lefts, rights) =
            answer.side == .left ? ([answer.target], parts) : (parts, [answer.target])
        claim(
            lefts, rights, answer.isExact ? .matched : .matchedWithinTolerance, answer.pass,
            Findings(.subsetUnique), reason: rule.measure == .net ? .settledFees : .tolerance)
    }

    /// Every entry of both sides belongs together; `reason` explains what their totals differ by.
    mutating func claim(
        _ lefts: [Int32], _ rights: [Int32], _ entryClass: EntryClass, _ pass: UInt8,
        _ findings: Findings, reason: LegStatement.Bridge.Reason
    ) {
        for l in lefts {
            claimSide(l, .left, entryClass, pass, rights[0])
            leftOutcome.findings[Int(l)] = findings
        }
        for r in rights {
            claimSide(r, .right, entryClass, pass, lefts[0])
            rightOutcome.findings[Int(r)] = findings
        }
        splits.append(
            Split(
                left: lefts, right: rights, pass: pass, findings: findings,
                entryClass: entryClass, reason: reason))
    }

    private mutating func leaveOpen(_ answer: SubsetAnswer) {
        claimSide(answer.target, answer.side, .ambiguous, answer.pass, -1)
        let findings = Findings(answer.finding)
        if answer.side == .left {
            leftOutcome.findings[Int(answer.target)] = findings
        } else {
            rightOutcome.findings[Int(answer.target)] = findings
        }
    }
}

extension SubsetAnswer {
    /// What an answer that confirms nothing is called.
    var finding: Finding {
        switch verdict {
        case .budget: .subsetBudget
        case .chance: .subsetByChance
        default: .subsetSeveral
        }
    }
}
