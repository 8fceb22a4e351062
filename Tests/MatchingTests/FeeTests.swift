import Records
import Testing

@testable import Matching

@Suite("Fees") struct FeeTests {
    typealias Row = LegBuilder.Row

    static func schedule(_ rate: Int64, isDefault: Bool = false) -> FeeSchedule {
        var schedule = FeeSchedule(channel: "alipay")
        schedule.rateMillionths = rate
        schedule.isDefault = isDefault
        return schedule
    }

    static func leg(_ fees: [(amount: Int64, fee: Int64, rate: Int32)], _ schedule: FeeSchedule)
        -> LegBuilder
    {
        var leg = LegBuilder()
        leg.definition.feeSchedules = [schedule]
        for (index, row) in fees.enumerated() {
            let at = LegBuilder.at(12, Int64(index))
            leg.left.append(Row(reference: "O\(index)", amount: row.amount, at: at, kind: .order))
            leg.right.append(
                Row(
                    reference: "O\(index)", amount: row.amount, at: at, fee: row.fee, rate: row.rate
                ))
        }
        return leg
    }

    @Test("A doubled fee is fee_mismatch: actual − expected")
    func doubled() {
        let leg = Self.leg(
            [(9800, -118, -1), (990, -6, -1), (2800, -17, -1), (1, 0, -1)],
            Self.schedule(6000, isDefault: true))
        let outcome = leg.run()
        #expect(LegBuilder.words(outcome.breaks) == ["fee_mismatch fee_doubled -0.59 CNY"])
        #expect(outcome.breaks[0].expectedFee?.decimal == "-0.59")
        #expect(outcome.breaks[0].actualFee?.decimal == "-1.18")
        #expect(outcome.closes)
    }

    @Test("A row that states another rate than usual is a rate anomaly")
    func statedRate() {
        let leg = Self.leg(
            [(990, -6, 6000), (2800, -17, 6000), (1000, -10, 10_000)],
            Self.schedule(6000, isDefault: true))
        #expect(
            LegBuilder.words(leg.run().breaks) == ["fee_mismatch fee_rate_anomaly -0.04 CNY"])
    }

    @Test("A published default gives way to the rate most rows show")
    func usualRate() {
        let leg = Self.leg(
            [(10_000, -38, -1), (20_000, -76, -1), (30_000, -114, -1), (50_000, -300, -1)],
            Self.schedule(6000, isDefault: true))
        #expect(LegBuilder.words(leg.run().breaks) == ["fee_mismatch fee_differs -1.10 CNY"])
    }

    @Test("A schedule the user states does not give way")
    func statedSchedule() {
        let leg = Self.leg([(10_000, -38, -1)], Self.schedule(6000))
        #expect(LegBuilder.words(leg.run().breaks) == ["fee_mismatch fee_differs 0.22 CNY"])
    }

    struct Expectation: Sendable {
        var amount: Int128
        var rate: Int64
        var rounding = Rounding.halfUp
        var flat: Int64 = 0
        var minimum: Int64?
        var maximum: Int64?
        var fee: Int128
    }

    @Test(
        "The expected fee is rounded as named",
        arguments: [
            Expectation(amount: 990, rate: 6000, fee: -6),
            Expectation(amount: 75, rate: 6000, rounding: .down, fee: 0),
            Expectation(amount: 75, rate: 6000, rounding: .up, fee: -1),
            Expectation(amount: 250, rate: 6000, rounding: .halfEven, fee: -2),
            Expectation(amount: 250, rate: 6000, fee: -2),
            Expectation(amount: 1, rate: 6000, fee: 0),
            Expectation(amount: 1, rate: 6000, minimum: 8, fee: -8),
            Expectation(amount: 1_000_000, rate: 6000, maximum: 2500, fee: -2500),
            Expectation(amount: 2_500_000, rate: 0, flat: 24, fee: -24),
        ])
    func expected(_ row: Expectation) {
        var schedule = Self.schedule(row.rate)
        schedule.rounding = row.rounding
        schedule.flatUnits = row.flat
        schedule.minimumUnits = row.minimum
        schedule.maximumUnits = row.maximum
        #expect(FeePlan(schedule, scale: 2, feeScale: 2).fee(of: row.amount) == row.fee)
    }

    @Test(
        "In 64 bits and in 128 a fee is the same, and its rates are found without trying them all",
        arguments: Rounding.allCases)
    func narrowFees(_ rounding: Rounding) {
        var random = RandomLeg.Random(state: 6)
        for round in 0..<400 {
            var schedule = Self.schedule(random.pick(FeePlan.knownRates))
            schedule.rounding = rounding
            schedule.flatUnits = Int64(random.below(4))
            if random.one(in: 3) { schedule.minimumUnits = Int64(random.below(9)) }
            if random.one(in: 3) { schedule.maximumUnits = Int64(random.below(90)) + 9 }
            schedule.scale = random.below(6)
            let scale = random.pick([2, 2, 6, 9, 18])
            let plan = FeePlan(schedule, scale: scale, feeScale: max(scale, random.below(7)))
            var base = Int128(random.below(100_000)) * Int128(random.pick([1, 1, 1_000_000]))
            if round % 7 == 0 { base *= 1 << 62 }
            #expect(plan.fee(of: base) == plan.exactFee(of: base, rate: plan.rate))
            let actual = plan.fee(of: base, rate: random.pick(FeePlan.knownRates))
            let tried = FeePlan.knownRates.indices.filter {
                plan.fee(of: base, rate: FeePlan.knownRates[$0]) == actual
            }
            #expect(Array(plan.explaining(actual, base: base)) == tried)
            #expect(
                plan.explaining(actual + 1, base: base).allSatisfy {
                    plan.fee(of: base, rate: FeePlan.knownRates[$0]) == actual + 1
                })
        }
    }

    @Test("A dated schedule holds from its day on, the later one first")
    func dated() {
        var leg = Self.leg([(10_000, -60, -1)], Self.schedule(3800))
        var later = Self.schedule(6000)
        later.from = Day("2026-06-01")
        leg.definition.feeSchedules.append(later)
        #expect(leg.run().breaks.isEmpty)
        leg.definition.feeSchedules[1].from = Day("2026-06-02")
        #expect(leg.run().breaks.count == 1)
    }

    @Test("Fee rows of a fund bill must sum to the fees beside the trades")
    func fundRows() {
        var leg = LegBuilder()
        var key = KeyRule(parts: [KeyRule.Part(left: .channel, right: .channel)])
        key.kind = true
        leg.definition.passes = [Pass(name: "exact", method: .exact(key))]
        leg.definition.comparesFeeRows = true
        let at = LegBuilder.at(12)
        leg.left = [
            Row(reference: "A", amount: 4550, at: at, trade: "T1", fee: -27),
            Row(reference: "A", amount: -2000, at: at, kind: .refund, trade: "T1", fee: 12),
            Row(reference: "B", amount: 100, at: at, trade: "T2", fee: -1),
        ]
        leg.right = [
            Row(amount: 4550, at: at, trade: "T1"),
            Row(amount: -27, at: at, kind: .fee, trade: "T1"),
            Row(amount: -2000, at: at, kind: .refund, trade: "T1"),
            Row(amount: 12, at: at, kind: .fee, trade: "T1", tag: 1),
            Row(amount: 100, at: at, trade: "T2"), Row(amount: -3, at: at, kind: .fee, trade: "T2"),
            Row(amount: -4000, at: at, kind: .payout),
        ]
        let outcome = leg.run()
        #expect(LegBuilder.words(outcome.breaks) == ["fee_mismatch fee_differs -0.02 CNY"])
        #expect(outcome.closes)
    }
}
