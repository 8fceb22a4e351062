import Records

extension LegWork {
    /// Rates a channel is known to sell at, in millionths: where a file shows no rate of its own,
    /// the one that explains most of its fees is its usual rate (docs/formats: 0.2–1.0 % are seen).
    static let knownRates: [Int64] = [
        6_000, 3_800, 2_000, 2_500, 2_800, 3_000, 4_500, 5_000, 5_400, 5_500, 6_500, 7_000, 8_000,
        9_000, 10_000, 12_000, 15_000, 18_000, 20_000, 25_000, 29_000, 34_000, 0,
    ]

    /// The schedule of a right entry: the most specific that is in force on its day.
    func schedule(for r: Int) -> Int? {
        guard !definition.feeSchedules.isEmpty else { return nil }
        let (box, row) = position(Int32(r), .right)
        let channel = box.table.channel[row]
        let product = box.table.product[row]
        let day =
            right.time[r] == EntryTable.noTime
            ? nil : Instant(microseconds: right.time[r]).day(in: definition.zone)
        var best: Int?
        for (index, schedule) in definition.feeSchedules.enumerated() {
            guard schedule.channel.isEmpty || schedule.channel == channel,
                schedule.product.isEmpty || schedule.product == product
            else { continue }
            if let day, let from = schedule.from, day < from { continue }
            if let day, let to = schedule.to, day > to { continue }
            if let known = best {
                let current = definition.feeSchedules[known]
                let rank = (schedule.product.isEmpty ? 0 : 1, schedule.from?.number ?? Int32.min)
                let present = (current.product.isEmpty ? 0 : 1, current.from?.number ?? Int32.min)
                if rank <= present { continue }
            }
            best = index
        }
        return best
    }

    /// A published default gives way to the rate that most rows of the leg show: by their own
    /// statement, else by what explains the most fees. Ties go to the published default.
    mutating func findUsualFeeRates() {
        var votes: [Int: [Int64: Int]] = [:]
        for r in 0..<right.count where right.moved[r] && right.group[r] == .sale {
            guard right.fee[r] != AmountColumn.absent, let index = schedule(for: r),
                definition.feeSchedules[index].isDefault
            else { continue }
            if right.statedRate[r] >= 0 {
                votes[index, default: [:]][Int64(right.statedRate[r]), default: 0] += 1
                continue
            }
            for rate in LegWork.knownRates {
                var candidate = definition.feeSchedules[index]
                candidate.rateMillionths = rate
                if expectedFee(candidate, base: right.feeBase[r]) == right.fee[r] {
                    votes[index, default: [:]][rate, default: 0] += 1
                }
            }
        }
        for (index, rates) in votes {
            let published = definition.feeSchedules[index].rateMillionths
            let best = rates.max { a, b in
                (a.value, a.key == published ? 1 : 0, -a.key)
                    < (b.value, b.key == published ? 1 : 0, -b.key)
            }
            if let best { usualRates[index] = best.key }
        }
    }

    /// The fee a schedule asks for, at the leg's fee scale: negative, money out.
    func expectedFee(_ schedule: FeeSchedule, base: Int128) -> Int128 {
        let sharpness = scale - schedule.scale
        let numerator = Int128(base.magnitude) * Int128(schedule.rateMillionths)
        var units: Int128
        if sharpness >= 0 {
            units = schedule.rounding.divide(
                numerator, by: Money.raise(1_000_000, by: sharpness))
        } else {
            units = schedule.rounding.divide(
                Money.raise(numerator, by: -sharpness), by: 1_000_000)
        }
        units += Int128(schedule.flatUnits)
        if let minimum = schedule.minimumUnits { units = max(units, Int128(minimum)) }
        if let maximum = schedule.maximumUnits { units = min(units, Int128(maximum)) }
        if schedule.scale <= feeScale { return -Money.raise(units, by: feeScale - schedule.scale) }
        return -schedule.rounding.divide(units, by: Money.raise(1, by: schedule.scale - feeScale))
    }

    func noteFee(_ r: Int, _ judgement: inout Judgement, _ findings: inout Findings) {
        guard right.fee[r] != AmountColumn.absent, let index = schedule(for: r) else { return }
        var schedule = definition.feeSchedules[index]
        if let usual = usualRates[index] { schedule.rateMillionths = usual }
        var expected = expectedFee(schedule, base: right.feeBase[r])
        if right.group[r] == .refund {
            switch schedule.refunds {
            case .unchecked: return
            case .returned: expected = -expected
            case .kept: expected = 0
            }
        } else if right.group[r] != .sale {
            return
        }
        let actual = right.fee[r]
        let allowed =
            Int128(schedule.toleranceUnits) * Money.raise(1, by: max(0, feeScale - schedule.scale))
        guard Int128((actual - expected).magnitude) > allowed else { return }
        if right.statedRate[r] >= 0, Int64(right.statedRate[r]) != schedule.rateMillionths {
            findings.insert(.feeRateAnomaly)
        } else if expected != 0, actual == 2 * expected {
            findings.insert(.feeDoubled)
        } else {
            findings.insert(actual == 0 ? .feeMissing : .feeDiffers)
        }
        if judgement.entryClass.isBreak { return }
        judgement.entryClass = .feeMismatch
        judgement.difference = actual - expected
        judgement.expectedFee = expected
        judgement.feeRate = schedule.rateMillionths
    }
}
