import Records

extension LegWork {
    /// Candidates looked at for one entry before the search gives up and says so: a price that
    /// sells a thousand times within one window is not told apart by time.
    static let windowCandidateLimit = 4_096

    /// No common key: equal amount and currency within the window, and unique in it on both sides;
    /// else ambiguous, not guessed.
    mutating func run(_ rule: WindowRule, pass: UInt8) {
        let rights = openRights(rule)
        let lefts = openLefts(rule)
        guard !rights.isEmpty, !lefts.isEmpty else { return }
        let exact = candidates(rights, lefts, rule, near: nil)
        claimUnique(exact, rights, rule, pass, near: false)
        guard let near = rule.nearAmount else { return }
        let openRights = rights.filter { !right.claimed[Int($0)] }
        let openLefts = lefts.filter { !left.claimed[Int($0.index)] }
        guard !openRights.isEmpty, !openLefts.isEmpty else { return }
        let wide = candidates(openRights, openLefts, rule, near: near)
        claimUnique(wide, openRights, rule, pass, near: true)
    }

    /// A left entry as the window sees it: what it is compared with, and when its money may come.
    struct WindowEntry {
        var index: Int32
        var units: Int128
        var currency: UInt8
        var from: Int64
        var to: Int64
    }

    private func openRights(_ rule: WindowRule) -> [Int32] {
        var open: [Int32] = []
        for r in 0..<right.count
        where !right.claimed[r] && right.moved[r] && right.group[r] == .sale && right.units[r] > 0 {
            let (box, row) = position(Int32(r), .right)
            if box.table.orderReference[row].isEmpty, right.time[r] != EntryTable.noTime {
                open.append(Int32(r))
            }
        }
        return inOrder(open, .right)
    }

    /// Paid orders, and with a payment window also those that expired or still wait: money may have
    /// come.
    private func openLefts(_ rule: WindowRule) -> [WindowEntry] {
        var open: [WindowEntry] = []
        for l in 0..<left.count where !left.claimed[l] && left.group[l] == .sale {
            guard left.moved[l] || rule.usesPaymentWindow, left.time[l] != EntryTable.noTime
            else { continue }
            let facts = linkFacts[Int32(l)]
            var entry = WindowEntry(
                index: Int32(l), units: left.units[l], currency: left.currency[l],
                from: left.time[l], to: left.time[l])
            if let facts, facts.asked != AmountColumn.absent {
                entry.units = facts.asked
                entry.currency = facts.askedCurrency
            } else if hasAsked.left, let asked = askedOfLeft(Int32(l)) {
                entry.units = asked.units
                entry.currency = asked.currency
            }
            if rule.usesPaymentWindow { usePaymentWindow(&entry, facts) }
            let hasEnd = rule.usesPaymentWindow && entry.to > entry.from
            entry.from += rule.beforeSeconds * Instant.microsecondsPerSecond
            if !hasEnd { entry.to = entry.from }
            entry.to +=
                hasEnd
                ? 0 : (rule.afterSeconds - rule.beforeSeconds) * Instant.microsecondsPerSecond
            open.append(entry)
        }
        return open
    }

    private func usePaymentWindow(_ entry: inout WindowEntry, _ facts: LinkFacts?) {
        let (box, row) = position(entry.index, .left)
        let created =
            facts.map(\.windowStart).flatMap { $0 == EntryTable.noTime ? nil : $0 }
            ?? box.table.createdAt[row]
        if created != EntryTable.noTime { entry.from = created }
        let expires =
            facts.map(\.windowEnd).flatMap { $0 == EntryTable.noTime ? nil : $0 }
            ?? box.table.expiresAt[row]
        entry.to = expires != EntryTable.noTime && expires > entry.from ? expires : entry.from
    }

    private func askedOfLeft(_ index: Int32) -> (units: Int128, currency: UInt8)? {
        let (box, row) = position(index, .left)
        guard let asked = box.table.asked(ofRow: row), !asked.isZero,
            let code = currencies.firstIndex(of: asked.currency)
        else { return nil }
        return (asked.rescaled(to: scale).units, UInt8(code))
    }

    /// For each right the lefts that fit. Lefts are sorted by (currency, amount, from), so that a
    /// right looks only at a stretch of them.
    private func candidates(
        _ rights: [Int32], _ lefts: [WindowEntry], _ rule: WindowRule, near: AmountTolerance?
    ) -> [(right: Int32, lefts: [Int32])] {
        let sorted = lefts.sorted {
            ($0.currency, $0.units, $0.from, $0.index) < ($1.currency, $1.units, $1.from, $1.index)
        }
        return rights.map { r in
            let units = right.units[Int(r)]
            let currency = right.currency[Int(r)]
            let tolerance = near ?? rule.amount
            let reach = tolerance.reach(of: units, scale: scale)
            var at = lowerBound(sorted, currency, units - reach)
            var found: [Int32] = []
            var looked = 0
            while at < sorted.count, sorted[at].currency == currency,
                sorted[at].units <= units + reach,
                looked < LegWork.windowCandidateLimit
            {
                let entry = sorted[at]
                let difference = units - entry.units
                if entry.from <= right.time[Int(r)], right.time[Int(r)] <= entry.to,
                    difference == 0 || tolerance.allows(difference, of: entry.units, scale: scale)
                {
                    found.append(entry.index)
                }
                looked += 1
                at += 1
            }
            return (r, found)
        }
    }

    private func lowerBound(_ sorted: [WindowEntry], _ currency: UInt8, _ units: Int128) -> Int {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if (sorted[middle].currency, sorted[middle].units) < (currency, units) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    private mutating func claimUnique(
        _ candidates: [(right: Int32, lefts: [Int32])], _ rights: [Int32], _ rule: WindowRule,
        _ pass: UInt8, near: Bool
    ) {
        var rivals: [Int32: Int] = [:]
        for candidate in candidates { for l in candidate.lefts { rivals[l, default: 0] += 1 } }
        for (r, lefts) in candidates where !lefts.isEmpty {
            if lefts.count == 1, rivals[lefts[0]] == 1 {
                claimWindow(lefts[0], r, rule, pass)
            } else {
                markAmbiguous(lefts, r, pass)
            }
        }
    }

    private mutating func claimWindow(_ l: Int32, _ r: Int32, _ rule: WindowRule, _ pass: UInt8) {
        let verdict = judge(Int(l), Int(r), tolerance: rule.amount)
        let link = linkFacts[l]?.link ?? -1
        record(Pair(left: l, right: r, pass: pass, link: link, verdict: verdict))
    }

    private mutating func markAmbiguous(_ lefts: [Int32], _ r: Int32, _ pass: UInt8) {
        let ordered = inOrder(lefts, .left)
        claimSide(r, .right, .ambiguous, pass, ordered[0])
        rightOutcome.findings[Int(r)] = Findings(.severalCandidates)
        rivalsOfRight[r] = ordered
        for l in lefts where !left.claimed[Int(l)] && left.moved[Int(l)] {
            claimSide(l, .left, .ambiguous, pass, r)
            leftOutcome.findings[Int(l)] = Findings(.severalCandidates)
        }
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
