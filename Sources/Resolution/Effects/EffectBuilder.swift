import Ledger
import Matching
import Records

/// Works out what a decision does to its breaks, one after another.
struct EffectBuilder {
    let decision: Decision
    /// The day on which it is decided.
    let today: Day
    var effect = DecisionEffect()

    init(_ decision: Decision, today: Day) {
        self.decision = decision
        self.today = today
    }

    /// What is settled of one break: a part of what is left, or all of it.
    struct Part {
        var amount: Money
        /// Whether nothing is left then.
        var isLast: Bool
    }

    mutating func add(_ breakCase: BreakCase) throws(DecisionRefusal) {
        guard breakCase.state.isOpen else { throw .resolved(breakCase.id) }
        guard let situation = BreakSituation(breakCase) else { throw .unknownBreak(breakCase.id) }
        let name = decision.kind.name
        guard situation.allowed(in: breakCase.role).contains(name) else {
            throw .notAllowed(name, breakCase.id, situation)
        }
        switch decision.kind {
        case .acceptDifference: try accept(breakCase)
        case .writeOff:
            try settle(breakCase, situation, to: .writeOff, adjusted: false)
        case .adjustment(let adjustment):
            try settle(breakCase, situation, to: adjustment.difference, adjusted: true)
        case .suspense: try suspend(breakCase, situation)
        case .refund: try refund(breakCase, situation)
        case .redeliver: try redeliver(breakCase)
        case .ignore(let rule): try ignore(breakCase, rule)
        case .notADuplicate: try confirm(breakCase)
        case .expectedUntil(let day):
            guard day > today else { throw .past(day, today: today) }
            effect.turns.append(
                DecisionEffect.Turn(
                    breakCase.id, .expected(until: day, decision: decision.number)))
        case .forceMatch, .unmatch, .release, .undo, .close, .opening:
            preconditionFailure("\(name) is not about one break")
        }
    }

    // MARK: - Kinds

    /// Revenue is what came: nothing is left over.
    private mutating func accept(_ breakCase: BreakCase) throws(DecisionRefusal) {
        try whole(breakCase)
        if breakCase.role == .payout {
            try post(payout(breakCase.items, breakCase))
        } else if breakCase.role == .sales, let right = breakCase.right {
            var (received, kept) = (right.received, right.kept)
            // What was settled before is in the books already.
            if breakCase.entryClass == .feeMismatch {
                kept = kept + breakCase.settled
            } else if breakCase.settled.currency == received.currency {
                received = received - breakCase.settled
            }
            post(sale(breakCase, asked: received, received: received, kept: kept, .rounding))
        }
        leave(breakCase)
        moved(breakCase.remaining)
    }

    /// The difference goes to an account of the books.
    private mutating func settle(
        _ breakCase: BreakCase, _ situation: BreakSituation, to target: LedgerEvent.Difference,
        adjusted: Bool
    ) throws(DecisionRefusal) {
        let part = try part(of: breakCase)
        // What came too much is not given up: it is adjusted, or kept apart.
        if !adjusted, part.amount.units > 0, breakCase.role != .payout {
            throw .notAllowed(decision.kind.name, breakCase.id, situation)
        }
        switch (breakCase.role, situation) {
        case (.flow, _):
            post(SalePostings.difference(breakCase.channel, part.amount, target))
        case (.payout, _):
            try whole(breakCase)
            let gone = breakCase.left?.received ?? .zero(breakCase.amount.currency)
            let size = gone.units < 0 ? gone : -gone
            post(SalePostings.difference(breakCase.channel, size, target))
        case (.sales, .orderWithoutMoney), (.sales, .orderedNotPaid):
            let asked = -part.amount
            post(
                sale(
                    breakCase, asked: asked, received: .zero(asked.currency),
                    kept: .zero(asked.currency), target))
        case (.sales, .amountDiffers), (.sales, .refundDiffers):
            if part.isLast, let right = breakCase.right {
                post(
                    sale(
                        breakCase, asked: asked(breakCase),
                        received: right.received - breakCase.settled, kept: right.kept, target))
            } else {
                post(SalePostings.difference(breakCase.channel, part.amount, target))
            }
        case (.sales, .feeDiffers): settleFee(breakCase, part, target)
        default:
            post(SalePostings.difference(breakCase.channel, part.amount, target))
            if part.isLast { finish(breakCase) }
        }
        turn(breakCase, part)
    }

    private mutating func settleFee(
        _ breakCase: BreakCase, _ part: Part, _ target: LedgerEvent.Difference
    ) {
        let own = SalePostings.difference(breakCase.channel, part.amount, target)
        guard part.isLast, let right = breakCase.right else { return post(own) }
        // To the fees it goes with the rest of the fee; elsewhere it is taken out of it.
        let kept = right.kept + breakCase.settled
        let toFees = target == .fee
        post(
            sale(
                breakCase, asked: asked(breakCase), received: right.received,
                kept: toFees ? kept : kept + part.amount, .rounding))
        if !toFees { post(own) }
    }

    private mutating func suspend(
        _ breakCase: BreakCase, _ situation: BreakSituation
    ) throws(DecisionRefusal) {
        let part = try part(of: breakCase)
        try suspend(part, breakCase, situation)
        turn(breakCase, part)
    }

    /// Money of nobody, or what came above what was asked.
    private mutating func suspend(
        _ part: Part, _ breakCase: BreakCase, _ situation: BreakSituation
    ) throws(DecisionRefusal) {
        guard part.amount.units > 0 else {
            throw .notAllowed(decision.kind.name, breakCase.id, situation)
        }
        post([.suspense(channel: breakCase.channel, amount: part.amount)])
        guard part.isLast, breakCase.role == .sales else { return }
        if situation == .amountDiffers, let right = breakCase.right {
            let asked = asked(breakCase)
            post(sale(breakCase, asked: asked, received: asked, kept: right.kept, .rounding))
        } else {
            finish(breakCase)
        }
    }

    private mutating func refund(
        _ breakCase: BreakCase, _ situation: BreakSituation
    ) throws(DecisionRefusal) {
        if situation == .refundNotMade {
            // Its own row will come and match: until then it stays open.
            try whole(breakCase)
            let amount = breakCase.remaining
            effect.instructions.append(
                try Instruction(.refund, decision, breakCase, amount: amount))
            effect.turns.append(
                DecisionEffect.Turn(
                    breakCase.id, .expected(until: nil, decision: decision.number)))
            return moved(amount)
        }
        try whole(breakCase)
        var amount = breakCase.remaining
        if situation == .statusDiffers {
            amount = breakCase.right?.received ?? .zero(amount.currency)
        }
        let instruction = try Instruction(.refund, decision, breakCase, amount: amount)
        try suspend(Part(amount: amount, isLast: true), breakCase, situation)
        effect.instructions.append(instruction)
        rule(
            .refundExpected(
                amount: amount, orderReference: instruction.orderReference,
                channelReference: instruction.channelReference))
        leave(breakCase)
        moved(amount)
    }

    private mutating func redeliver(_ breakCase: BreakCase) throws(DecisionRefusal) {
        effect.instructions.append(try Instruction(.redeliver, decision, breakCase, amount: nil))
        try accept(breakCase)
    }

    private mutating func ignore(
        _ breakCase: BreakCase, _ name: String
    ) throws(DecisionRefusal) {
        try whole(breakCase)
        try untouched(breakCase)
        for item in breakCase.items {
            leave(item, breakCase.leg, .ignored)
            rule(.ignored(item.identity, rule: name))
        }
        effect.turns.append(
            DecisionEffect.Turn(breakCase.id, .turned(.decided(decision.number))))
        moved(breakCase.remaining)
    }

    /// It stays open for the next run, which looks for its partner as for any other.
    private mutating func confirm(_ breakCase: BreakCase) throws(DecisionRefusal) {
        try whole(breakCase)
        try untouched(breakCase)
        if let item = breakCase.right ?? breakCase.left { rule(.notADuplicate(item.identity)) }
        effect.turns.append(
            DecisionEffect.Turn(breakCase.id, .turned(.decided(decision.number))))
    }

    // MARK: - Amounts

    /// What is decided of what is left: in its currency, with its sign, never more.
    private func part(of breakCase: BreakCase) throws(DecisionRefusal) -> Part {
        let left = breakCase.remaining
        guard let amount = decision.amount else { return Part(amount: left, isLast: true) }
        guard amount.currency == left.currency else {
            throw .currency(found: amount.currency, expected: left.currency)
        }
        let rest = left - amount
        guard (amount.units > 0) == (left.units > 0),
            rest.isZero || (rest.units > 0) == (left.units > 0)
        else { throw .tooMuch(found: amount, left: left) }
        return Part(amount: amount, isLast: rest.isZero)
    }

    func whole(_ breakCase: BreakCase) throws(DecisionRefusal) {
        let part = try part(of: breakCase)
        if !part.isLast { throw .wholeOnly(found: part.amount, left: breakCase.remaining) }
    }

    func untouched(_ breakCase: BreakCase) throws(DecisionRefusal) {
        if !breakCase.settled.isZero { throw .partlySettled(breakCase.id) }
    }

    /// What the order asked less the merchant's own discount, where it is in the currency received.
    private func asked(_ breakCase: BreakCase) -> Money {
        guard let right = breakCase.right else { return .zero(breakCase.amount.currency) }
        guard let left = breakCase.left, left.gross.currency == right.gross.currency else {
            return right.received
        }
        return right.discount.map { left.gross - $0 } ?? left.gross
    }

    private func sale(
        _ breakCase: BreakCase, asked: Money, received: Money, kept: Money,
        _ target: LedgerEvent.Difference
    ) -> [LedgerEvent] {
        SalePostings.events(
            channel: breakCase.channel, shop: breakCase.shop, asked: asked, received: received,
            kept: kept, to: target)
    }

    // MARK: - Parts of the effect

    mutating func post(_ events: [LedgerEvent]) {
        effect.postings += events.map { EffectPosting($0) }
    }

    mutating func moved(_ amount: Money) {
        if !amount.isZero { effect.amounts.append(amount) }
    }

    private mutating func rule(_ what: StandingRule.What) {
        effect.rules.append(StandingRule(decision: decision.number, what))
    }

    /// The fee of an entry whose amount is settled, and the discount that was no part of it.
    private mutating func finish(_ breakCase: BreakCase) {
        guard let right = breakCase.right else { return }
        if right.moved {
            post(
                SalePostings.difference(
                    breakCase.channel, right.received - right.gross, .adjustment))
        }
        if !right.kept.isZero {
            post([.fee(channel: breakCase.channel, amount: right.kept)])
        }
    }

    private mutating func turn(_ breakCase: BreakCase, _ part: Part) {
        moved(part.amount)
        if part.isLast { return leave(breakCase) }
        effect.turns.append(
            DecisionEffect.Turn(breakCase.id, .part(part.amount, decision: decision.number)))
    }

    mutating func leave(_ item: CaseItem, _ leg: String, _ exit: DecisionEffect.Exit) {
        effect.leaving.append(
            DecisionEffect.Leaving(leg: leg, side: item.side, item.entry, exit))
    }

    /// All entries of the break leave; a pair counts as matched.
    mutating func leave(_ breakCase: BreakCase, _ exit: DecisionEffect.Exit? = nil) {
        let items = breakCase.items
        let own = exit ?? (items.count > 1 ? .matched : .resolved)
        for item in items { leave(item, breakCase.leg, own) }
        effect.turns.append(
            DecisionEffect.Turn(breakCase.id, .turned(.decided(decision.number))))
    }

    /// Out of the channel into the bank; what is missing there is a fee.
    func payout(
        _ items: [CaseItem], _ breakCase: BreakCase
    ) throws(DecisionRefusal) -> [LedgerEvent] {
        func size(_ side: Side) throws(DecisionRefusal) -> Money? {
            var sum: Money?
            for item in items where item.side == side {
                let amount = item.received.units < 0 ? -item.received : item.received
                guard let known = sum else {
                    sum = amount
                    continue
                }
                guard known.currency == amount.currency else {
                    throw .currency(found: amount.currency, expected: known.currency)
                }
                sum = known + amount
            }
            return sum
        }
        guard let given = try size(.left), let arrived = try size(.right),
            let bank = breakCase.bank
        else { throw .oneSided }
        guard given.currency == arrived.currency else {
            throw .currency(found: arrived.currency, expected: given.currency)
        }
        let fee = given - arrived
        guard fee.units >= 0 else { throw .amounts(found: arrived, expected: given) }
        return [.payout(channel: breakCase.channel, bank: bank, amount: given, fee: fee)]
    }
}
