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

    private mutating func settle(
        _ rule: WindowRule, _ pass: UInt8, _ tolerance: AmountTolerance
    ) {
        let isExact = tolerance.absoluteUnits == 0 && tolerance.millionths == 0
        let isSettled =
            isExact
            && settle(
                rule, pass, nil, WindowPayers(inputs, crew, isAsked: rule.sameCounterparty),
                .values)
        if isSettled { return }
        _ = settle(
            rule, pass, isExact ? nil : (tolerance, scale),
            WindowPayers(numbering: inputs, isAsked: rule.sameCounterparty),
            .amounts(keepsAll: !isExact))
    }

    /// False: hashes told more alike than is; nothing was claimed.
    mutating func settle(
        _ rule: WindowRule, _ pass: UInt8, _ tolerance: (AmountTolerance, Int)?,
        _ payers: WindowPayers, _ telling: WindowGroups.Telling
    ) -> Bool {
        defer { payers.free() }
        let rights = openRights(payers)
        let lefts = openLefts(rule, payers)
        guard !rights.isEmpty, !lefts.open.isEmpty else { return true }
        let answers = WindowAnswers(
            WindowValues(lefts, left, right, payers), rights, (left.count, right.count), tolerance,
            telling, apart: apart, crew)
        guard let answers else { return false }
        defer { answers.free() }
        if rivalsOfRight.isEmpty { rivalsOfRight = Array(repeating: -1, count: right.count) }
        var bases: [Int32] = []
        for named in answers.named {
            bases.append(Int32(rivals.count))
            rivals += named
        }
        pairs.reserveCapacity(pairs.count + rights.count)
        for r in rights {
            let found = answers[r]
            if found.list >= 0 {
                let start = bases[Int(found.piece)] + found.list
                claimAmbiguous(r, found.left, from: start, pass)
            } else if found.left >= 0 {
                claimWindow(found.left, r, rule, pass)
            }
        }
        // Whoever has a rival right and was not claimed by its only one is ambiguous with all.
        for l in lefts.open
        where answers.firstRight(l) >= 0 && !isClaimed(l, .left) && left.moved[Int(l)] {
            claimSide(l, .left, .ambiguous, pass, answers.firstRight(l))
            leftOutcome.findings[Int(l)] = Findings(.severalCandidates)
        }
        return true
    }

    private mutating func claimAmbiguous(
        _ r: Int32, _ first: Int32, from start: Int32, _ pass: UInt8
    ) {
        var (start, first) = (start, first)
        if !apart.isEmpty {
            let named = rivals[Int(start)...].prefix { $0 >= 0 }
            start = Int32(rivals.count)
            rivals += named.filter { !apart.contains($0, r) } + [-1]
            first = rivals[Int(start)]
        }
        rivalsOfRight[Int(r)] = start
        claimSide(r, .right, .ambiguous, pass, first)
        rightOutcome.findings[Int(r)] = Findings(.severalCandidates)
    }

    private func openRights(_ payers: WindowPayers) -> [Int32] {
        let (claimed, moved, group) = (rightOutcome.pass, right.moved, right.group)
        let (time, units) = (right.time, right.units)
        let orders = right.references[ReferenceRole.order.column]
        return crew.numbers(below: right.count) { r in
            claimed[r] == SideOutcome.noPass && moved[r] && group[r] == .sale
                && time[r] != EntryTable.noTime && (orders.isEmpty || orders[r].isEmpty)
                && units[r] > 0 && payers.names(r, .right)
        }
    }

    /// Paid orders, and with a payment window also those that expired or still wait: money may have
    /// come.
    private func openLefts(_ rule: WindowRule, _ payers: WindowPayers) -> WindowLefts {
        var lefts = WindowLefts(left, rule)
        let (claimed, moved, group, time) = (leftOutcome.pass, left.moved, left.group, left.time)
        let takesAll = rule.usesPaymentWindow
        lefts.open = crew.numbers(below: left.count) { l in
            claimed[l] == SideOutcome.noPass && group[l] == .sale && (moved[l] || takesAll)
                && time[l] != EntryTable.noTime && payers.names(l, .left)
        }
        if left.asked.count > 0 || !judge.factOf.isEmpty {
            for l in lefts.open { useAsked(Int(l), &lefts) }
        }
        if rule.usesPaymentWindow {
            for l in lefts.open { usePaymentWindow(Int(l), &lefts) }
        }
        if !lefts.isUniform || lefts.length < 0 {
            lefts.open = lefts.open.filter { lefts.from(Int($0)) <= lefts.to(Int($0)) }
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
