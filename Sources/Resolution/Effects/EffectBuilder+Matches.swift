import Ledger
import Matching
import Records

/// Decisions that are about several entries at once.
extension EffectBuilder {
    /// All entries of the breaks, and the further ones, belong together.
    mutating func match(_ cases: [BreakCase], _ others: [CaseItem]) throws(DecisionRefusal) {
        guard let first = cases.first(where: { $0.left != nil }) ?? cases.first else {
            throw .noSubject
        }
        for breakCase in cases {
            guard breakCase.state.isOpen else { throw .resolved(breakCase.id) }
            guard let situation = BreakSituation(breakCase),
                situation.allowed(in: breakCase.role).contains(.forceMatch)
            else {
                throw .notAllowed(
                    .forceMatch, breakCase.id, BreakSituation(breakCase) ?? .ambiguous)
            }
            guard breakCase.leg == first.leg else { throw .severalLegs(first.leg, breakCase.leg) }
            try untouched(breakCase)
        }
        for entry in decision.entries where !others.contains(where: { $0.entry == entry }) {
            throw .unknownEntry(entry)
        }
        var seen: Set<EntryID> = []
        let items = (cases.flatMap(\.items) + others).filter { seen.insert($0.entry).inserted }
        try match(items, first)
        for item in items.sorted(by: { $0.entry < $1.entry }) {
            leave(item, first.leg, .matched)
        }
        for breakCase in cases {
            effect.turns.append(
                DecisionEffect.Turn(breakCase.id, .turned(.decided(decision.number))))
        }
    }

    private mutating func match(
        _ items: [CaseItem], _ breakCase: BreakCase
    ) throws(DecisionRefusal) {
        let sums = try MatchSums(items)
        moved(sums.difference)
        switch breakCase.role {
        case .sales:
            post(sums.sale(breakCase.channel, breakCase.shop, to: .writeOff))
        case .flow:
            post(SalePostings.difference(breakCase.channel, sums.difference, .writeOff))
        case .payout: post(try payout(items, breakCase))
        }
    }

    /// The entries of a match are open again, and what it had posted is taken out of the books.
    mutating func unmatch(_ match: StandingMatch) throws(DecisionRefusal) {
        let items = match.left + match.right
        guard Set(items.map(\.entry)) == Set(decision.entries) else {
            let wrong = decision.entries.first { entry in !items.contains { $0.entry == entry } }
            throw .unknownEntry(wrong ?? items[0].entry)
        }
        let sums = try MatchSums(items)
        switch match.role {
        case .sales:
            effect.postings += sums.sale(match.channel, match.shop, to: .rounding).map {
                EffectPosting($0, isOpposite: true)
            }
        case .flow: break
        case .payout:
            let stand = BreakCase(
                id: match.breakID ?? .zero, leg: match.leg, role: match.role,
                entryClass: .matched, amount: sums.difference, left: match.left.first,
                right: match.right.first, channel: match.channel, shop: match.shop,
                bank: match.bank)
            effect.postings += try payout(items, stand).map {
                EffectPosting($0, isOpposite: true)
            }
        }
        for item in items.sorted(by: { $0.entry < $1.entry }) {
            effect.returning.append(
                DecisionEffect.Leaving(
                    leg: match.leg, side: item.side, item.entry, .matched))
        }
        effect.voided = match.pairs
        for left in match.left {
            for right in match.right {
                effect.rules.append(
                    StandingRule(
                        decision: decision.number,
                        .apart(left: left.identity, right: right.identity)))
            }
        }
        if let breakID = match.breakID {
            effect.turns.append(
                DecisionEffect.Turn(breakID, .turned(.unmatched(decision: decision.number))))
        }
        moved(sums.received)
    }

    /// An account holds so much from the first day of the book.
    mutating func open(_ account: Account) {
        guard let amount = decision.amount else { return }
        post([.opening(account, amount: amount)])
        moved(amount)
    }

    /// Money leaves suspense: its order was found, it went back, or it is kept.
    mutating func release(
        _ target: LedgerEvent.Release, _ money: SuspendedMoney, _ cases: [BreakCase]
    ) throws(DecisionRefusal) {
        let amount = decision.amount ?? money.left
        guard amount.currency == money.left.currency else {
            throw .currency(found: amount.currency, expected: money.left.currency)
        }
        guard amount.units > 0, (money.left - amount).units >= 0 else {
            throw .tooMuch(found: amount, left: money.left)
        }
        post([.release(channel: money.channel, amount: amount, to: target)])
        moved(amount)
        let needed: BreakSituation
        switch target {
        case .revenue: needed = .orderWithoutMoney
        case .refund: needed = .refundWithoutOrder
        case .adjustment: return
        }
        // Money that is sent back leaves the channel with the row that says so.
        if case .refund = target, cases.isEmpty { throw .noSubject }
        var sum = Money.zero(amount.currency)
        for breakCase in cases {
            guard breakCase.state.isOpen else { throw .resolved(breakCase.id) }
            guard let situation = BreakSituation(breakCase), situation == needed,
                breakCase.role == .sales
            else {
                throw .notAllowed(
                    .release, breakCase.id, BreakSituation(breakCase) ?? .ambiguous)
            }
            try untouched(breakCase)
            guard breakCase.amount.currency == amount.currency else {
                throw .currency(found: breakCase.amount.currency, expected: amount.currency)
            }
            sum = sum - (breakCase.right?.received ?? breakCase.amount)
            leave(breakCase, .matched)
            if let right = breakCase.right, !right.kept.isZero {
                post([.fee(channel: breakCase.channel, amount: right.kept)])
            }
        }
        if !cases.isEmpty, !sum.equals(amount) { throw .amounts(found: sum, expected: amount) }
    }
}
