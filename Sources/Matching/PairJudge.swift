import Records

/// What a pair is: its class, what else holds, and the amount of the break if it is one.
struct Judgement: Hashable {
    var entryClass: EntryClass
    var findings = Findings()
    /// right − left at the leg's scale (a fee break: actual − expected at the fee scale).
    var difference: Int128 = 0
    /// What the left side was compared with, in the right's currency.
    var compared: Int128 = 0
    var expectedFee = AmountColumn.absent
    var feeRate: Int64 = -1
}

extension LegWork {
    /// How far apart asked and ordered may be by a gateway's design (码支付 asks for some cents less
    /// to tell orders apart): one major unit. Beyond, the asked amount is no reading of the
    /// order's.
    static let askedDriftMajorUnits: Int128 = 1

    /// The left amount in the right's currency, or nil where the currencies cannot be compared.
    /// Order: what a link source says was asked, what either row says was asked, the gross.
    func comparedUnits(_ l: Int, _ r: Int) -> (units: Int128, isAsked: Bool)? {
        let currency = right.currency[r]
        if !linkFacts.isEmpty, let facts = linkFacts[Int32(l)], facts.asked != AmountColumn.absent,
            facts.askedCurrency == currency, left.group[l] == .sale
        {
            return (facts.asked, true)
        }
        if hasAsked.left, left.group[l] == .sale, let asked = statedAsked(Int32(l), .left, currency)
        {
            return (asked, true)
        }
        guard left.currency[l] == currency else { return nil }
        if hasAsked.right, right.group[r] == .sale,
            let asked = statedAsked(Int32(r), .right, currency)
        {
            let drift = (asked - left.units[l]).magnitude
            if drift <= (LegWork.askedDriftMajorUnits * Money.raise(1, by: scale)).magnitude {
                return (asked, true)
            }
        }
        return (left.units[l], false)
    }

    private func statedAsked(_ index: Int32, _ side: Side, _ currency: UInt8) -> Int128? {
        let (box, row) = position(index, side)
        guard let asked = box.table.asked(ofRow: row), !asked.isZero,
            asked.currency == currencies[Int(currency)]
        else { return nil }
        return asked.rescaled(to: scale).units
    }

    /// Judges a pair with equal key. Precedence (docs/reconciliation.md §3): currency, amount,
    /// status, fee, date; what else holds is listed as a further finding.
    func judge(_ l: Int, _ r: Int, tolerance: AmountTolerance?) -> Judgement {
        var findings = Findings()
        guard let compared = comparedUnits(l, r) else {
            findings.insert(.currencyDiffers)
            return Judgement(
                entryClass: .currencyMismatch, findings: findings,
                difference: right.moved[r] ? right.units[r] : 0)
        }
        let paid = (left: left.moved[l], right: right.moved[r])
        if !paid.left, !paid.right {
            return Judgement(entryClass: .ignored, findings: Findings(.unpaid))
        }
        var judgement = Judgement(entryClass: .matched, compared: compared.units)
        let difference = right.units[r] - compared.units
        if difference != 0, paid.right {
            if let tolerance, tolerance.allows(difference, of: compared.units, scale: scale) {
                judgement.entryClass = .matchedWithinTolerance
                judgement.difference = difference
            } else {
                judgement.entryClass = .amountMismatch
                judgement.difference = difference
                findings.insert(amountFinding(l, difference))
            }
        }
        noteStatus(l, r, paid, &judgement, &findings)
        if paid.left, paid.right { noteFee(r, &judgement, &findings) }
        noteDate(l, r, &judgement, &findings)
        noteDelivery(l, r, &judgement, &findings)
        judgement.findings = findings
        return judgement
    }

    private func amountFinding(_ l: Int, _ difference: Int128) -> Finding {
        if left.group[l] == .refund { return .refundAmountDiffers }
        return difference < 0 ? .underpaid : .overpaid
    }

    private func noteStatus(
        _ l: Int, _ r: Int, _ paid: (left: Bool, right: Bool), _ judgement: inout Judgement,
        _ findings: inout Findings
    ) {
        guard paid.left != paid.right else { return }
        let (box, row) = position(Int32(l), .left)
        let (rightBox, rightRow) = position(Int32(r), .right)
        let statuses = (left: box.table.status[row], right: rightBox.table.status[rightRow])
        let equivalent = definition.statusEquivalences.contains {
            $0.left == statuses.left && $0.right == statuses.right
        }
        if equivalent { return }
        if paid.right {
            switch statuses.left {
            case .expired: findings.insert(.paidOrderExpired)
            case .closed, .failed: findings.insert(.paidOrderClosed)
            default: findings.insert(.paidOrderPending)
            }
        } else {
            let said = linkFacts[Int32(l)]?.saysPaid ?? false
            findings.insert(said ? .notifiedButGatewayUnpaid : .gatewayUnpaid)
        }
        if judgement.entryClass.isBreak { return }
        judgement.entryClass = .statusMismatch
        judgement.difference =
            (paid.right ? right.units[r] : 0) - (paid.left ? judgement.compared : 0)
    }

    private func noteDate(
        _ l: Int, _ r: Int, _ judgement: inout Judgement, _ findings: inout Findings
    ) {
        guard let late = definition.lateAfterSeconds, left.time[l] != EntryTable.noTime,
            right.time[r] != EntryTable.noTime,
            right.time[r] - left.time[l] > late * Instant.microsecondsPerSecond
        else { return }
        findings.insert(.late)
        if judgement.entryClass.isBreak { return }
        judgement.entryClass = .dateMismatch
        judgement.difference = right.units[r] - judgement.compared
    }

    /// Delivery faults of a paid order: delivered before the money, or with an empty or apology
    /// secret.
    private func noteDelivery(
        _ l: Int, _ r: Int, _ judgement: inout Judgement, _ findings: inout Findings
    ) {
        guard hasDelivery, left.group[l] == .sale else { return }
        let (box, row) = position(Int32(l), .left)
        let delivered = box.table.deliveredAt[row]
        var finding: Finding?
        switch box.table.delivery[row] {
        case .deliveredEmpty: finding = .deliveredEmpty
        case .delivered, .partial:
            if delivered != EntryTable.noTime, right.moved[r], right.time[r] != EntryTable.noTime,
                delivered < right.time[r] - LegWork.clockSkewMicroseconds
            {
                finding = .deliveredBeforePaid
            }
        case .unknown: break
        case .pending:
            if left.moved[l], right.moved[r] { findings.insert(.paidUndelivered) }
        }
        guard let finding else { return }
        findings.insert(finding)
        if judgement.entryClass.isBreak { return }
        judgement.entryClass = .statusMismatch
        judgement.difference = right.units[r] - judgement.compared
    }

    /// Clocks of shop and channel differ by seconds; a delivery a minute ahead of the payment does
    /// not.
    static let clockSkewMicroseconds: Int64 = 60 * Instant.microsecondsPerSecond
}

extension AmountTolerance {
    /// Whether `difference` = right − left lies within. The greatest of the stated allowances
    /// holds.
    func allows(_ difference: Int128, of left: Int128, scale: Int) -> Bool {
        switch direction {
        case .over where difference < 0: return false
        case .under where difference > 0: return false
        default: break
        }
        let raise = max(0, absoluteScale - scale)
        let unit = Money.raise(1, by: max(0, scale - absoluteScale))
        let magnitude = Int128(difference.magnitude) * Money.raise(1, by: raise)
        var allowed = Int128(absoluteUnits) * unit
        if millionths > 0 {
            var share =
                Int128(left.magnitude) * Money.raise(1, by: raise) * Int128(millionths)
                / 1_000_000
            if let capUnits { share = min(share, Int128(capUnits) * unit) }
            allowed = max(allowed, share)
        }
        return magnitude <= allowed
    }
}
