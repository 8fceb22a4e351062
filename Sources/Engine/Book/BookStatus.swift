package import Matching
package import Records
package import Reports

/// How a book stands: counts and sums of what is open, what was imported, and the last run.
package struct BookStatus: Sendable {
    package var settings: BookSettings
    package var numbers: BookNumbers
    package var lastRun: RunFact?
    package var entries: Int
    package var sources: [Source]
    package var open: [Group]
    package var work: Work
    private let zone: ZoneRules
    /// Statements with entries that no run has taken.
    package var waiting: Int
    /// Days through the last run that a source's statements should cover and do not.
    package var missing: [MissingDays.Gap]

    package struct Source: Sendable, Hashable {
        package var name: String
        package var files: Int
        package var entries: Int
        package var lastDay: Day?
    }

    /// Open breaks, as work that is due.
    package struct Work: Sendable, Hashable {
        package var open: Int
        package var overdue: Int
        package var unowned: Int
        /// The first moment that something is due, of what is not overdue.
        package var nextDue: Instant?
    }

    /// Open items of one leg, side, class and currency.
    package struct Group: Sendable, Hashable {
        package var leg: String
        package var side: Side
        package var entryClass: EntryClass
        package var count: Int
        package var amount: Money
    }

    /// - Parameters:
    ///   - ground: read already, of the same moment.
    ///   - counting: without it `open` is empty and `work` is nothing: they cost a look at every
    ///     open item.
    package init(
        _ book: Book, _ ground: BookGround? = nil, counting: Bool = true
    ) throws(EngineError) {
        let read: BookGround
        if let ground { read = ground } else { read = try BookGround(book) }
        let ground = read
        settings = book.settings
        numbers = try book.store.numbers()
        lastRun = ground.lastRun
        let (statements, zone) = (ground.statements, ground.zone)
        self.zone = zone
        entries = statements.reduce(0) { $0 + $1.rows - $1.excluded.count }
        sources = Dictionary(grouping: statements, by: \.source).map { name, own in
            Source(
                name: name, files: Set(own.map(\.importNumber)).count,
                entries: own.reduce(0) { $0 + $1.rows - $1.excluded.count },
                lastDay: own.compactMap(\.lastTime).max().map {
                    Instant(microseconds: $0).day(in: zone)
                })
        }.sorted { $0.name < $1.name }
        waiting = ground.waiting
        missing = ground.missing
        work = Work(open: 0, overdue: 0, unowned: 0)
        open = []
        guard counting else { return }
        work = try BookStatus.work(book)
        let items = try book.store.openItems()
        let groups = Dictionary(grouping: items) { item in
            [item.leg, item.side.name, item.entryClass.name, item.amount.currency.description]
        }
        open = groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { _, own in
            Group(
                leg: own[0].leg, side: own[0].side, entryClass: own[0].entryClass,
                count: own.count,
                amount: own.reduce(Money.zero(own[0].amount.currency)) { $0 + $1.amount })
        }
    }

    private static func work(_ book: Book) throws(EngineError) -> Work {
        let store = book.store
        var filter = BreakFilter()
        let open = try store.breakCount(filter)
        filter.owner = .nobody
        let unowned = try store.breakCount(filter)
        filter.owner = nil
        filter.dueBy = book.now
        let overdue = try store.breakCount(filter)
        filter.dueBy = nil
        filter.dueAfter = book.now
        filter.order = .due
        filter.limit = 1
        return Work(
            open: open, overdue: overdue, unowned: unowned,
            nextDue: try store.breaks(filter).first?.dueAt)
    }

    package var json: JSONValue {
        .fields([
            "merchant": .string(settings.merchant), "time_zone": .string(settings.zone),
            "imports": .integer(numbers.imports), "entries": .integer(entries),
            "leaves": .integer(numbers.leaves), "waiting_statements": .integer(waiting),
            "last_run": lastRun.map { run in
                .fields([
                    "run": .integer(run.number), "through": .string(run.through.description),
                    "verdict": .string(run.verdict.name), "matches": .integer(run.matchCount),
                    "breaks": .integer(run.breakCount), "open_items": .integer(run.openCount),
                    "plan": .string(run.plan),
                ])
            } ?? .null,
            "sources": .array(
                sources.map { source in
                    .fields([
                        "source": .string(source.name), "files": .integer(source.files),
                        "entries": .integer(source.entries),
                        "last_day": .optional(source.lastDay?.description),
                    ])
                }),
            "breaks": .fields([
                "open": .integer(work.open), "overdue": .integer(work.overdue),
                "unowned": .integer(work.unowned),
                "next_due": .optional(work.nextDue?.rfc3339(in: zone)),
            ]),
            "missing_days": .array(
                missing.map { gap in
                    .fields([
                        "source": .string(gap.source),
                        "from": .string(gap.days.lowerBound.description),
                        "through": .string(gap.days.upperBound.description),
                    ])
                }),
            "open_items": .array(
                open.map { group in
                    .fields([
                        "leg": .string(group.leg), "side": .string(group.side.name),
                        "class": .string(group.entryClass.name), "count": .integer(group.count),
                        "currency": .string(group.amount.currency.description),
                        "amount": .string(group.amount.decimal),
                    ])
                }),
        ])
    }
}
