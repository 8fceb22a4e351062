package import Ledger
package import Matching
package import Records

/// What the matches of a run move in the books, added up: one event per shop (or bank), channel,
/// currency, kind and day. Only what is matched is posted, so that the clearing account and the
/// channel's open items make up what the channel says (`ClearingCheck`).
package struct RunPostings {
    /// What is known of a leg beside its outcome.
    package struct Books {
        package var role: LegRole
        package var zone: ZoneRules
        /// Seconds after midnight at which the business day begins.
        package var cutOffSeconds: Int64
        /// The run's last day: for entries without a time, and no event is later.
        package var through: Day
        /// What happened on that day or before is booked on the next one.
        package var closedThrough: Day?
        /// Labels for the words of the channel's entries, of the orders' shops, and the bank.
        package var channel: (String) -> AccountLabel
        package var shop: (String) -> AccountLabel
        package var bank: AccountLabel

        package init(
            role: LegRole, zone: ZoneRules, cutOffSeconds: Int64 = 0, through: Day,
            closedThrough: Day? = nil, bank: AccountLabel,
            channel: @escaping (String) -> AccountLabel, shop: @escaping (String) -> AccountLabel
        ) {
            self.role = role
            self.zone = zone
            self.cutOffSeconds = cutOffSeconds
            self.through = through
            self.closedThrough = closedThrough
            self.bank = bank
            self.channel = channel
            self.shop = shop
        }
    }

    private struct Key: Hashable {
        var day: Int32
        /// Places in `labels`.
        var channel: Int
        var other: Int
        var currency: Currency
        /// Of a payout: what left the channel, where it arrived in another currency.
        var given: Currency
        var kind: Kind
        var isOpposite: Bool
    }

    private enum Kind: UInt8 { case payment, refund, other, payout, fee }

    private struct Sums {
        var asked: Int128 = 0
        var received: Int128 = 0
        var kept: Int128 = 0
    }

    /// One match, in units at `scale`.
    struct Match {
        var day: Day
        var channel: Int
        var other: Int
        var currency: Currency
        /// Of the left side.
        var given: Currency
        var feeCurrency: Currency
        var asked: Int128 = 0
        var received: Int128 = 0
        var kept: Int128 = 0
    }

    let books: Books
    /// Decimals of all sums: the finest that came.
    private(set) var scale = 0
    private var sums: [Key: Sums] = [:]
    private var labels: [AccountLabel] = []
    private var placeOfLabel: [AccountLabel: Int] = [:]

    package init(_ books: Books) { self.books = books }

    /// Adds the matches of a leg. Where one money is seen twice, nothing is booked.
    package mutating func add(_ outcome: LegOutcome, _ inputs: LegInputs) {
        guard books.role != .flow else { return }
        var reader = MatchReader(outcome, inputs, into: &self)
        for index in 0..<outcome.matches.count {
            if let match = reader.match(index, &self) { add(match, isOpposite: false) }
        }
    }

    /// Takes back what a match had moved that holds no more. `day`: that of its first right entry.
    package mutating func takeBack(_ match: StandingMatch, on day: Day) {
        guard match.role != .flow, let first = match.right.first else { return }
        let items = match.left + match.right
        for item in items {
            for money in [item.gross, item.fee, item.discount].compactMap(\.self) {
                raise(to: money.scale)
            }
        }
        func units(_ money: Money) -> Int128 { money.rescaled(to: scale).units }
        var found = Match(
            day: day, channel: place(match.channel),
            other: place(match.role == .payout ? match.bank ?? books.bank : match.shop),
            currency: first.gross.currency,
            given: match.left.first?.gross.currency ?? first.gross.currency,
            feeCurrency: first.kept.currency)
        var discount: Int128 = 0
        for item in match.right {
            found.received += units(item.received)
            found.kept += units(item.kept)
            if item.moved, let own = item.discount { discount += units(own) }
        }
        let isForeign = match.left.contains { $0.gross.currency != found.currency }
        found.asked =
            isForeign && match.role == .sales
            ? found.received : match.left.reduce(-discount) { $0 + units($1.gross) }
        guard match.right.contains(where: \.moved) else { return }
        add(found, isOpposite: true)
    }

    private mutating func add(_ match: Match, isOpposite: Bool) {
        var key = Key(
            day: min(match.day, books.through).number, channel: match.channel,
            other: match.other, currency: match.currency,
            given: books.role == .payout ? match.given : match.currency, kind: .other,
            isOpposite: isOpposite)
        if books.role == .payout {
            key.kind = .payout
        } else if match.asked > 0, match.received >= 0 {
            key.kind = .payment
        } else if match.asked < 0 {
            key.kind = .refund
        }
        sums[key, default: Sums()].asked += match.asked
        sums[key]!.received += match.received
        if match.kept == 0 { return }
        if match.feeCurrency == match.currency || books.role == .payout {
            sums[key]!.kept += match.kept
        } else {
            key.currency = match.feeCurrency
            key.given = match.feeCurrency
            key.kind = .fee
            sums[key, default: Sums()].kept += match.kept
        }
    }

    /// All of it, by day, then channel, shop, currency and kind.
    package func events() -> [DatedEvent] {
        let keys = sums.keys.sorted { a, b in
            if a.day != b.day { return a.day < b.day }
            if a.channel != b.channel { return labels[a.channel] < labels[b.channel] }
            if a.other != b.other { return labels[a.other] < labels[b.other] }
            if a.currency != b.currency { return a.currency < b.currency }
            if a.given != b.given { return a.given < b.given }
            return a.kind != b.kind
                ? a.kind.rawValue < b.kind.rawValue : !a.isOpposite && b.isOpposite
        }
        return keys.flatMap { key in
            let day = Day(number: key.day)
            let booking = PeriodClose.booking(day, closedThrough: books.closedThrough)
            return events(key, sums[key]!).map {
                DatedEvent(
                    EffectPosting($0, isOpposite: key.isOpposite), day: booking.day,
                    of: booking.of)
            }
        }
    }

    private func events(_ key: Key, _ sums: Sums) -> [LedgerEvent] {
        func money(_ units: Int128) -> Money {
            Money(units: units, scale: scale, currency: key.currency).canonical
        }
        let channel = labels[key.channel]
        switch key.kind {
        case .payment, .refund, .other:
            return SalePostings.events(
                channel: channel, shop: labels[key.other], asked: money(sums.asked),
                received: money(sums.received), kept: money(sums.kept), to: .rounding)
        case .fee:
            return sums.kept == 0 ? [] : [.fee(channel: channel, amount: money(sums.kept))]
        case .payout: return payout(key, sums)
        }
    }

    private func payout(_ key: Key, _ sums: Sums) -> [LedgerEvent] {
        func money(_ units: Int128, _ currency: Currency) -> Money {
            Money(units: units, scale: scale, currency: currency).canonical
        }
        let (channel, bank) = (labels[key.channel], labels[key.other])
        let given = money(Int128(sums.asked.magnitude), key.given)
        let arrived = money(Int128(sums.received.magnitude), key.currency)
        if given.isZero || arrived.isZero { return [] }
        if key.given != key.currency {
            // Worth in the books what it brought: gains are found when it is valued.
            return [
                .exchange(
                    from: .clearing(channel), given: given, to: .bank(bank), received: arrived,
                    bookValue: arrived)
            ]
        }
        let fee = given - arrived
        if fee.units >= 0 {
            return [.payout(channel: channel, bank: bank, amount: given, fee: fee)]
        }
        // More arrived than was sent.
        return [
            .payout(channel: channel, bank: bank, amount: arrived, fee: .zero(key.currency)),
            .difference(channel: channel, amount: -fee, to: .rounding),
        ]
    }

    // MARK: - Scales and labels

    mutating func raise(to finer: Int) {
        guard finer > scale else { return }
        let factor = Money.raise(1, by: finer - scale)
        scale = finer
        for key in sums.keys {
            sums[key]!.asked *= factor
            sums[key]!.received *= factor
            sums[key]!.kept *= factor
        }
    }

    mutating func place(_ label: AccountLabel) -> Int {
        if let place = placeOfLabel[label] { return place }
        labels.append(label)
        placeOfLabel[label] = labels.count - 1
        return labels.count - 1
    }
}

extension RunPostings {
    /// The entries to be posted for one leg of a run: "run/12/1/1", "run/12/1/2" … `leg` counts
    /// from 1.
    package static func journal(
        _ events: [DatedEvent], run: Int, leg: Int
    ) throws(LedgerRefusal) -> [JournalEntry] {
        var entries: [JournalEntry] = []
        for (index, event) in events.enumerated() {
            let name = EntryIdentifier("run/\(run)/\(leg)/\(index + 1)")!
            let memo = event.of.map { "run \(run), of \($0)" } ?? "run \(run)"
            entries.append(try event.posting.entry(name, on: event.day, memo: memo))
        }
        return entries
    }
}
