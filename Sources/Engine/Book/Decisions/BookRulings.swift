import Ledger
import Matching
import Records
import Reports
import Resolution

/// What standing decisions make of the breaks of a run.
struct BookRulings {
    /// A refund that was ordered, and came.
    struct Refund {
        var leg: String
        var channel: AccountLabel
        var amount: Money
        var kept: Money
        var day: Day

        func events(closedThrough: Day?) -> [DatedEvent] {
            let (day, of) = PeriodClose.booking(day, closedThrough: closedThrough)
            var events: [LedgerEvent] = [
                .release(channel: channel, amount: amount, to: .refund)
            ]
            if !kept.isZero { events.append(.fee(channel: channel, amount: kept)) }
            return events.map { DatedEvent(EffectPosting($0), day: day, of: of) }
        }
    }

    /// By break: the decision that settles it.
    private(set) var settled: [Hash128: Int] = [:]
    /// Breaks that a decision told from a repeat: they are open items, and nobody's work.
    private(set) var genuine: Set<Hash128> = []
    private(set) var refunds: [Refund] = []
    /// By break: it is expected until then.
    private(set) var expected: [Hash128: BookExpectation] = [:]

    init(
        _ run: BookRun, _ legs: [(leg: BookLeg, outcome: LegOutcome)]
    ) throws(EngineError) {
        let expectations = try run.book.store.expectations()
        for expectation in expectations {
            if let until = expectation.until, until < run.through { continue }
            expected[expectation.breakID] = expectation
        }
        let rules = RuleBook(try run.book.store.standingRules())
        if rules.isEmpty { return }
        let reader = CaseReader(run: run)
        for (leg, outcome) in legs {
            let books = LegBooks(leg.leg, of: run)
            var wanted: [(entry: EntryID, side: Side)] = []
            for found in outcome.breaks {
                if found.left >= 0 {
                    wanted.append((leg.entry(.left, Int(found.left), outcome), .left))
                }
                if found.right >= 0 {
                    wanted.append((leg.entry(.right, Int(found.right), outcome), .right))
                }
            }
            let items = try reader.items(wanted)
            for found in outcome.breaks {
                let leftItem =
                    found.left < 0 ? nil : items[leg.entry(.left, Int(found.left), outcome)]
                let rightItem =
                    found.right < 0 ? nil : items[leg.entry(.right, Int(found.right), outcome)]
                guard let words = rightItem ?? leftItem else { continue }
                let channel = books.channel(words.channel)
                let breakCase = BreakCase(
                    id: found.id, leg: leg.leg.name, role: books.role,
                    entryClass: found.entryClass, amount: found.amount, left: leftItem?.item,
                    right: rightItem?.item, channel: channel, shop: books.shop(words.shop))
                switch rules.ruling(on: breakCase) {
                case .ignored(_, let decision): settled[found.id] = decision
                case .notADuplicate: genuine.insert(found.id)
                case .refunds(let decision):
                    settled[found.id] = decision
                    guard let right = rightItem else { continue }
                    refunds.append(
                        Refund(
                            leg: leg.leg.name, channel: channel, amount: -right.item.received,
                            kept: right.item.kept, day: min(right.day, run.through)))
                case nil: break
                }
            }
        }
    }
}
