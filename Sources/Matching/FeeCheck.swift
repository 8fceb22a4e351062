import Records

extension LegWork {
    /// A published default gives way to the rate that most rows of the leg show: by their own
    /// statement, else by what explains the most fees. Ties go to the published default.
    mutating func findUsualFeeRates() {
        guard !right.schedule.isEmpty, judge.feePlans.contains(where: \.isDefault) else { return }
        var plans = judge.feePlans
        let counts = feeVotes(plans)
        for index in plans.indices {
            let published = plans[index].rate
            let best = counts[index].max { a, b in
                (a.value, a.key == published ? 1 : 0, -a.key)
                    < (b.value, b.key == published ? 1 : 0, -b.key)
            }
            if let best { plans[index].rate = best.key }
        }
        judge = judge.charging(plans)
    }

    /// Per schedule, how many sales show each rate.
    private func feeVotes(_ plans: [FeePlan]) -> [[Int64: Int]] {
        let rates = FeePlan.knownRates
        var votes = Array(repeating: 0, count: plans.count * rates.count)
        var counts: [[Int64: Int]] = Array(repeating: [:], count: plans.count)
        for r in 0..<right.count where right.moved[r] && right.group[r] == .sale {
            let index = Int(right.schedule[r])
            guard index >= 0, plans[index].isDefault else { continue }
            if !right.statedRate.isEmpty, right.statedRate[r] >= 0 {
                counts[index][Int64(right.statedRate[r]), default: 0] += 1
                continue
            }
            for rate in plans[index].explaining(right.fee[r], base: right.feeBase[r]) {
                votes[index * rates.count + rate] += 1
            }
        }
        for index in plans.indices {
            for (rate, value) in rates.enumerated() where votes[index * rates.count + rate] > 0 {
                counts[index][value, default: 0] += votes[index * rates.count + rate]
            }
        }
        return counts
    }
}

extension PairJudge {
    /// The fee that is asked of a right entry, `absent` where none is checked.
    private func expectedFee(_ r: Int, _ plan: FeePlan) -> Int128 {
        switch right.group[r] {
        case .sale: return plan.fee(of: right.feeBase[r])
        case .refund:
            switch plan.refunds {
            case .unchecked: return AmountColumn.absent
            case .returned: return -plan.fee(of: right.feeBase[r])
            case .kept: return 0
            }
        case .fee, .other: return AmountColumn.absent
        }
    }

    /// Whether the fee of a right entry is what its schedule asks, or nobody asks.
    func isFeeRight(_ r: Int) -> Bool {
        guard !right.schedule.isEmpty, right.schedule[r] >= 0 else { return true }
        let plan = feePlans[Int(right.schedule[r])]
        let expected = expectedFee(r, plan)
        if expected == AmountColumn.absent { return true }
        return Int128((right.fee[r] - expected).magnitude) <= plan.allowed
    }

    func noteFee(_ r: Int, _ judgement: inout Judgement, _ findings: inout Findings) {
        guard !right.schedule.isEmpty, right.schedule[r] >= 0 else { return }
        let plan = feePlans[Int(right.schedule[r])]
        let expected = expectedFee(r, plan)
        if expected == AmountColumn.absent { return }
        let actual = right.fee[r]
        guard Int128((actual - expected).magnitude) > plan.allowed else { return }
        let stated = right.statedRate.isEmpty ? -1 : Int64(right.statedRate[r])
        if stated >= 0, stated != plan.rate {
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
        judgement.feeRate = plan.rate
    }
}
