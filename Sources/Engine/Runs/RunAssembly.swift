import Matching
import Records
import Reports
import Statements

/// Puts sources and legs together: balances, orders without money, the verdict with its reasons.
struct RunAssembly {
    let definition: Definition
    let identity: RunReport.DefinitionIdentity
    let zone: ZoneRules
    let sources: RunSources
    let legs: [RunReport.Leg]
    /// Sources that have files, though this run may read none of them.
    var known: Set<String> = []
    /// What the statements of a book leave out.
    var missingDays: [MissingDays.Gap] = []
    private let aliases = ChannelAliases.builtin

    init(
        definition: Definition, identity: RunReport.DefinitionIdentity, zone: ZoneRules,
        sources: RunSources, legs: [RunReport.Leg]
    ) {
        self.definition = definition
        self.identity = identity
        self.zone = zone
        self.sources = sources
        self.legs = legs
    }

    mutating func report() -> RunReport {
        let period = coveredPeriod
        let unsourced = unsourcedOrders()
        let balances = SourceBalances.all(of: sources.tables)
        let reasons = reasons(unsourced, balances)
        var report = RunReport(
            definition: identity, time: time(period), zone: zone,
            verdict: RunAssembly.verdict(reasons),
            text: { table, ref in Statements.text(ref, in: table) })
        report.merchant = definition.merchant
        report.period = period
        report.legs = legs
        for index in report.legs.indices { report.legs[index].indexOpenEntries() }
        report.files = sources.summaries
        report.balances = balances
        report.entries = sources.tables.map(\.entries)
        report.unsourced = unsourced
        report.problems = sources.problems
        report.problemsDropped = sources.problemsDropped
        report.reasons = reasons
        return report
    }

    private var coveredPeriod: Period? {
        let periods = legs.compactMap(\.definition.period)
        guard let start = periods.map(\.start).min(), let end = periods.map(\.end).max() else {
            return nil
        }
        return Period(start: start, end: end)
    }

    /// Never the clock's: the end of what is covered, else the last thing that happened.
    private func time(_ period: Period?) -> Instant {
        let stated =
            sources.tables.compactMap { $0.statement.period?.end }
            + [period?.end].compactMap(\.self)
        if let latest = stated.max() { return latest }
        var last = Instant(microseconds: 0)
        for table in sources.tables {
            let settled = table.statement.settled?.lastTime ?? EntryTable.noTime
            for time in table.table.occurredAt + [settled] where time != EntryTable.noTime {
                last = max(last, Instant(microseconds: time))
            }
        }
        return last
    }

    /// Orders that no leg takes: their channel has no money file.
    private func unsourcedOrders() -> [RunReport.Unsourced] {
        var found: [RunReport.Unsourced] = []
        for table in sources.tables where table.role == .orders && table.count > 0 {
            let selections = definition.legs.map(\.left).filter {
                $0.sources.contains(table.source)
            }
            if selections.contains(where: { $0.channels.isEmpty }) { continue }
            let covered = Set(
                selections.flatMap(\.channels).map {
                    $0.isEmpty ? "" : aliases.canonical($0)
                })
            let words = table.table.channel.words.map { $0.isEmpty ? "" : aliases.canonical($0) }
            for channel in Set(words).subtracting(covered).sorted() {
                var open = table
                open.keep { words[Int(table.table.channel.codes[$0])] == channel }
                if open.count == 0 { continue }
                found.append(RunReport.Unsourced(channel: channel, entries: open.entries))
            }
        }
        return found.sorted { ($0.channel, $0.entries.file) < ($1.channel, $1.entries.file) }
    }

    private func reasons(
        _ unsourced: [RunReport.Unsourced], _ balances: [RunReport.SourceBalance]
    ) -> [RunReport.VerdictReason] {
        var reasons: [RunReport.VerdictReason] = []
        for name in sources.unreadable { reasons.append(.unreadableFile(file: name)) }
        for file in sources.summaries {
            if let problem = file.quarantine {
                reasons.append(.quarantinedFile(file: file.name, code: problem.code))
            }
        }
        reasons += missingSources()
        reasons += missingDays.map(\.reason)
        for (channel, group) in Dictionary(grouping: unsourced, by: \.channel)
            .sorted(by: { $0.key < $1.key })
        {
            let count = group.reduce(0) { $0 + $1.entries.count }
            reasons.append(.unsourcedOrders(channel: channel, count: count))
        }
        for leg in legs { reasons += openIdentities(leg) }
        for balance in balances where !balance.holds {
            reasons.append(.balanceOpen(source: balance.source))
        }
        let problems = sources.problems.count + sources.problemsDropped
        if problems > definition.problemLimit {
            reasons.append(.problemsAboveLimit(count: problems, limit: definition.problemLimit))
        }
        let breaks = legs.reduce(0) { $0 + $1.outcome.breaks.count }
        if breaks > 0 { reasons.append(.breaks(count: breaks)) }
        let pending = legs.reduce(0) { $0 + $1.outcome.expected.count }
        if pending > 0 { reasons.append(.pending(count: pending)) }
        let tolerated = legs.reduce(0) { sum, leg in
            sum + leg.outcome.matches.entryClass.filter { $0 == .matchedWithinTolerance }.count
        }
        if tolerated > 0 { reasons.append(.tolerance(count: tolerated)) }
        if let unknown = HolidayCheck.reason(legs.map(\.definition)) { reasons.append(unknown) }
        return reasons
    }

    /// A definition without legs compares nothing; a leg needs a file on either side.
    private func missingSources() -> [RunReport.VerdictReason] {
        if definition.legs.isEmpty { return [.nothingToCompare] }
        let present = known.union(sources.tables.map(\.source))
        var missing: [String] = []
        for leg in definition.legs {
            for side in [leg.left, leg.right] where present.isDisjoint(with: side.sources) {
                missing += side.sources
            }
        }
        return Set(missing).sorted().map { .missingSource(source: $0) }
    }

    private func openIdentities(_ leg: RunReport.Leg) -> [RunReport.VerdictReason] {
        let statement = leg.outcome.statement
        var reasons: [RunReport.VerdictReason] = []
        for bridge in statement.bridges where bridge.residual != 0 {
            let amount = statement.money(bridge.residual, bridge.currency)
            reasons.append(.residual(leg: leg.name, amount: amount))
        }
        for terms in statement.sides where !terms.closes {
            reasons.append(.identityOpen(leg: leg.name, currency: terms.currency))
        }
        return reasons
    }

    static func verdict(_ reasons: [RunReport.VerdictReason]) -> Verdict {
        reasons.map { reason -> Verdict in
            switch reason {
            case .quarantinedFile, .unreadableFile, .missingSource, .missingDays, .nothingToCompare,
                .unsourcedOrders, .residual, .identityOpen, .balanceOpen, .problemsAboveLimit:
                .incomplete
            case .breaks: .breaks
            case .pending: .reconciledWithPending
            case .tolerance: .reconciledWithTolerance
            case .holidaysUnknown: .reconciled
            }
        }.max { $0.rawValue < $1.rawValue } ?? .reconciled
    }
}
