import Matching
import Records

/// "应收 0.59 = 98.00 × 0.60%（四舍五入），实收 1.18，多扣 0.59".
enum FeeSentence {
    static func text(_ facts: BreakFacts) -> String {
        let language = facts.language
        guard let expected = facts.entryBreak.expectedFee, let actual = facts.entryBreak.actualFee
        else { return "" }
        let over = facts.entryBreak.amount.units < 0
        let words = Words(
            "应收 {expected}{formula}，实收 {actual}{stated}，{way} {size}。",
            "應收 {expected}{formula}，實收 {actual}{stated}，{way} {size}。",
            "Expected {expected}{formula}, actual {actual}{stated}: {way} by {size}.")
        return words.filled(
            language,
            [
                "expected": (-expected).decimal, "formula": formula(facts, expected),
                "actual": (-actual).decimal, "stated": stated(facts),
                "way": (over ? Label.feeOver : Label.feeUnder).words[language],
                "size": facts.size.description,
            ])
    }

    /// Millionths as per cent, two decimals or as many as it has: 6,000 → "0.60%".
    static func percent(_ millionths: Int64) -> String {
        var units = Int128(millionths)
        var scale = 4
        while scale > 2, units % 10 == 0 {
            units /= 10
            scale -= 1
        }
        return Money.decimal(units: units, scale: scale) + "%"
    }

    /// " = base × rate (rounding)", shown only where it truly gives the expected fee.
    private static func formula(_ facts: BreakFacts, _ expected: Money) -> String {
        let rate = facts.entryBreak.feeRateMillionths
        guard rate >= 0 else { return "" }
        let language = facts.language
        if let base = base(facts), let rounding = rounding(facts, base, rate, expected) {
            return " = \(base.decimal) × \(percent(rate))"
                + Punctuation.bracketed(rounding.words[language], language)
        }
        return Punctuation.bracketed(percent(rate), language)
    }

    private static func base(_ facts: BreakFacts) -> Money? {
        guard let right = facts.right else { return nil }
        if let settled = right.table.settled(ofRow: right.row) { return magnitude(settled) }
        guard let gross = right.gross else { return nil }
        guard let discount = right.table.discount(ofRow: right.row) else { return magnitude(gross) }
        return magnitude(gross - discount)
    }

    private static func magnitude(_ money: Money) -> Money { money.units < 0 ? -money : money }

    private static func rounding(
        _ facts: BreakFacts, _ base: Money, _ rate: Int64, _ expected: Money
    ) -> Rounding? {
        let schedules = facts.view.definition.feeSchedules.filter {
            $0.channel.isEmpty || $0.channel == facts.right?.channel
        }
        let candidates = schedules.map { ($0.rounding, $0.scale) } + [(Rounding.halfUp, 2)]
        let found = candidates.first { rounding, scale in
            let finer = base.scale + 6 - scale
            guard finer >= 0 else { return false }
            var denominator: Int128 = 1
            for _ in 0..<finer { denominator *= 10 }
            let units = rounding.divide(base.units * Int128(rate), by: denominator)
            return Money(units: -units, scale: scale, currency: base.currency).equals(expected)
        }
        return found?.0
    }

    private static func stated(_ facts: BreakFacts) -> String {
        guard let right = facts.right else { return "" }
        let rate = Int64(right.table.statedFeeRate[right.row])
        guard rate >= 0, rate != facts.entryBreak.feeRateMillionths else { return "" }
        return Punctuation.bracketed(percent(rate), facts.language)
    }
}
