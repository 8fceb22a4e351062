package import Records

/// What the matched history of a leg teaches about its rules, with the evidence: counts, and
/// quantiles by rank. It changes nothing; who offers a change shows what it would do.
package struct LegLessons: Sendable, Equatable {
    package var leg: String
    /// Pairs that a key joined, matched or off in time, amount or fee.
    package private(set) var keyed = 0
    /// Pairs that a pass without a key chose; they teach nothing about that choice.
    package private(set) var chosen = 0
    /// Sums that a group or a subset pass matched, and that say how long their money took.
    package private(set) var sums = 0
    package private(set) var lags = LearntLags([])
    package private(set) var differences = LearntDifferences([], scale: 2)
    package private(set) var settlement = LearntSettlement([], calendars: [])
    /// By channel and product, the greatest first.
    package private(set) var fees: [LearntFee] = []
    /// By scored pass.
    package private(set) var scored: [ScoredLesson] = []

    /// Of a longer history so many are looked at: their times lie in memory.
    package static let pairLimit = 2_000_000
    /// Two that belong together, whatever is wrong with them besides.
    static let teaching: Set<EntryClass> = [
        .matched, .matchedWithinTolerance, .amountMismatch, .feeMismatch, .dateMismatch,
    ]
    /// Channels and products that fees are learnt of.
    package static let feeLimit = 64

    /// `calendars`: what business days may be, the simplest first.
    package init(
        _ outcome: LegOutcome, _ inputs: LegInputs, calendars: [BusinessCalendar]
    ) {
        leg = outcome.definition.name
        let (left, right) = (SidePlaces(inputs.left), SidePlaces(inputs.right))
        var (lags, differences): ([Int64], [Int64]) = ([], [])
        var days: [(left: Day, right: Day)] = []
        var scale = 2
        for input in inputs.left + inputs.right { scale = max(scale, input.table.gross.scale) }
        let zone = outcome.definition.zone
        for l in 0..<min(outcome.left.count, LegLessons.pairLimit) {
            let r = Int(outcome.left.partner[l])
            let entryClass = outcome.left.classes[l]
            guard r >= 0, LegLessons.teaching.contains(entryClass),
                Int(outcome.right.partner[r]) == l,
                outcome.definition.passes.indices.contains(Int(outcome.left.pass[l]))
            else { continue }
            guard outcome.definition.passes[Int(outcome.left.pass[l])].hasKey else {
                chosen += 1
                continue
            }
            let (a, b) = (left.box(l).table, right.box(r).table)
            let (rowA, rowB) = (left.row(l), right.row(r))
            guard a.kind[rowA].isSale, b.kind[rowB].isSale else { continue }
            keyed += 1
            if entryClass != .amountMismatch {
                let times = (a.occurredAt[rowA], b.occurredAt[rowB])
                lags.append((times.1 - times.0) / Instant.microsecondsPerSecond)
                days.append(
                    (
                        Instant(microseconds: times.0).day(in: zone),
                        LegLessons.day(b, rowB, zone)
                    ))
            }
            if let difference = LegLessons.difference(a, rowA, b, rowB, scale: scale) {
                differences.append(difference)
            }
        }
        let sums = SumDays(outcome, left, right)
        days += sums.days
        self.sums = sums.count
        self.lags = LearntLags(lags)
        self.differences = LearntDifferences(differences, scale: scale)
        settlement = LearntSettlement(days, calendars: calendars)
        fees = LegLessons.fees(inputs.right)
    }

    /// Tries the scored passes of the leg, as `definition` has them, on pairs that are known.
    /// `confirmed`: couples that people joined, by identity.
    package mutating func rehearse(
        _ definition: LegDefinition, _ inputs: LegInputs, confirmed: [ApartCouple]
    ) {
        guard definition.passes.contains(where: \.isScored) else { return }
        let rehearsal = ScoredRehearsal(definition, inputs, confirmed: confirmed)
        scored = zip(definition.passes, rehearsal.cases).filter(\.0.isScored).map {
            ScoredLesson(pass: $0.name, lesson: CalibrationLesson($1))
        }
    }

    /// The day a bank books, where it says so.
    static func day(_ table: EntryTable, _ row: Int, _ zone: ZoneRules) -> Day {
        let booked = table.bookedOn[row]
        return booked == EntryTable.noDay
            ? Instant(microseconds: table.occurredAt[row]).day(in: zone) : Day(number: booked)
    }

    /// nil where currencies differ or an amount is absent.
    private static func difference(
        _ a: EntryTable, _ rowA: Int, _ b: EntryTable, _ rowB: Int, scale: Int
    ) -> Int64? {
        guard a.currencies[a.currency[rowA]] == b.currencies[b.currency[rowB]] else { return nil }
        let (own, other) = (a.gross[rowA], b.gross[rowB])
        guard own != AmountColumn.absent, other != AmountColumn.absent else { return nil }
        return Int64(
            exactly: Money.raise(other, by: scale - b.gross.scale)
                - Money.raise(own, by: scale - a.gross.scale))
    }

    private static func fees(_ inputs: [LegInput]) -> [LearntFee] {
        var sales: [[String]: [LearntFee.Sale]] = [:]
        var scale = 2
        for input in inputs { scale = max(scale, input.table.fee.scale, input.table.gross.scale) }
        for input in inputs where !input.table.fee.isEmpty {
            let table = input.table
            for position in 0..<min(input.count, pairLimit) {
                let row = input.row(position)
                guard table.kind[row].isSale, table.status[row].movedMoney,
                    table.fee[row] != AmountColumn.absent, table.gross[row] != AmountColumn.absent
                else { continue }
                let discount =
                    table.discount.isEmpty || table.discount[row] == AmountColumn.absent
                    ? 0 : table.discount[row]
                let lift = scale - table.gross.scale
                guard
                    let base = Int64(exactly: Money.raise(table.gross[row] - discount, by: lift)),
                    let fee = Int64(
                        exactly: -Money.raise(table.fee[row], by: scale - table.fee.scale))
                else { continue }
                let key = [table.channel[row], table.product[row]]
                if sales[key] == nil, sales.count >= feeLimit { continue }
                sales[key, default: []].append(LearntFee.Sale(base: base, fee: fee))
            }
        }
        return sales.map { LearntFee(channel: $0[0], product: $0[1], $1, scale: scale) }
            .sorted { ($1.rows, $0.channel, $0.product) < ($0.rows, $1.channel, $1.product) }
    }
}

extension Pass {
    /// Its pairs have something in common besides amount and time.
    package var hasKey: Bool {
        switch method {
        case .exact, .tolerance: true
        case .window, .subset, .scored, .group: false
        }
    }
}

extension EntryKind {
    fileprivate var isSale: Bool { KindGroup(self) == .sale }
}
