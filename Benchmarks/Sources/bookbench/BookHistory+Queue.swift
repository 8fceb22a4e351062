import Engine
import Matching
import Records
import StorageSQLite

extension BookHistory {
    /// Goes on until so many breaks are open: of one day's orders, those that have no payment, a
    /// quarter of a year old at most, of every severity.
    func queue(breaks: Int) throws {
        let start = Usage.now
        var filter = BreakFilter()
        filter.standing = .open
        var open = try store.breakCount(filter)
        let before = open
        var day = try store.runs().count
        while open < breaks {
            let late = min(breaks - open, BookData.rows)
            let first = try store.numbers().statement + 1
            try add(orders, number: first, day: day)
            try add(payments, number: first + 1, day: day)
            try store.commit(lateRun(day: day, orders: first, late: late))
            open += late
            day += 1
        }
        let used = Usage.now - start
        Report.line(
            "queue",
            [
                ("breaks", "\(open)"), ("written", "\(open - before)"),
                ("wall_seconds", Report.decimals(used.wallSeconds)),
                ("cpu_seconds", Report.decimals(used.cpuSeconds)),
            ])
    }

    /// The first orders of the day have no payment, the others match.
    private func lateRun(day: Int, orders: Int, late: Int) throws -> RunUnit {
        var fact = last
        fact.number = try store.numbers().run + 1
        fact.at = time(day + 1)
        fact.through = time(day).day(in: .china)
        var unit = RunUnit(fact: fact, statement: statementText)
        unit.matches = (late..<BookData.rows).map { row in
            MatchFact(
                leg: 0, left: EntryID(segment: orders, row: row),
                right: EntryID(segment: orders + 1, row: row), entryClass: .matched, pass: 0)
        }
        unit.fact.matchCount = unit.matches.count
        unit.fact.matches = MatchFact.root(of: unit.matches, fact.legs)
        unit.taken = [(orders, time(day + 1)), (orders + 1, time(day + 1))]
        unit.opened = (0..<late).map { row in
            item(EntryID(segment: orders, row: row), cents: 100 + row * 7919 % 50_000, fact)
        }
        unit.breaks = unit.opened.enumerated().map { row, item in
            lateBreak(item, row: row, day: day, fact)
        }
        unit.fact.openCount = unit.opened.count
        return unit
    }

    private func lateBreak(
        _ item: OpenItem, row: Int, day: Int, _ run: RunFact
    ) -> BookBreak {
        var found = breakVersion(item, run, .open)
        found.severity = row % 50 == 0 ? .high : row % 7 == 0 ? .medium : .low
        found.amount = -item.amount
        found.leftAmount = item.amount
        let back = Int64(row % 90) * BookHistory.secondsPerDay
        found.occurredAt = time(day).advanced(bySeconds: Int64(row % 80_000) - back)
        found.dueAt = run.at.advanced(bySeconds: Int64(row % 30) * BookHistory.secondsPerDay)
        found.leftSource = orders.source
        found.rightSource = payments.source
        found.leftReference = found.reference
        found.explanations = [
            "订单 \(found.reference) 没有付款：渠道账单中没有这一单。",
            "訂單 \(found.reference) 沒有付款：通路帳單中沒有這一單。",
            "Order \(found.reference) has no payment: it is not in the channel's bill.",
        ]
        return found
    }
}
