import Records

extension LegWork {
    /// Classes what no pass claimed: missing, expected, or ignored by a named rule.
    mutating func classifyLeftovers() {
        let channelReferences = sharedTrades()
        for l in 0..<left.count where !isClaimed(Int32(l), .left) {
            let (entryClass, findings) = classOfOpenLeft(l, channelReferences)
            leftOutcome.classes[l] = entryClass
            leftOutcome.findings[l] = findings
        }
        let salesOnly = !definition.comparesFeeRows
        for r in 0..<right.count where !isClaimed(Int32(r), .right) {
            let (entryClass, findings) = classOfOpenRight(r, salesOnly)
            rightOutcome.classes[r] = entryClass
            rightOutcome.findings[r] = findings
        }
    }

    private mutating func classOfOpenLeft(
        _ l: Int, _ shared: ReferenceIndex?
    ) -> (EntryClass, Findings) {
        guard left.group[l] == .sale || left.group[l] == .refund else {
            return (.ignored, Findings(.notSales))
        }
        if !left.moved[l] {
            if !left.delivery.isEmpty, [.delivered, .partial].contains(left.delivery[l]) {
                return (.statusMismatch, Findings(.deliveredUnpaid))
            }
            return (.ignored, Findings(.unpaid))
        }
        switch timing(left.time[l], definition.expectedWithin) {
        case .outside: return (.ignored, Findings(.outOfPeriod))
        case .atEdge: return (.expected, Findings(.nearCutOff))
        case .dueLater: return (.expected, Findings(.dueLater))
        case .due: break
        }
        var findings = Findings()
        if isKeptApart(l, .left) { findings.insert(.keptApart) }
        let reference = left.reference(.channel, l)
        // A refund names the trade of its own order.
        if left.group[l] == .sale, let shared, !reference.isEmpty,
            let r = shared.find(reference, in: left.places.box(l), right), isClaimed(r, .right)
        {
            findings.insert(.tradeSharedByOrders)
            sharedTradeOf[Int32(l)] = r
        }
        findings.insert(left.group[l] == .refund ? .refundMissingRight : .paidNotInChannel)
        if judge.facts(of: l)?.saysPaid ?? false { findings.insert(.notifiedButGatewayUnpaid) }
        return (.missingRight, findings)
    }

    private func classOfOpenRight(_ r: Int, _ salesOnly: Bool) -> (EntryClass, Findings) {
        switch right.group[r] {
        case .sale, .refund: break
        case .fee where !salesOnly: break
        case .fee, .other: return (.ignored, Findings(.notSales))
        }
        let isTransfer = right.kind[r] == .transfer
        // Money that leaves a wallet is a sweep of the merchant's own, no sale.
        if isTransfer, right.units[r] < 0 { return (.ignored, Findings(.notSales)) }
        if !right.moved[r] { return (.ignored, Findings(.unpaid)) }
        switch timing(right.time[r], definition.leftExpectedWithin) {
        case .outside: return (.ignored, Findings(.outOfPeriod))
        case .atEdge: return (.expected, Findings(.nearCutOff))
        case .dueLater: return (.expected, Findings(.dueLater))
        case .due: break
        }
        var findings = Findings()
        if isKeptApart(r, .right) { findings.insert(.keptApart) }
        if right.group[r] == .refund {
            findings.insert(.refundMissingLeft)
        } else if isTransfer {
            findings.insert(.orphanTransfer)
        } else {
            findings.insert(right.reference(.order, r).isEmpty ? .noKey : .orderMissing)
        }
        return (.missingLeft, findings)
    }

    private func isKeptApart(_ index: Int, _ side: Side) -> Bool {
        !apart.isEmpty && apart.partners(of: Int32(index), side) != nil
    }

    private enum Timing { case outside, atEdge, dueLater, due }

    /// Where a moment stands to the period: outside it, within the grace of its edges, not due yet.
    /// `lag`: how long its partner may take.
    private func timing(_ time: Int64, _ lag: Lag) -> Timing {
        guard time != EntryTable.noTime, let period = definition.period else { return .due }
        let grace = definition.graceSeconds * Instant.microsecondsPerSecond
        let (start, end) = (period.start.microseconds, period.end.microseconds)
        if time < start - grace || time >= end + grace { return .outside }
        if time < start + grace || time >= end - grace { return .atEdge }
        if !lag.isNone {
            let own = Instant(microseconds: time).day(in: definition.zone)
            let due = definition.calendar.day(own, after: lag)
            let last = Instant(microseconds: end - 1).day(in: definition.zone)
            if due >= last { return .dueLater }
        }
        return .due
    }

    /// The day on which an expected item becomes a break: the one after it is due. Near the cut-off
    /// the next day's file comes first.
    func breakDay(_ time: Int64, _ findings: Findings, _ side: Side) -> Day? {
        guard time != EntryTable.noTime else { return nil }
        let day = Instant(microseconds: time).day(in: definition.zone)
        let lag = side == .left ? definition.expectedWithin : definition.leftExpectedWithin
        let due = definition.calendar.day(day, after: lag).advanced(by: 1)
        return findings.contains(.dueLater) ? due : max(due, day.advanced(by: 2))
    }

    /// Right entries by channel reference: for "one channel trade for two orders".
    private func sharedTrades() -> ReferenceIndex? {
        guard left.hasAny(.channel) else { return nil }
        let someOpen = (0..<left.count).contains { l in
            !isClaimed(Int32(l), .left) && left.moved[l] && !left.reference(.channel, l).isEmpty
        }
        return someOpen ? ReferenceIndex(.channel, right) : nil
    }
}
