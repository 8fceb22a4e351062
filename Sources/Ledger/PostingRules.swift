package import Records

/// Turns what happened into entries that balance. Lines of zero are left out.
package enum PostingRules {
    package static func entry(
        for event: LedgerEvent, _ name: EntryIdentifier, on day: Day, memo: String = ""
    ) throws(LedgerRefusal) -> JournalEntry {
        let (kind, postings) = try lines(event, Check(name: name))
        let left = postings.filter { !$0.amount.isZero }
        guard !left.isEmpty else { throw .nothingToPost(name) }
        return JournalEntry(name, on: day, kind, memo: memo, left)
    }

    private static func lines(
        _ event: LedgerEvent, _ check: Check
    ) throws(LedgerRefusal) -> (JournalEntry.Kind, [Posting]) {
        switch event {
        case .payment(let channel, let shop, let asked, let received, let fee, let difference):
            try check.positive(asked)
            try check.atLeastZero(received)
            try check.atLeastZero(fee)
            try check.oneCurrency(asked, received, fee)
            return (
                .payment,
                [
                    Posting(.clearing(channel), received),
                    Posting(account(difference, channel), asked - received),
                    Posting(.revenue(shop), -asked), Posting(.fees(channel), fee),
                    Posting(.clearing(channel), -fee),
                ]
            )
        case .refund(let channel, let shop, let amount, let feeReturned):
            try check.positive(amount)
            try check.atLeastZero(feeReturned)
            try check.oneCurrency(amount, feeReturned)
            return (
                .refund,
                [
                    Posting(.refunds(shop), amount), Posting(.clearing(channel), -amount),
                    Posting(.clearing(channel), feeReturned),
                    Posting(.fees(channel), -feeReturned),
                ]
            )
        case .payout(let channel, let bank, let amount, let fee):
            try check.positive(amount)
            try check.atLeastZero(fee)
            try check.oneCurrency(amount, fee)
            return (
                .payout,
                [
                    Posting(.bank(bank), amount - fee), Posting(.fees(channel), fee),
                    Posting(.clearing(channel), -amount),
                ]
            )
        case .release(let channel, let amount, let target):
            try check.positive(amount)
            let account: Account =
                switch target {
                case .revenue(let shop): .revenue(shop)
                case .refund: .clearing(channel)
                case .adjustment: .adjustments
                }
            return (.release, pair(.suspense(channel), account, amount))
        case .exchange(let from, let given, let to, let received, let bookValue):
            return (.exchange, try exchange(from, given, to, received, bookValue, check))
        default: return try simple(event, check)
        }
    }

    /// Events of one debit and one credit.
    private static func simple(
        _ event: LedgerEvent, _ check: Check
    ) throws(LedgerRefusal) -> (JournalEntry.Kind, [Posting]) {
        switch event {
        case .fee(let channel, let amount):
            try check.sized(amount)
            return (.fee, pair(.fees(channel), .clearing(channel), amount))
        case .difference(let channel, let amount, let target):
            try check.sized(amount)
            return (
                kind(target), pair(.clearing(channel), account(target, channel), amount)
            )
        case .adjustment(let channel, let amount):
            try check.sized(amount)
            return (.adjustment, pair(.clearing(channel), .adjustments, amount))
        case .suspense(let channel, let amount):
            try check.positive(amount)
            return (.suspense, pair(.clearing(channel), .suspense(channel), amount))
        case .writeOff(let channel, let amount):
            try check.positive(amount)
            return (.writeOff, pair(.writeOffs, .clearing(channel), amount))
        case .opening(let account, let amount):
            try check.sized(amount)
            try check.holding(account)
            return (.opening, pair(account, .opening, amount))
        case .payment, .refund, .payout, .release, .exchange:
            preconditionFailure("not of one debit and one credit")
        }
    }

    /// Each currency balances by itself over the conversion account; its balance in a currency is
    /// what was given away at the value the books had for it.
    private static func exchange(
        _ from: Account, _ given: Money, _ to: Account, _ received: Money, _ bookValue: Money,
        _ check: Check
    ) throws(LedgerRefusal) -> [Posting] {
        try check.positive(given, received)
        try check.atLeastZero(bookValue)
        try check.oneCurrency(received, bookValue)
        try check.holding(from)
        try check.holding(to)
        guard given.currency != received.currency else {
            throw .currencies(check.name, given.currency, received.currency)
        }
        return [
            Posting(from, -given), Posting(.conversion, given), Posting(to, received),
            Posting(.conversion, -bookValue), Posting(.exchangeGains, bookValue - received),
        ]
    }

    private static func account(
        _ difference: LedgerEvent.Difference, _ channel: AccountLabel
    ) -> Account {
        switch difference {
        case .rounding: .rounding
        case .writeOff: .writeOffs
        case .adjustment: .adjustments
        case .fee: .fees(channel)
        case .exchange: .exchangeGains
        }
    }

    private static func kind(_ difference: LedgerEvent.Difference) -> JournalEntry.Kind {
        switch difference {
        case .rounding, .adjustment, .exchange: .adjustment
        case .writeOff: .writeOff
        case .fee: .fee
        }
    }

    private static func pair(_ debit: Account, _ credit: Account, _ amount: Money) -> [Posting] {
        [Posting(debit, amount), Posting(credit, -amount)]
    }

    /// What is checked before amounts are added: sums of what passes cannot overflow.
    private struct Check {
        var name: EntryIdentifier

        func sized(_ amount: Money) throws(LedgerRefusal) {
            guard amount.isWithinLedger else { throw .tooLarge(name, amount) }
        }

        func positive(_ amounts: Money...) throws(LedgerRefusal) {
            for amount in amounts {
                guard amount.units > 0 else { throw .notPositive(name, amount) }
                try sized(amount)
            }
        }

        func atLeastZero(_ amount: Money) throws(LedgerRefusal) {
            guard amount.units >= 0 else { throw .notPositive(name, amount) }
            try sized(amount)
        }

        func oneCurrency(_ amounts: Money...) throws(LedgerRefusal) {
            for amount in amounts where amount.currency != amounts[0].currency {
                throw .currencies(name, amounts[0].currency, amount.currency)
            }
        }

        func holding(_ account: Account) throws(LedgerRefusal) {
            guard account.isHolding else { throw .noHolding(name, account) }
        }
    }
}
