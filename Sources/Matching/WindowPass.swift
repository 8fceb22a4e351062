import Records

extension LegWork {
    /// What a search looks at for one entry before it gives up, and then calls nothing unique: as
    /// many different amounts within a tolerance, as many payment windows of one amount, are not
    /// told apart by time.
    static let windowCandidateLimit = 4_096

    /// No common key: equal amount and currency within the window, and unique in it on both sides;
    /// else ambiguous, not guessed.
    mutating func run(_ rule: WindowRule, pass: UInt8) {
        settle(rule, pass, rule.amount)
        if let near = rule.nearAmount { settle(rule, pass, near) }
    }

    private mutating func settle(_ rule: WindowRule, _ pass: UInt8, _ tolerance: AmountTolerance) {
        let payers = rule.sameCounterparty ? counterparties() : nil
        let rights = openRights(payers?.right)
        let lefts = openLefts(rule, payers?.left)
        guard !rights.isEmpty, !lefts.open.isEmpty else { return }
        let search = WindowSearch(
            lefts, left, rights, right, payers: payers, tolerance: tolerance, scale: scale)
        for r in rights where search.count(r) > 0 {
            if search.isUnique(r) {
                claimWindow(search.only(r), r, rule, pass)
            } else {
                let rivals = search.candidates(r)
                claimSide(r, .right, .ambiguous, pass, rivals[0])
                rightOutcome.findings[Int(r)] = Findings(.severalCandidates)
                rivalsOfRight[r] = rivals
            }
        }
        // Whoever has a rival right and was not claimed by its only one is ambiguous with all.
        for l in lefts.open
        where search.rivals[Int(l)] > 0 && !isClaimed(l, .left) && left.moved[Int(l)] {
            claimSide(l, .left, .ambiguous, pass, search.firstRight[Int(l)])
            leftOutcome.findings[Int(l)] = Findings(.severalCandidates)
        }
    }

    private func openRights(_ payers: [TextRef]?) -> [Int32] {
        var open: [Int32] = []
        for r in 0..<right.count
        where !isClaimed(Int32(r), .right) && right.moved[r] && right.group[r] == .sale
            && right.time[r] != EntryTable.noTime && right.reference(.order, r).isEmpty
            && right.units[r] > 0 && !(payers?[r].isEmpty ?? false)
        { open.append(Int32(r)) }
        return open
    }

    /// Paid orders, and with a payment window also those that expired or still wait: money may have
    /// come.
    private func openLefts(_ rule: WindowRule, _ payers: [TextRef]?) -> WindowLefts {
        var lefts = WindowLefts(left, rule)
        let hasAsked = left.asked.count > 0 || !judge.factOf.isEmpty
        for l in 0..<left.count
        where !isClaimed(Int32(l), .left) && left.group[l] == .sale
            && (left.moved[l] || rule.usesPaymentWindow) && left.time[l] != EntryTable.noTime
            && !(payers?[l].isEmpty ?? false)
        {
            if hasAsked { useAsked(l, &lefts) }
            if rule.usesPaymentWindow { usePaymentWindow(l, &lefts) }
            if lefts.from(l) <= lefts.to(l) { lefts.open.append(Int32(l)) }
        }
        return lefts
    }

    private func useAsked(_ l: Int, _ lefts: inout WindowLefts) {
        if let facts = judge.facts(of: l), facts.asked != AmountColumn.absent {
            lefts.setAmount(l, facts.asked, facts.askedCurrency)
        } else if left.asked.count > 0, left.asked[l] != AmountColumn.absent, left.asked[l] != 0 {
            lefts.setAmount(l, left.asked[l], left.askedCurrency[l])
        }
    }

    private func usePaymentWindow(_ l: Int, _ lefts: inout WindowLefts) {
        let (box, row) = position(Int32(l), .left)
        let facts = judge.facts(of: l) ?? LinkFacts()
        lefts.setWindow(
            l,
            created: facts.windowStart != EntryTable.noTime
                ? facts.windowStart : box.table.createdAt[row],
            expires: facts.windowEnd != EntryTable.noTime
                ? facts.windowEnd : box.table.expiresAt[row])
    }

    /// Who paid, by side index.
    private func counterparties() -> (left: [TextRef], right: [TextRef]) {
        var payers: (left: [TextRef], right: [TextRef]) = ([], [])
        for input in inputs.left { input.gather(input.table.counterparty, into: &payers.left) }
        for input in inputs.right { input.gather(input.table.counterparty, into: &payers.right) }
        return payers
    }

    private mutating func claimWindow(_ l: Int32, _ r: Int32, _ rule: WindowRule, _ pass: UInt8) {
        if judge.isPlain(Int(l), Int(r)) {
            recordPlain(l, r, pass, link: -1)
            return
        }
        let judgement = judge.judge(Int(l), Int(r), tolerance: rule.amount)
        record(judgement, l, r, pass, link: judge.linkOf(l))
    }
}

extension AmountTolerance {
    /// The farthest that a left amount may lie from `units`, for searching.
    func reach(of units: Int128, scale: Int) -> Int128 {
        let unit = Money.raise(1, by: max(0, scale - absoluteScale))
        let absolute = Int128(absoluteUnits) * unit
        // The left amount may be larger than `units` by the share itself: doubling covers any share
        // up to one half, and `allows` decides.
        var share = Int128(units.magnitude) * Int128(millionths) * 2 / 1_000_000
        if let capUnits { share = min(share, Int128(capUnits) * unit) }
        return max(absolute, share)
    }
}
