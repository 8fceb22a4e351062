import Records

/// What a channel took of its sales: the rate that explains most fees to the unit, and how.
package struct LearntFee: Sendable, Equatable {
    package var channel: String
    package var product: String
    /// Sales with a fee.
    package private(set) var rows = 0
    /// Of those, how many the schedule explains to the unit.
    package private(set) var explained = 0
    /// nil: no rate explains enough of them.
    package private(set) var schedule: FeeSchedule?

    /// One sale; both at the same scale, the fee as what was taken (≥ 0).
    package struct Sale: Sendable {
        package var base: Int64
        package var fee: Int64

        package init(base: Int64, fee: Int64) {
            self.base = base
            self.fee = fee
        }
    }

    /// Fewer sales are no schedule.
    package static let rowLimit = 30
    /// Fewer prices than these fit many rates.
    package static let priceLimit = 5
    /// So many of a hundred must be explained.
    package static let share = 95
    /// Sales that rates are sought in; all are asked whether they agree.
    static let sample = 20_000
    /// What gateways add to a rate, in units at two decimals.
    private static let flats: [Int64] = [0, 5, 10, 15, 20, 25, 30, 35, 49, 50, 100]
    private static let roundings: [Rounding] = [.halfUp, .down, .up, .halfEven]

    package init(channel: String, product: String, _ sales: [Sale], scale: Int) {
        self.channel = channel
        self.product = product
        let positive = sales.filter {
            $0.base > 0 && $0.fee >= 0 && $0.base < Int64.max / 4_000_000
        }
        rows = positive.count
        guard rows >= LearntFee.rowLimit, scale <= 6 else { return }
        let (usable, scale) = LearntFee.rounded(positive, scale: scale)
        // One price, or one fee of few prices, fits any rate.
        let (prices, taken) = (Set(usable.map(\.base)).count, Set(usable.map(\.fee)).count)
        guard prices >= LearntFee.priceLimit else { return }
        let stride = max(1, usable.count / LearntFee.sample)
        let sample = Swift.stride(from: 0, to: usable.count, by: stride).map { usable[$0] }
        let lift = Int64(Money.raise(1, by: max(0, scale - 2)))
        var best: FeeSchedule?
        let usual = LearntFee.commonest(usable.map(\.fee)) / lift
        for flat in LearntFee.flats + [usual] {
            for rounding in LearntFee.roundings {
                guard let rate = LearntFee.rate(sample, flat: flat * lift, rounding) else {
                    continue
                }
                var found = FeeSchedule(channel: channel)
                found.product = product
                found.rateMillionths = rate
                found.flatUnits = flat * lift
                found.scale = scale
                found.rounding = rounding
                let count = LearntFee.explained(usable, by: found)
                // Something more complicated must be better by more than one in a hundred.
                if count > explained + (best == nil ? -1 : rows / 100) {
                    explained = count
                    best = found
                }
            }
            if explained * 100 >= rows * LearntFee.share { break }
        }
        guard var best, best.rateMillionths == 0 || taken >= 3 else { return }
        bound(&best, usable)
        if explained * 100 >= rows * LearntFee.share { schedule = best }
    }

    /// At the decimals that fees are rounded to: "0.59000" is rounded to two. Those that one in a
    /// hundred has beyond are left out, as fees that no schedule explains.
    private static func rounded(_ sales: [Sale], scale: Int) -> (sales: [Sale], scale: Int) {
        var (kept, scale) = (sales, scale)
        while scale > 2 {
            let next = kept.filter { $0.base % 10 == 0 && $0.fee % 10 == 0 }
            guard next.count * 100 >= sales.count * 99 else { break }
            kept = next.map { Sale(base: $0.base / 10, fee: $0.fee / 10) }
            scale -= 1
        }
        return (kept, scale)
    }

    /// The least of the commonest.
    private static func commonest(_ fees: [Int64]) -> Int64 {
        var counts: [Int64: Int] = [:]
        for fee in fees { counts[fee, default: 0] += 1 }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
    }

    /// A least or a greatest fee, where most of what is not explained has the same one.
    private mutating func bound(_ schedule: inout FeeSchedule, _ sales: [Sale]) {
        let plan = FeePlan(schedule, scale: schedule.scale, feeScale: schedule.scale)
        var (above, below): ([Int64: Int], [Int64: Int]) = ([:], [:])
        for sale in sales {
            let expected = Int64(-plan.fee(of: Int128(sale.base)))
            if sale.fee > expected { above[sale.fee, default: 0] += 1 }
            if sale.fee < expected { below[sale.fee, default: 0] += 1 }
        }
        func most(_ counts: [Int64: Int]) -> Int64? {
            counts.filter { $0.value >= 5 }.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        }
        let (minimum, maximum) = (most(above), most(below).flatMap { $0 > 0 ? $0 : nil })
        let free = schedule
        for (least, greatest) in [(minimum, nil), (nil, maximum), (minimum, maximum)]
        where (least != nil || greatest != nil) && least != greatest {
            var one = free
            (one.minimumUnits, one.maximumUnits) = (least, greatest)
            let count = LearntFee.explained(sales, by: one)
            if count > explained {
                explained = count
                schedule = one
            }
        }
    }

    /// The rates in millionths that come to just this fee.
    private static func rates(
        _ base: Int64, _ fee: Int64, _ rounding: Rounding
    ) -> (low: Int64, high: Int64) {
        let million: Int64 = 1_000_000
        func least(_ numerator: Int64, _ denominator: Int64) -> Int64 {
            max(0, (numerator + denominator - 1) / denominator)
        }
        switch rounding {
        case .down, .floor:
            return (least(fee * million, base), least((fee + 1) * million, base) - 1)
        case .up, .ceiling:
            return (fee == 0 ? 0 : (fee - 1) * million / base + 1, fee * million / base)
        case .halfUp, .halfEven:
            let low = fee == 0 ? 0 : least((2 * fee - 1) * million, 2 * base)
            return (low, least((2 * fee + 1) * million, 2 * base) - 1)
        }
    }

    private static func explained(_ sales: [Sale], by schedule: FeeSchedule) -> Int {
        let plan = FeePlan(schedule, scale: schedule.scale, feeScale: schedule.scale)
        return sales.count { -plan.fee(of: Int128($0.base)) == Int128($0.fee) }
    }

    /// The rate in millionths that explains most fees, the roundest of those: each sale allows a
    /// stretch of rates, and where most stretches overlap is the rate.
    private static func rate(_ sales: [Sale], flat: Int64, _ rounding: Rounding) -> Int64? {
        var ends: [(at: Int64, step: Int)] = []
        ends.reserveCapacity(2 * sales.count)
        for sale in sales where sale.fee >= flat {
            let rates = rates(sale.base, sale.fee - flat, rounding)
            guard rates.low <= rates.high else { continue }
            ends.append((rates.low, 1))
            ends.append((rates.high + 1, -1))
        }
        ends.sort { ($0.at, $0.step) < ($1.at, $1.step) }
        var (depth, deepest, stretch): (Int, Int, ClosedRange<Int64>?) = (0, 0, nil)
        for place in ends.indices {
            depth += ends[place].step
            if depth > deepest, place + 1 < ends.count, ends[place + 1].at > ends[place].at {
                deepest = depth
                stretch = ends[place].at...(ends[place + 1].at - 1)
            }
        }
        guard let stretch else { return nil }
        for step in [10_000, 1_000, 500, 100, 50, 10, 1] as [Int64] {
            let round = (stretch.lowerBound + step - 1) / step * step
            if stretch.contains(round) { return round }
        }
        return nil
    }
}
