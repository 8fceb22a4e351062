import Records

extension LegWork {
    /// What a search looks at for one entry before it gives up, and then calls nothing unique: as
    /// many different amounts within a tolerance, as many payment windows of one amount, are not
    /// told apart by time.
    static let windowCandidateLimit = 4_096

    /// No common key: equal amount and currency within the window, and unique in it on both sides;
    /// else ambiguous, not guessed.
    mutating func run(_ rule: WindowRule, pass: UInt8) {
        let payers = rule.sameCounterparty ? WindowPayers(inputs) : WindowPayers.none
        settle(rule, pass, rule.amount, payers)
        if let near = rule.nearAmount { settle(rule, pass, near, payers) }
    }

    private mutating func settle(
        _ rule: WindowRule, _ pass: UInt8, _ tolerance: AmountTolerance, _ payers: WindowPayers
    ) {
        let rights = openRights(payers)
        let lefts = openLefts(rule, payers)
        guard !rights.isEmpty, !lefts.open.isEmpty else { return }
        let search = WindowSearch(
            lefts, left, rights, right, payers: payers, tolerance: tolerance, scale: scale,
            apart: apart)
        if rivalsOfRight.isEmpty { rivalsOfRight = Array(repeating: -1, count: right.count) }
        for r in rights where search.count(r) > 0 {
            if search.isUnique(r) {
                claimWindow(search.only(r), r, rule, pass)
            } else {
                let start = rivals.count
                search.append(candidatesOf: r, to: &rivals)
                if !apart.isEmpty {
                    rivals[start...].removeAll { apart.contains($0, r) }
                }
                rivalsOfRight[Int(r)] = Int32(start)
                claimSide(
                    r, .right, .ambiguous, pass, start < rivals.count ? rivals[start] : -1)
                rightOutcome.findings[Int(r)] = Findings(.severalCandidates)
                rivals.append(-1)
            }
        }
        // Whoever has a rival right and was not claimed by its only one is ambiguous with all.
        for l in lefts.open
        where search.firstRight(l) >= 0 && !isClaimed(l, .left) && left.moved[Int(l)] {
            claimSide(l, .left, .ambiguous, pass, search.firstRight(l))
            leftOutcome.findings[Int(l)] = Findings(.severalCandidates)
        }
    }

    private func openRights(_ payers: WindowPayers) -> [Int32] {
        var open: [Int32] = []
        for r in 0..<right.count
        where !isClaimed(Int32(r), .right) && right.moved[r] && right.group[r] == .sale
            && right.time[r] != EntryTable.noTime && right.reference(.order, r).isEmpty
            && right.units[r] > 0 && payers.ofRight(r) >= 0
        { open.append(Int32(r)) }
        return open
    }

    /// Paid orders, and with a payment window also those that expired or still wait: money may have
    /// come.
    private func openLefts(_ rule: WindowRule, _ payers: WindowPayers) -> WindowLefts {
        var lefts = WindowLefts(left, rule)
        let hasAsked = left.asked.count > 0 || !judge.factOf.isEmpty
        for l in 0..<left.count
        where !isClaimed(Int32(l), .left) && left.group[l] == .sale
            && (left.moved[l] || rule.usesPaymentWindow) && left.time[l] != EntryTable.noTime
            && payers.ofLeft(l) >= 0
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
