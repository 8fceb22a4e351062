import Records

extension LegWork {
    /// Everything decided, written down: matches, breaks, expected items, the statement.
    func outcome() -> LegOutcome {
        var breaks: [Break] = []
        var expected: [Break] = []
        for pair in pairs where pair.verdict.entryClass.isBreak { breaks.append(pairBreak(pair)) }
        for found in feeRowBreaks { breaks.append(feeRowBreak(found)) }
        for l in 0..<left.count where !isInPair(leftOutcome, l) {
            let entryClass = leftOutcome.classes[l]
            if entryClass == .expected { expected.append(singleBreak(Int32(l), .left)) }
            if entryClass.isBreak { breaks.append(singleBreak(Int32(l), .left)) }
        }
        for r in 0..<right.count where !isInPair(rightOutcome, r) {
            let entryClass = rightOutcome.classes[r]
            if entryClass == .expected { expected.append(singleBreak(Int32(r), .right)) }
            if entryClass.isBreak, entryClass != .feeMismatch {
                breaks.append(singleBreak(Int32(r), .right))
            }
        }
        return LegOutcome(
            definition: definition, left: leftOutcome, right: rightOutcome, links: linkOutcome,
            matches: matches(), breaks: sorted(breaks), expected: sorted(expected),
            statement: statement())
    }

    /// Mismatches are told once, by their pair; duplicates, ambiguous and missing by the entry.
    private func isInPair(_ side: SideOutcome, _ index: Int) -> Bool {
        switch side.classes[index] {
        case .amountMismatch, .currencyMismatch, .dateMismatch: true
        case .statusMismatch, .feeMismatch: side.partner[index] >= 0 && side.pass[index] != 255
        default: false
        }
    }

    private func sorted(_ breaks: [Break]) -> [Break] {
        breaks.sorted { a, b in
            let times = (
                a.occurredAt?.microseconds ?? Int64.min, b.occurredAt?.microseconds ?? Int64.min
            )
            return times.0 != times.1 ? times.0 < times.1 : a.id < b.id
        }
    }

    /// definition (without its version) + leg + identity of the anchor entry + currency.
    private func id(anchor: Int32, _ side: Side, _ currency: Currency, salt: UInt64 = 0) -> Hash128
    {
        var hasher = Hasher128(seed: salt)
        hasher.combine(definition.definition)
        hasher.combine(definition.name)
        let anchor = identity(anchor, side)
        hasher.combine(word: anchor.high)
        hasher.combine(word: anchor.low)
        hasher.combine(word: currency.packed)
        return hasher.finalize()
    }

    private func pairBreak(_ pair: Pair) -> Break {
        let verdict = pair.verdict
        let currency = currencies[Int(right.currency[Int(pair.right)])]
        let isFee = verdict.entryClass == .feeMismatch
        let amount = Money(
            units: verdict.difference, scale: isFee ? feeScale : scale, currency: currency)
        var found = Break(
            id: id(anchor: pair.left, .left, currency), entryClass: verdict.entryClass,
            findings: verdict.findings, severity: severity(amount), amount: amount.canonical)
        found.left = pair.left
        found.right = pair.right
        found.link = pair.link >= 0 ? pair.link : linkFacts[pair.left]?.link ?? -1
        fillAmounts(&found)
        if isFee {
            found.expectedFee =
                Money(
                    units: verdict.expectedFee, scale: feeScale, currency: currency
                ).canonical
            found.actualFee =
                Money(
                    units: right.fee[Int(pair.right)], scale: feeScale, currency: currency
                ).canonical
            found.feeRateMillionths = verdict.feeRate
        }
        fillTimes(&found, right.time[Int(pair.right)])
        return found
    }

    private func feeRowBreak(
        _ fee: (right: Int32, left: Int32, difference: Int128, stated: Int128)
    ) -> Break {
        let currency = currencies[Int(right.currency[Int(fee.right)])]
        let amount = Money(units: fee.difference, scale: feeScale, currency: currency)
        var found = Break(
            id: id(anchor: fee.right, .right, currency), entryClass: .feeMismatch,
            findings: rightOutcome.findings[Int(fee.right)], severity: severity(amount),
            amount: amount.canonical)
        found.left = fee.left
        found.right = fee.right
        fillAmounts(&found)
        found.expectedFee = Money(units: fee.stated, scale: feeScale, currency: currency).canonical
        found.actualFee =
            Money(
                units: fee.stated + fee.difference, scale: feeScale, currency: currency
            ).canonical
        fillTimes(&found, right.time[Int(fee.right)])
        return found
    }

    private func singleBreak(_ index: Int32, _ side: Side) -> Break {
        let columns = side == .left ? left : right
        let outcome = side == .left ? leftOutcome : rightOutcome
        let entryClass = outcome.classes[Int(index)]
        let currency = currencies[Int(columns.currency[Int(index)])]
        let units = columns.moved[Int(index)] ? columns.units[Int(index)] : 0
        let amount = Money(
            units: side == .left ? -units : units, scale: scale, currency: currency)
        var found = Break(
            id: id(anchor: index, side, currency, salt: side == .left ? 0 : 1),
            entryClass: entryClass, findings: outcome.findings[Int(index)],
            severity: severity(amount), amount: amount.canonical)
        if side == .left { found.left = index } else { found.right = index }
        fillAmounts(&found)
        found.link = side == .left ? linkFacts[index]?.link ?? -1 : -1
        found.nearest =
            side == .left
            ? sharedTradeOf[index] ?? outcome.partner[Int(index)] : outcome.partner[Int(index)]
        if side == .right { found.candidates = rivalsOfRight[index] ?? [] }
        fillTimes(&found, columns.time[Int(index)])
        if entryClass == .expected {
            found.breakOn = breakDay(columns.time[Int(index)], found.findings)
        }
        return found
    }

    private func fillAmounts(_ found: inout Break) {
        if found.left >= 0 {
            let l = Int(found.left)
            found.leftAmount = money(left.units[l], left.currency[l]).canonical
        }
        if found.right >= 0 {
            let r = Int(found.right)
            found.rightAmount = money(right.units[r], right.currency[r]).canonical
        }
    }

    private func fillTimes(_ found: inout Break, _ time: Int64) {
        guard time != EntryTable.noTime else { return }
        let moment = Instant(microseconds: time)
        found.occurredAt = moment
        let day = moment.day(in: definition.zone)
        found.breakOn = day
        if let period = definition.period {
            let last = Instant(microseconds: period.end.microseconds - 1).day(in: definition.zone)
            found.ageDays = max(0, Int(last.number - day.number))
        }
    }

    private func severity(_ amount: Money) -> Break.Severity {
        let unit = Money.raise(1, by: amount.scale)
        let limits = definition.severityLimits
        let magnitude = Int128(amount.units.magnitude)
        if magnitude >= Int128(limits.critical) * unit { return .critical }
        if magnitude >= Int128(limits.high) * unit { return .high }
        return magnitude >= Int128(limits.medium) * unit ? .medium : .low
    }

    private func matches() -> Matches {
        var matches = Matches()
        let sortedPairs = pairs.filter {
            $0.verdict.entryClass == .matched || $0.verdict.entryClass == .matchedWithinTolerance
        }.sorted { ($0.left, $0.right) < ($1.left, $1.right) }
        for pair in sortedPairs {
            matches.left.append(pair.left)
            matches.right.append(pair.right)
            matches.pass.append(pair.pass)
            matches.entryClass.append(pair.verdict.entryClass)
            matches.findings.append(pair.verdict.findings)
            matches.link.append(pair.link >= 0 ? pair.link : linkFacts[pair.left]?.link ?? -1)
        }
        for split in splits.sorted(by: { ($0.left[0], $0.right[0]) < ($1.left[0], $1.right[0]) }) {
            matches.members[matches.count] = members(of: split)
            matches.left.append(split.left[0])
            matches.right.append(split.right[0])
            matches.pass.append(split.pass)
            matches.entryClass.append(.matched)
            matches.findings.append(split.findings)
            matches.link.append(-1)
        }
        return matches
    }

    private func members(of split: Split) -> [Matches.Member] {
        split.left.map {
            Matches.Member(
                side: .left, index: $0,
                applied: money(left.units[Int($0)], left.currency[Int($0)]).canonical)
        }
            + split.right.map {
                Matches.Member(
                    side: .right, index: $0,
                    applied: money(right.units[Int($0)], right.currency[Int($0)]).canonical)
            }
    }
}
