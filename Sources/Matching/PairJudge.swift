import Records

/// Compares the two entries of a pair. One object per leg: it holds all that is compared, so that a
/// look at a pair hands a reference about and no columns.
final class PairJudge: Sendable {
    let definition: LegDefinition
    let leftBox: ColumnBox
    let rightBox: ColumnBox
    let scale: Int
    /// One per schedule of the definition, with the usual rate where it replaces a default.
    let feePlans: [FeePlan]
    /// What link sources say, and per left entry where in it, −1. Empty without links.
    let facts: [LinkFacts]
    let factOf: [Int32]
    /// Later than this after the left entry is late.
    private let lateMicroseconds: Int64
    private let greatestDrift: UInt128

    var left: SideColumns { _read { yield leftBox.columns } }
    var right: SideColumns { _read { yield rightBox.columns } }

    init(
        _ definition: LegDefinition, _ left: ColumnBox, _ right: ColumnBox, scale: Int,
        feePlans: [FeePlan], facts: [LinkFacts] = [], factOf: [Int32] = []
    ) {
        self.definition = definition
        leftBox = left
        rightBox = right
        self.scale = scale
        self.feePlans = feePlans
        self.facts = facts
        self.factOf = factOf
        lateMicroseconds =
            definition.lateAfterSeconds.map {
                $0 * Instant.microsecondsPerSecond
            } ?? Int64.max
        greatestDrift = (PairJudge.askedDriftMajorUnits * Money.raise(1, by: scale)).magnitude
    }

    /// The same, with what links say.
    func knowing(_ facts: [LinkFacts], _ factOf: [Int32]) -> PairJudge {
        PairJudge(
            definition, leftBox, rightBox, scale: scale, feePlans: feePlans, facts: facts,
            factOf: factOf)
    }

    /// The same, with the rates that are usual.
    func charging(_ plans: [FeePlan]) -> PairJudge {
        PairJudge(
            definition, leftBox, rightBox, scale: scale, feePlans: plans, facts: facts,
            factOf: factOf)
    }

    /// What link sources say of a left entry, if any speaks of it.
    func facts(of l: Int) -> LinkFacts? {
        guard !factOf.isEmpty, factOf[l] >= 0 else { return nil }
        return facts[Int(factOf[l])]
    }

    func linkOf(_ l: Int32) -> Int32 { facts(of: Int(l))?.link ?? -1 }

    /// How far apart asked and ordered may be by a gateway's design (码支付 asks for some cents less
    /// to tell orders apart): one major unit. Beyond, the asked amount is no reading of the
    /// order's.
    static let askedDriftMajorUnits: Int128 = 1

    /// The left amount in the right's currency, or nil where the currencies cannot be compared.
    /// Order: what a link source says was asked, what either row says was asked, the gross.
    func comparedUnits(_ l: Int, _ r: Int) -> (units: Int128, isAsked: Bool)? {
        let currency = right.currency[r]
        let isSale = left.group[l] == .sale
        if isSale, let facts = facts(of: l), facts.asked != AmountColumn.absent,
            facts.askedCurrency == currency
        {
            return (facts.asked, true)
        }
        if isSale, let asked = left.statedAsked(l, currency) { return (asked, true) }
        guard left.currency[l] == currency else { return nil }
        if right.group[r] == .sale, let asked = right.statedAsked(r, currency) {
            let drift = (asked - left.units[l]).magnitude
            if drift <= greatestDrift {
                return (asked, true)
            }
        }
        return (left.units[l], false)
    }

    /// Whether nothing at all is to be said of a pair with equal key: one currency, equal amounts
    /// that moved, in time, the fee right, and no word of links or delivery to weigh.
    @inline(__always)
    func isPlain(_ l: Int, _ r: Int) -> Bool {
        guard left.moved[l], right.moved[r], left.currency[l] == right.currency[r],
            left.units[l] == right.units[r], factOf.isEmpty || factOf[l] < 0,
            left.asked.count == 0, right.asked.count == 0, left.delivery.isEmpty
        else { return false }
        return !isLate(l, r) && isFeeRight(r)
    }

    @inline(__always)
    private func isLate(_ l: Int, _ r: Int) -> Bool {
        let times = (left.time[l], right.time[r])
        guard times.0 != EntryTable.noTime, times.1 != EntryTable.noTime else { return false }
        return times.1 - times.0 > lateMicroseconds
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
        let statuses = (left: left.status[l], right: right.status[r])
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
            let said = facts(of: l)?.saysPaid ?? false
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
        guard isLate(l, r) else { return }
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
        guard !left.delivery.isEmpty, left.group[l] == .sale else { return }
        var finding: Finding?
        switch left.delivery[l] {
        case .deliveredEmpty: finding = .deliveredEmpty
        case .delivered, .partial:
            let delivered = left.places.box(l).table.deliveredAt[left.places.row(l)]
            if delivered != EntryTable.noTime, right.moved[r], right.time[r] != EntryTable.noTime,
                delivered < right.time[r] - PairJudge.clockSkewMicroseconds
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

extension SideColumns {
    /// What the row says was asked of the payer, where it says so in this currency.
    @inline(__always)
    func statedAsked(_ index: Int, _ currency: UInt8) -> Int128? {
        guard asked.count > 0, askedCurrency[index] == currency else { return nil }
        let units = asked[index]
        return units == AmountColumn.absent || units == 0 ? nil : units
    }
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
