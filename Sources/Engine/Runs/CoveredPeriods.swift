import Records
import Statements

/// Which stretch of time a leg covers: what its right files state, else the whole business days
/// that their entries lie in.
struct CoveredPeriods {
    var definition: Definition
    var zone: ZoneRules

    func period(of right: [SourceTable]) -> Period? {
        if case .days(let from, let through) = definition.period {
            return Period(start: start(of: from), end: start(of: through.advanced(by: 1)))
        }
        let stretches = right.compactMap { stated($0) ?? coveredDays($0) }
        guard let start = stretches.map(\.start).min(), let end = stretches.map(\.end).max() else {
            return nil
        }
        return Period(start: start, end: end)
    }

    private func start(of day: Day) -> Instant {
        zone.start(of: day).advanced(bySeconds: definition.cutOffSeconds)
    }

    private func stated(_ table: SourceTable) -> Period? {
        table.statement.period ?? unionPayDay(table)
    }

    /// A UnionPay file bears its settlement day in its name, "INN170718…": from 23:00 of the
    /// evening before (docs/formats).
    private func unionPayDay(_ table: SourceTable) -> Period? {
        guard table.statement.dialect.name.hasPrefix("unionpay") else { return nil }
        let name = FilePath.name(table.file.split(separator: "!").last.map(String.init) ?? "")
        let digits = Array(name.dropFirst(3).prefix(6).utf8)
        guard name.hasPrefix("INN"), digits.count == 6,
            digits.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        func number(_ at: Int) -> Int { Int(digits[at] - 0x30) * 10 + Int(digits[at + 1] - 0x30) }
        guard let day = Day(year: 2000 + number(0), month: number(2), day: number(4)) else {
            return nil
        }
        let china = ZoneRules.china
        return Period(
            start: china.start(of: day).advanced(bySeconds: -3600),
            end: china.start(of: day.advanced(by: 1)).advanced(bySeconds: -3600))
    }

    private func coveredDays(_ table: SourceTable) -> Period? {
        var first = table.statement.settled?.firstTime ?? Int64.max
        var last = table.statement.settled?.lastTime ?? Int64.min
        for position in 0..<table.count {
            let time = table.table.occurredAt[table.row(position)]
            if time == EntryTable.noTime { continue }
            first = min(first, time)
            last = max(last, time)
        }
        guard first <= last else { return nil }
        return Period(
            start: start(of: businessDay(first)), end: start(of: businessDay(last).advanced(by: 1)))
    }

    private func businessDay(_ time: Int64) -> Day {
        Instant(microseconds: time).advanced(bySeconds: -definition.cutOffSeconds).day(in: zone)
    }
}
