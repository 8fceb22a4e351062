import Records

extension LegWork {
    /// What a break is told of: a pair, a row of fees, or one entry.
    private enum BreakSource {
        case pair, fees, left, right
    }

    /// A break to be, with what it is sorted by.
    private struct BreakKey {
        var time: Int64
        var id: Hash128
        var source: BreakSource
        /// Index of the pair, the row of fees or the entry.
        var index: Int32

        static func precedes(_ a: BreakKey, _ b: BreakKey) -> Bool {
            a.time != b.time ? a.time < b.time : a.id < b.id
        }
    }

    /// Everything decided, written down: matches, breaks, expected items, the statement.
    func outcome() -> LegOutcome {
        let terms = BreakTerms(definition, currencies)
        var breaks: [BreakKey] = []
        var expected: [BreakKey] = []
        for (index, pair) in pairs.enumerated() where pair.entryClass.isBreak {
            let r = Int(pair.right)
            let id = terms.id(left.identity[Int(pair.left)], right.currency[r], salt: 0)
            breaks.append(BreakKey(time: right.time[r], id: id, source: .pair, index: Int32(index)))
        }
        for (index, fees) in feeRowBreaks.enumerated() {
            let r = Int(fees.right)
            let id = terms.id(right.identity[r], right.currency[r], salt: 0)
            breaks.append(BreakKey(time: right.time[r], id: id, source: .fees, index: Int32(index)))
        }
        addSingles(left, leftOutcome, .left, terms, &breaks, &expected)
        addSingles(right, rightOutcome, .right, terms, &breaks, &expected)
        var outcome = LegOutcome(
            definition: definition, left: leftOutcome, right: rightOutcome, links: linkOutcome,
            matches: matches(terms), breaks: written(breaks, terms),
            expected: written(expected, terms), statement: statement())
        outcome.subsets = subsets
        outcome.groups = groups
        outcome.scores = scores.sorted { $0.left < $1.left }
        outcome.unclearByLeft = unclearScores.sorted { ($0.left, $0.pass) < ($1.left, $1.pass) }
        outcome.unclearByRight = unclearScores.sorted { ($0.right, $0.pass) < ($1.right, $1.pass) }
        return outcome
    }

    private func addSingles(
        _ side: borrowing SideColumns, _ outcome: SideOutcome, _ source: BreakSource,
        _ terms: BreakTerms,
        _ breaks: inout [BreakKey], _ expected: inout [BreakKey]
    ) {
        for index in 0..<side.count {
            let entryClass = outcome.classes[index]
            if entryClass == .matched || entryClass == .ignored { continue }
            let isExpected = entryClass == .expected
            guard isExpected || entryClass.isBreak, !isInPair(outcome, index) else { continue }
            // The rows of a trade's fees are told by their first one.
            if entryClass == .feeMismatch, source == .right { continue }
            let salt: UInt64 = source == .left ? 0 : 1
            let key = BreakKey(
                time: side.time[index],
                id: terms.id(side.identity[index], side.currency[index], salt: salt),
                source: source, index: Int32(index))
            if isExpected { expected.append(key) } else { breaks.append(key) }
        }
    }

    /// Mismatches are told once, by their pair; duplicates, ambiguous and missing by the entry.
    private func isInPair(_ side: SideOutcome, _ index: Int) -> Bool {
        switch side.classes[index] {
        case .amountMismatch, .currencyMismatch, .dateMismatch, .suggested: true
        case .statusMismatch, .feeMismatch: side.partner[index] >= 0 && side.pass[index] != 255
        default: false
        }
    }

    /// Sorted by time, then id; each is built once, where it belongs.
    private func written(_ keys: [BreakKey], _ terms: BreakTerms) -> [Break] {
        keys.sorted(by: BreakKey.precedes).map { key in
            switch key.source {
            case .pair: pairBreak(pairs[Int(key.index)], key.id, terms)
            case .fees: feeRowBreak(feeRowBreaks[Int(key.index)], key.id, terms)
            case .left: leftBreak(Int(key.index), key.id, terms)
            case .right: rightBreak(Int(key.index), key.id, terms)
            }
        }
    }

    private func pairBreak(_ pair: Pair, _ id: Hash128, _ terms: BreakTerms) -> Break {
        let judgement = judgements[Int(pair.detail)]
        let r = Int(pair.right)
        let code = right.currency[r]
        let isFee = judgement.entryClass == .feeMismatch
        let ownScale = isFee ? feeScale : scale
        var found = Break(
            id: id, entryClass: judgement.entryClass, findings: judgement.findings,
            severity: terms.severity(judgement.difference, ownScale),
            amount: terms.canonical(judgement.difference, ownScale, code))
        found.left = pair.left
        found.right = pair.right
        found.link = pair.link >= 0 ? pair.link : judge.linkOf(pair.left)
        fillAmounts(&found, terms)
        if isFee {
            found.expectedFee = terms.canonical(judgement.expectedFee, feeScale, code)
            found.actualFee = terms.canonical(right.fee[r], feeScale, code)
            found.feeRateMillionths = judgement.feeRate
        }
        terms.fillTimes(&found, right.time[r])
        return found
    }

    private func feeRowBreak(_ fee: FeeRowBreak, _ id: Hash128, _ terms: BreakTerms) -> Break {
        let r = Int(fee.right)
        let code = right.currency[r]
        var found = Break(
            id: id, entryClass: .feeMismatch, findings: rightOutcome.findings[r],
            severity: terms.severity(fee.difference, feeScale),
            amount: terms.canonical(fee.difference, feeScale, code))
        found.left = fee.left
        found.right = fee.right
        fillAmounts(&found, terms)
        found.expectedFee = terms.canonical(fee.stated, feeScale, code)
        found.actualFee = terms.canonical(fee.stated + fee.difference, feeScale, code)
        terms.fillTimes(&found, right.time[r])
        return found
    }

    private func leftBreak(_ l: Int, _ id: Hash128, _ terms: BreakTerms) -> Break {
        let units = left.moved[l] ? -left.units[l] : 0
        var found = Break(
            id: id, entryClass: leftOutcome.classes[l], findings: leftOutcome.findings[l],
            severity: terms.severity(units, scale),
            amount: terms.canonical(units, scale, left.currency[l]))
        found.left = Int32(l)
        found.link = judge.linkOf(Int32(l))
        found.nearest =
            sharedTradeOf.isEmpty
            ? leftOutcome.partner[l] : sharedTradeOf[Int32(l)] ?? leftOutcome.partner[l]
        if found.findings.contains(.keptApart) {
            found.nearest = apart.partners(of: Int32(l), .left)?.first ?? found.nearest
        }
        finishSingle(&found, left.time[l], .left, terms)
        return found
    }

    private func rightBreak(_ r: Int, _ id: Hash128, _ terms: BreakTerms) -> Break {
        let units = right.moved[r] ? right.units[r] : 0
        var found = Break(
            id: id, entryClass: rightOutcome.classes[r], findings: rightOutcome.findings[r],
            severity: terms.severity(units, scale),
            amount: terms.canonical(units, scale, right.currency[r]))
        found.right = Int32(r)
        found.nearest = rightOutcome.partner[r]
        if found.findings.contains(.keptApart) {
            found.nearest = apart.partners(of: Int32(r), .right)?.first ?? found.nearest
        }
        if found.entryClass == .ambiguous, !rivalsOfRight.isEmpty, rivalsOfRight[r] >= 0 {
            found.candidates = Array(rivals[Int(rivalsOfRight[r])...].prefix { $0 >= 0 })
        }
        finishSingle(&found, right.time[r], .right, terms)
        return found
    }

    private func finishSingle(
        _ found: inout Break, _ time: Int64, _ side: Side, _ terms: BreakTerms
    ) {
        fillAmounts(&found, terms)
        terms.fillTimes(&found, time)
        if found.entryClass == .expected { found.breakOn = breakDay(time, found.findings, side) }
    }

    private func fillAmounts(_ found: inout Break, _ terms: BreakTerms) {
        if found.left >= 0 {
            let l = Int(found.left)
            found.leftAmount = terms.canonical(left.units[l], scale, left.currency[l])
        }
        if found.right >= 0 {
            let r = Int(found.right)
            found.rightAmount = terms.canonical(right.units[r], scale, right.currency[r])
        }
    }

    /// By left, then right: a left entry is in one pair at most, so the pairs are laid out by it.
    /// A match that stood before is not told again.
    private func matches(_ terms: BreakTerms) -> Matches {
        var pairOfLeft: [Int32] = Array(repeating: -1, count: left.count)
        var count = 0
        for (index, pair) in pairs.enumerated()
        where pair.entryClass == .matched || pair.entryClass == .matchedWithinTolerance {
            if leftOutcome.isUnchanged(Int(pair.left)) { continue }
            pairOfLeft[Int(pair.left)] = Int32(index)
            count += 1
        }
        var matches = Matches()
        matches.reserve(count + splits.count)
        for index in pairOfLeft where index >= 0 {
            let pair = pairs[Int(index)]
            matches.append(
                left: pair.left, right: pair.right, pass: pair.pass, pair.entryClass,
                leftOutcome.findings[Int(pair.left)],
                link: pair.link >= 0 ? pair.link : judge.linkOf(pair.left))
        }
        for split in splits.sorted(by: { ($0.left[0], $0.right[0]) < ($1.left[0], $1.right[0]) }) {
            if leftOutcome.isUnchanged(Int(split.left[0])) { continue }
            matches.members[matches.count] = members(of: split, terms)
            matches.append(
                left: split.left[0], right: split.right[0], pass: split.pass,
                split.entryClass, split.findings, link: -1)
        }
        return matches
    }

    private func members(of split: Split, _ terms: BreakTerms) -> [Matches.Member] {
        split.left.map {
            Matches.Member(
                side: .left, index: $0,
                applied: terms.canonical(left.units[Int($0)], scale, left.currency[Int($0)]))
        }
            + split.right.map {
                Matches.Member(
                    side: .right, index: $0,
                    applied: terms.canonical(right.units[Int($0)], scale, right.currency[Int($0)]))
            }
    }
}
