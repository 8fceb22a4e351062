import Records
import Testing

@testable import Matching

@Suite("What matched history teaches") struct LearningTests {
    typealias Row = LegBuilder.Row

    @Test("Lags: quantiles by rank, and a window that leaves out one in a thousand at most")
    func lags() throws {
        let few = LearntLags((0..<2_999).map { Int64($0 % 60) })
        #expect(few.window == nil && few.quantiles == [0, 2, 29, 56, 59, 59])
        // Ten of ten thousand days late; a clock that is 90 seconds ahead.
        let many = LearntLags(
            (0..<10_000).map { $0 < 10 ? 500_000 : $0 < 30 ? -90 : Int64($0 % 240) })
        let window = try #require(many.window)
        #expect(window == (before: 120, after: 300))
        #expect((many.least, many.greatest, many.outside) == (-90, 500_000, 10))
        #expect(LearntLags([]).pairs == 0)
    }

    @Test("Differences: the commonest, and what a tolerance would let through")
    func differences() {
        let all: [Int64] =
            Array(repeating: 0, count: 900) + Array(repeating: -1, count: 30)
            + Array(repeating: 2, count: 60) + Array(repeating: -5_000, count: 7)
            + Array(repeating: 9, count: 3)
        let found = LearntDifferences(all, scale: 2)
        #expect(found.equal == 900 && found.pairs == 1_000)
        #expect(found.common.map(\.units) == [2, -1, -5_000, 9])
        #expect(found.tolerance == 2 && found.allowed == 90 && found.allowedUnits == 150)
        #expect(LearntDifferences(Array(all.prefix(919)), scale: 2).tolerance == nil)
    }

    struct Price: CustomTestStringConvertible {
        var rate: Int64
        var flat: Int64 = 0
        var rounding = Rounding.halfUp
        var minimum: Int64?
        var maximum: Int64?

        var testDescription: String { "\(rate)+\(flat) \(rounding)" }

        var schedule: FeeSchedule {
            var schedule = FeeSchedule(channel: "c")
            schedule.rateMillionths = rate
            schedule.flatUnits = flat
            schedule.rounding = rounding
            schedule.minimumUnits = minimum
            schedule.maximumUnits = maximum
            return schedule
        }
    }

    @Test(
        "Fees: the schedule that made them is found again, one mistake in fifty or not",
        arguments: [
            Price(rate: 6_000), Price(rate: 3_800), Price(rate: 29_000, flat: 30),
            Price(rate: 6_000, rounding: .down), Price(rate: 5_432),
            Price(rate: 6_000, minimum: 10), Price(rate: 5_000, maximum: 300),
            Price(rate: 10_000, rounding: .up), Price(rate: 0),
        ], [0, 50])
    func fees(_ price: Price, _ wrong: Int) throws {
        var random = SplitMix64(state: 11)
        let plan = FeePlan(price.schedule, scale: 2, feeScale: 2)
        let sales = (0..<2_000).map { place in
            let base = Int64(100 + random.below(99_000))
            let fee = Int64(-plan.fee(of: Int128(base)))
            return LearntFee.Sale(
                base: base, fee: wrong > 0 && place % wrong == 0 ? fee + 7 : fee)
        }
        let found = LearntFee(channel: "c", product: "", sales, scale: 2)
        let schedule = try #require(found.schedule)
        #expect(schedule.rateMillionths == price.rate && schedule.flatUnits == price.flat)
        #expect(schedule.minimumUnits == price.minimum)
        #expect(schedule.maximumUnits == price.maximum)
        #expect(schedule.rounding == price.rounding)
        #expect(found.explained == (wrong > 0 ? 1_960 : 2_000) && found.rows == 2_000)
    }

    @Test("Zeros behind the decimals that fees are rounded to do not count")
    func zeros() throws {
        let plan = FeePlan(Price(rate: 6_000).schedule, scale: 2, feeScale: 2)
        let sales = (0..<600).map { place in
            let base = Int64(990 + place * 37)
            return LearntFee.Sale(
                base: base * 1_000, fee: Int64(-plan.fee(of: Int128(base))) * 1_000)
        }
        let found = LearntFee(channel: "wechat", product: "", sales, scale: 5)
        #expect(found.explained == 600 && found.schedule?.rateMillionths == 6_000)
        #expect(found.schedule?.scale == 2)
    }

    @Test("A fee that is always the same is flat, and of one price nothing is said")
    func flat() throws {
        let many = (0..<100).map { LearntFee.Sale(base: 1_000 + Int64($0) * 10, fee: 24) }
        let schedule = try #require(
            LearntFee(channel: "c", product: "", many, scale: 2).schedule)
        #expect(schedule.rateMillionths == 0 && schedule.flatUnits == 24)
        #expect(schedule.minimumUnits == nil && schedule.maximumUnits == nil)
        let one = Array(repeating: LearntFee.Sale(base: 1_000, fee: 24), count: 100)
        #expect(LearntFee(channel: "c", product: "", one, scale: 2).schedule == nil)
    }

    @Test("Fees that follow no rate, or are few, have no schedule")
    func noFees() {
        var random = SplitMix64(state: 12)
        let sales = (0..<500).map { _ in
            LearntFee.Sale(
                base: Int64(10_000 + random.below(90_000)), fee: Int64(random.below(900)))
        }
        #expect(LearntFee(channel: "c", product: "", sales, scale: 2).schedule == nil)
        let few = Array(repeating: LearntFee.Sale(base: 10_000, fee: 60), count: 29)
        #expect(LearntFee(channel: "c", product: "", few, scale: 2).schedule == nil)
    }

    @Test("Settlement: business days where they make lags alike, days where they do not")
    func settlement() throws {
        let weekends = BusinessCalendar(name: "weekends", weekend: [6, 7])
        let calendars = [BusinessCalendar.everyDay, weekends]
        let start = try #require(Day("2026-06-01"))
        let days = (0..<700).map { start.advanced(by: $0 % 100) }
        let working = LearntSettlement(
            days.map { ($0, weekends.advanced($0, byBusinessDays: 1)) }, calendars: calendars)
        #expect(working.calendar == "weekends" && working.lag == Lag(businessDays: 1))
        #expect(working.later == 0 && working.weekdays[5...] == [0, 0])
        let plain = LearntSettlement(
            days.map { ($0, $0.advanced(by: 2)) }, calendars: calendars)
        #expect(plain.calendar == "none" && plain.lag == Lag(days: 2))
        let few = LearntSettlement(
            days.prefix(299).map { ($0, $0.advanced(by: 2)) }, calendars: calendars)
        #expect(few.lag == nil && few.counts[2] == 299)
    }

    @Test("Of a leg: pairs with a key teach, those that a window chose do not")
    func leg() {
        var leg = LegBuilder()
        leg.definition.passes.append(Pass(name: "near", method: .window(WindowRule())))
        for number in 0..<200 {
            let at = LegBuilder.at(1) + Int64(number) * 60
            let order = Row(
                reference: "A\(number)", amount: 1_000 + Int64(number) * 37, at: at, kind: .order,
                trade: "T\(number)")
            var money = order
            money.kind = .payment
            money.at += 30 + Int64(number % 10)
            money.fee = -((money.amount * 6 + 500) / 1_000)
            if number % 10 == 0 { money.reference = "" }
            if number % 50 == 1 { money.amount -= 1 }
            leg.left.append(order)
            leg.right.append(money)
        }
        let inputs = leg.inputs()
        let lessons = LegLessons(
            Matching.reconcile(leg.definition, inputs), inputs, calendars: [.everyDay])
        #expect(lessons.leg == "orders-alipay" && lessons.keyed == 180)
        #expect(lessons.chosen > 0 && lessons.chosen <= 20)
        #expect(lessons.lags.quantiles.last == 39 && lessons.lags.window == nil)
        #expect(lessons.differences.common == [.init(units: -1, pairs: 4)])
        #expect(lessons.fees.map(\.rows) == [200])
        #expect(lessons.fees.first?.schedule?.rateMillionths == 6_000)
        #expect(lessons.settlement.counts.first == lessons.lags.pairs)
    }

    /// So many batches of two orders each, a day apart, paid out two days later, or a day more.
    private func payouts(
        _ count: Int, by method: Pass.Method, late: Int = 0
    ) -> LegLessons {
        var leg = LegBuilder()
        leg.definition.passes = [Pass(name: "sums", method: method)]
        for number in 0..<count {
            let at = LegBuilder.at(8) + Int64(number) * 86_400
            let amounts = [Int64(10_000 + 7 * number), Int64(900_000 + 1_300 * number)]
            for (part, amount) in amounts.enumerated() {
                leg.left.append(
                    Row(
                        reference: "A\(number)-\(part)", amount: amount, at: at + Int64(part),
                        kind: .order, batch: "B\(number)"))
            }
            leg.right.append(
                Row(
                    amount: amounts[0] + amounts[1],
                    at: at + (number < late ? 3 : 2) * 86_400 + 3_600, kind: .transfer,
                    batch: "B\(number)"))
        }
        let inputs = leg.inputs()
        return LegLessons(
            Matching.reconcile(leg.definition, inputs), inputs, calendars: [.everyDay])
    }

    @Test("Batches and their payouts teach how many days money takes")
    func groups() {
        var rule = GroupRule(key: [.init(left: .batch, right: .batch)])
        let lessons = payouts(320, by: .group(rule))
        // Both orders of a batch are of one day, and count once.
        #expect(lessons.sums == 320 && lessons.settlement.pairs == 320)
        #expect(lessons.settlement.lag == Lag(days: 2) && lessons.keyed == 0)
        #expect(payouts(299, by: .group(rule)).settlement.lag == nil)
        rule.attributes = [.day]
        rule.lag = Lag(days: 2)
        #expect(payouts(320, by: .group(rule)).sums == 0)
    }

    @Test("Proven sums teach days, unless they lie where the pass stops looking")
    func subsets() {
        var rule = SubsetRule()
        rule.structures = [SubsetStructure([.batch], .whole)]
        rule.beforeSeconds = 4 * 86_400
        let lessons = payouts(320, by: .subset(rule), late: 40)
        #expect(lessons.sums == 320 && lessons.settlement.lag == Lag(days: 3))
        #expect(lessons.settlement.counts[2...3] == [280, 40])
        rule.beforeSeconds = 3 * 86_400 + 7_200
        let cut = payouts(320, by: .subset(rule), late: 40)
        #expect(cut.sums == 0 && cut.settlement.pairs == 0)
    }
}
