import Ledger
import Matching
import Records
import Testing

@testable import Resolution

/// What holds of every decision about every break.
@Suite struct EffectPropertyTests {
    typealias Cases = SampleCases

    static let kinds: [DecisionKind] =
        [
            .acceptDifference, .writeOff, .suspense, .refund, .redeliver, .notADuplicate,
            .ignore(rule: "r"), .expectedUntil(Day("2026-07-01")!),
        ] + DecisionKind.Adjustment.allCases.map { .adjustment($0) }

    /// Every case with every kind that is allowed and possible.
    static func each(
        _ body: (BreakCase, DecisionKind, DecisionEffect) throws -> Void
    ) throws {
        for breakCase in Cases.all {
            for kind in kinds {
                let decision = try Cases.decision(kind)
                do {
                    try body(
                        breakCase, kind,
                        Resolution.effect(of: decision, on: [breakCase], today: Cases.day))
                } catch let refusal as DecisionRefusal {
                    guard case .notAllowed = refusal else { throw refusal }
                }
            }
        }
    }

    static func clearing(_ ledger: GeneralLedger) -> [Currency: Int128] {
        var sums: [Currency: Int128] = [:]
        for currency in [Currency.cny, .usdt] {
            let units = ledger.balance(.clearing(Cases.channel), currency).units
            if units != 0 { sums[currency] = units }
        }
        return sums
    }

    static func net(_ breakCase: BreakCase, _ effect: DecisionEffect) -> [Currency: Int128] {
        guard let right = breakCase.right,
            effect.leaving.contains(where: { $0.entry == right.entry && $0.exit != .ignored })
        else { return [:] }
        return right.net.mapValues { $0.rescaled(to: $0.currency.exponent).units }
            .filter { $0.value != 0 }
    }

    static func post(_ effect: DecisionEffect, _ number: Int, _ ledger: inout GeneralLedger) throws
    {
        for entry in try effect.journal(decision: number, on: Cases.day) { try ledger.post(entry) }
    }

    @Test("the clearing account moves by the net of what leaves, and by nothing else")
    func clearing() throws {
        var count = 0
        try Self.each { breakCase, kind, effect in
            var ledger = GeneralLedger(Cases.chart)
            try Self.post(effect, 12, &ledger)
            #expect(
                Self.clearing(ledger) == Self.net(breakCase, effect),
                "\(kind) \(breakCase.entryClass)")
            #expect(ledger.trialBalance().isZero && ledger.faults().isEmpty)
            count += 1
        }
        #expect(count > 60)
    }

    @Test("decided in two parts, the books end where they end decided at once")
    func parts() throws {
        var count = 0
        try Self.each { breakCase, kind, whole in
            let splits: Set<DecisionKind.Name> = [.writeOff, .adjustment, .suspense]
            guard splits.contains(kind.name), breakCase.amount.units % 2 == 0 else { return }
            var half = breakCase.amount
            half.units /= 2
            let first = try Resolution.effect(
                of: Cases.decision(kind, amount: half), on: [breakCase], today: Cases.day)
            #expect(first.leaving.isEmpty)
            #expect(first.turns == [.init(breakCase.id, .part(half, decision: 12))])
            var rest = breakCase
            rest.settled = half
            let second = try Resolution.effect(
                of: Cases.decision(kind, number: 13), on: [rest], today: Cases.day)
            #expect(second.leaving == whole.leaving)
            #expect(
                try Cases.balances([(12, first), (13, second)]) == Cases.balances([(12, whole)]),
                "\(kind) \(breakCase.entryClass)")
            count += 1
        }
        #expect(count > 20)
    }

    @Test("taken back, nothing is left of a decision")
    func undo() throws {
        try Self.each { breakCase, kind, effect in
            var ledger = GeneralLedger(Cases.chart)
            try Self.post(effect, 12, &ledger)
            let original = try Cases.decision(kind)
            let reversing = try Cases.decision(.undo(.decision(12)), [], number: 20)
            var course = DecisionCourse(maker: Cases.maker, .makerAlone)
            try course.apply(.apply)
            let undone = try Resolution.undo(
                original, course, effect, by: reversing, today: Cases.day)
            #expect(undone.returning == effect.leaving && undone.leaving == effect.returning)
            #expect(undone.ended == effect.rules && undone.rules == effect.ended)
            #expect(undone.cancelled == effect.instructions.map(\.key))
            for number in undone.reversed {
                // In a closed period what was posted stays; its opposite is of the open one.
                try ledger.close(through: Cases.day)
                let next = Cases.day.advanced(by: 1)
                for entry in try DecisionEffect.reversals(
                    of: number, by: 20, on: next, in: ledger)
                {
                    #expect(entry.reverses != nil)
                    try ledger.post(entry)
                }
            }
            let left = ledger.trialBalance().rows.filter { !$0.balance.isZero }
            #expect(left.isEmpty, "\(kind) \(breakCase.entryClass)")
            try Self.live(breakCase, effect, undone)
        }
    }

    /// The break's own life: as open after the undoing as it was before the decision.
    static func live(
        _ breakCase: BreakCase, _ done: DecisionEffect, _ undone: DecisionEffect
    ) throws {
        var record = try BreakRecord(
            BreakRecordTests.event(
                0, .found(run: 1, BreakRecordTests.sighting(breakCase.amount))))
        for turn in done.turns { try record.apply(BreakRecordTests.event(1, turn.what)) }
        for turn in undone.turns { try record.apply(BreakRecordTests.event(2, turn.what)) }
        #expect(record.life.state.isOpen)
        #expect(record.remaining == breakCase.remaining)
        #expect(record.expectation == nil)
    }

    @Test("a kind that no situation allows is never needed; every situation has a way out")
    func table() {
        let all = Cases.all.compactMap { BreakSituation($0) }
        #expect(Set(all).count >= 14)
        for role in LegRole.allCases {
            for situation in BreakSituation.allCases {
                let allowed = situation.allowed(in: role)
                #expect(allowed.contains(.expectedUntil))
                #expect(allowed.count >= (role == .payout && situation == .currencyDiffers ? 1 : 2))
            }
        }
        let used = BreakSituation.allCases.reduce(into: Set<DecisionKind.Name>()) {
            $0.formUnion($1.allowed(in: .sales))
        }
        #expect(
            used
                == Set(DecisionKind.Name.allCases).subtracting([
                    .unmatch, .release, .undo, .close, .opening,
                ]))
    }
}
