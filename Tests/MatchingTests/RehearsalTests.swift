import Records
import Testing

@testable import Matching

@Suite("Scored passes tried on what is known") struct RehearsalTests {
    /// Orders and money of a day, of which `keyed` in ten bear the order's number.
    private static func leg(_ count: Int, keyed: Int, seed: UInt64 = 3) -> ScoredLeg {
        var leg = ScoredLeg(seed: seed, count: count)
        leg.leg.definition.passes = [
            Pass(name: "exact", method: .exact(.orderReference)),
            Pass(name: "scored", method: .scored(ScoredRule())),
        ]
        for place in leg.leg.right.indices {
            let trade = leg.leg.right[place].trade
            let number = Int(trade.dropFirst())!
            if number % 10 < keyed { leg.leg.right[place].reference = "A\(number)" }
        }
        return leg
    }

    private static func cases(
        _ leg: LegBuilder, confirmed: [ApartCouple] = [], apart: [ApartCouple] = []
    ) -> [ScoredCase] {
        var inputs = leg.inputs()
        inputs.apart = apart
        let found = ScoredRehearsal(leg.definition, inputs, confirmed: confirmed).cases
        #expect(found.count == 2 && found[0].isEmpty)
        return found[1]
    }

    @Test("pairs with keys teach with their keys hidden; some have no partner")
    func keyed() {
        let leg = Self.leg(4_000, keyed: 10)
        let cases = Self.cases(leg.leg)
        let right = cases.count { $0.isRight }
        // One in ten of either side is withheld, and hardly a partner is no candidate.
        #expect(right > leg.truth * 70 / 100 && right < leg.truth * 87 / 100, "\(right)")
        #expect(cases.count - right > 20)
        #expect(cases.contains { !$0.isRight && $0.features.odds > -4 * 1_024 })
        #expect(cases.count { $0.isRight && $0.features.odds > 3 * 1_024 } > right * 8 / 10)
        var all = leg.leg
        all.left.shuffleBySeed(77)
        all.right.shuffleBySeed(78)
        let again = Self.cases(all)
        #expect(Set(again) == Set(cases) && again.count == cases.count)
        #expect(CalibrationLesson(again) == CalibrationLesson(cases))
    }

    @Test("without keys only what people said is known, for it and against it")
    func decided() throws {
        let leg = Self.leg(600, keyed: 0)
        #expect(Self.cases(leg.leg).isEmpty)
        let (lefts, rights) = (LegBuilder.table(leg.leg.left), LegBuilder.table(leg.leg.right))
        var couples: [ApartCouple] = []
        for (l, row) in leg.leg.left.enumerated() {
            guard let r = leg.leg.right.firstIndex(where: { $0.trade == row.trade }) else {
                continue
            }
            couples.append(ApartCouple(left: lefts.identity[l], right: rights.identity[r]))
        }
        let confirmed = Self.cases(leg.leg, confirmed: Array(couples.prefix(50)))
        #expect((45...50).contains(confirmed.count { $0.isRight }))
        // Whose partner is known has no other one.
        #expect(confirmed.contains { !$0.isRight })
        let apart = Self.cases(leg.leg, apart: Array(couples.prefix(50)))
        #expect((45...50).contains(apart.count) && apart.allSatisfy { !$0.isRight })
    }

    @Test("a calibration moves what is said as it says, and a definition without one says the same")
    func applied() throws {
        var leg = Self.leg(2_000, keyed: 5)
        let before = leg.leg.run()
        #expect(before.scores.allSatisfy { $0.firstMillionths == nil })
        // Half as many odds, in bits, and nothing surer than 97 %.
        var stage = SecondStage.identity
        stage.weights[1] = 500_000
        let map = IsotonicMap(points: [
            .init(said: 100, found: 100), .init(said: 970_000, found: 970_000),
        ])
        var rule = ScoredRule()
        rule.calibration = Calibration(stage: stage, map: map, right: 400, wrong: 200)
        leg.leg.definition.passes[1].method = .scored(rule)
        let after = leg.leg.run()
        #expect(!after.scores.isEmpty)
        for answer in after.scores {
            let first = try #require(answer.firstMillionths)
            let own = before.scores.first { $0.left == answer.left && $0.right == answer.right }
            #expect(first == (try #require(own)).probabilityMillionths)
            let said = min(970_000, Self.half(first))
            #expect(abs(answer.probabilityMillionths - said) < 1_000, "\(first)")
        }
        #expect(!after.scores.contains { $0.probabilityMillionths >= 990_000 })
        #expect(after.left.classes.count { $0 == .suggested } > 0)
        // The identity is what the first stage says.
        rule.calibration = Calibration(
            stage: .identity, map: IsotonicMap(points: []), right: 400, wrong: 200)
        leg.leg.definition.passes[1].method = .scored(rule)
        let same = leg.leg.run()
        #expect(same.left.classes == before.left.classes)
        #expect(same.left.partner == before.left.partner)
    }

    /// Millionths at half the log odds: odds of a² to one are odds of a to one.
    private static func half(_ millionths: Int) -> Int {
        let bits = Binary.odds(millionths: millionths) / 2
        return Int(Binary.probability(bits)) * 1_000_000 / 65_536
    }
}
