import Records

/// A schedule made ready for one leg: the fee of a base in a handful of instructions. Whatever does
/// not fit 64 bits goes the exact way through 128.
struct FeePlan {
    /// Rates a channel is known to sell at, in millionths, ascending: where a file shows no rate of
    /// its own, the one that explains most of its fees is its usual rate (docs/formats: 0.2–1.0 %
    /// are seen).
    static let knownRates: [Int64] = [
        0, 2_000, 2_500, 2_800, 3_000, 3_800, 4_500, 5_000, 5_400, 5_500, 6_000, 6_500, 7_000,
        8_000, 9_000, 10_000, 12_000, 15_000, 18_000, 20_000, 25_000, 29_000, 34_000,
    ]

    var rate: Int64
    /// Place of the schedule's own rate among the known ones.
    private let published: Int?
    let isDefault: Bool
    let refunds: FeeSchedule.RefundFee
    /// How far the actual fee may be off, at the leg's fee scale.
    let allowed: Int128
    private let rounding: Rounding
    private let flat: Int64
    private let minimum: Int64?
    private let maximum: Int64?
    /// Decimals of the schedule, of bases and of fees.
    private let ownScale: Int
    private let scale: Int
    private let feeScale: Int
    /// The rate's numerator per unit of rate, and what the product is divided by.
    private let sharpen: Int64
    private let denominator: Int64
    /// From the schedule's scale to the fee scale; 0 = the schedule is finer than the leg.
    private let lift: Int64

    init(_ schedule: FeeSchedule, scale: Int, feeScale: Int) {
        rounding = schedule.rounding
        flat = schedule.flatUnits
        minimum = schedule.minimumUnits
        maximum = schedule.maximumUnits
        ownScale = schedule.scale
        self.scale = scale
        self.feeScale = feeScale
        rate = schedule.rateMillionths
        published = FeePlan.knownRates.firstIndex(of: schedule.rateMillionths)
        isDefault = schedule.isDefault
        refunds = schedule.refunds
        let lifted = max(0, feeScale - schedule.scale)
        allowed = Int128(schedule.toleranceUnits) * Money.raise(1, by: lifted)
        let sharpness = scale - schedule.scale
        sharpen = Int64(Money.raise(1, by: max(0, -sharpness)))
        denominator = Int64(exactly: Money.raise(1_000_000, by: max(0, sharpness))) ?? 0
        lift = schedule.scale <= feeScale ? Int64(Money.raise(1, by: lifted)) : 0
    }

    /// The fee the schedule asks for, at the leg's fee scale: negative, money out.
    func fee(of base: Int128) -> Int128 { fee(of: base, rate: rate) }

    func fee(of base: Int128, rate: Int64) -> Int128 {
        guard denominator > 0, lift > 0, let narrow = Int64(exactly: base.magnitude),
            rate >= 0
        else { return exactFee(of: base, rate: rate) }
        let (sharp, overflow) = narrow.multipliedReportingOverflow(by: sharpen)
        let (numerator, secondOverflow) = sharp.multipliedReportingOverflow(by: rate)
        if overflow || secondOverflow { return exactFee(of: base, rate: rate) }
        let quotient = rounded(numerator)
        let (units, thirdOverflow) = quotient.addingReportingOverflow(flat)
        if thirdOverflow { return exactFee(of: base, rate: rate) }
        let (lifted, fourthOverflow) = clamped(units).multipliedReportingOverflow(by: lift)
        if fourthOverflow { return exactFee(of: base, rate: rate) }
        return -Int128(lifted)
    }

    /// The known rates that make just this fee: a stretch of them, because a fee never falls as the
    /// rate rises. Most fees show the published rate, so the search starts there.
    func explaining(_ actual: Int128, base: Int128) -> Range<Int> {
        let rates = FeePlan.knownRates
        var low = 0
        var high = rates.count
        if let published, fee(of: base, rate: rates[published]) == actual {
            low = published
            high = published
        }
        while low < high {
            let middle = (low + high) / 2
            // Fees are negative: a greater one has the lower rate.
            if fee(of: base, rate: rates[middle]) > actual {
                low = middle + 1
            } else {
                high = middle
            }
        }
        while low > 0, fee(of: base, rate: rates[low - 1]) == actual { low -= 1 }
        while high < rates.count, fee(of: base, rate: rates[high]) == actual { high += 1 }
        return low..<high
    }

    private func clamped(_ units: Int64) -> Int64 {
        var units = units
        if let minimum { units = max(units, minimum) }
        if let maximum { units = min(units, maximum) }
        return units
    }

    /// `Rounding.divide` for a numerator that is not negative.
    private func rounded(_ numerator: Int64) -> Int64 {
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        if remainder == 0 { return quotient }
        // Compared without doubling, which could overflow.
        let rest = denominator - remainder
        switch rounding {
        case .down, .floor: return quotient
        case .up, .ceiling: return quotient + 1
        case .halfUp: return remainder >= rest ? quotient + 1 : quotient
        case .halfEven:
            if remainder == rest { return quotient + quotient % 2 }
            return remainder > rest ? quotient + 1 : quotient
        }
    }

    /// The fee in 128 bits, whatever the amounts.
    func exactFee(of base: Int128, rate: Int64) -> Int128 {
        let sharpness = scale - ownScale
        let numerator = Int128(base.magnitude) * Int128(rate)
        var units: Int128
        if sharpness >= 0 {
            units = rounding.divide(
                numerator, by: Money.raise(1_000_000, by: sharpness))
        } else {
            units = rounding.divide(
                Money.raise(numerator, by: -sharpness), by: 1_000_000)
        }
        units += Int128(flat)
        if let minimum { units = max(units, Int128(minimum)) }
        if let maximum { units = min(units, Int128(maximum)) }
        if ownScale <= feeScale { return -Money.raise(units, by: feeScale - ownScale) }
        return -rounding.divide(units, by: Money.raise(1, by: ownScale - feeScale))
    }
}
