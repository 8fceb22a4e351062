import Engine
import Glibc
import Matching
import Records
import StorageSQLite

/// A book of any size, written through the book's own doors: imports with their statements,
/// segments and index, runs with their matches, breaks that come and go. It continues a small book
/// that the program made, whose sources, formats and legs it takes over.
struct BookHistory {
    let store: BookDatabase
    private let folder: String
    let orders: StatementFact
    let payments: StatementFact
    let last: RunFact
    let statementText: [UInt8]

    /// Of each run's orders that have no payment until the next run.
    private static let late = 100
    /// Rows of each file: two make a day.
    private static let rows = BookData.rows
    static let secondsPerDay: Int64 = 86_400

    init(folder: String) throws {
        self.folder = folder
        store = try BookDatabase(folder: folder, writes: true)
        let statements = try store.statements()
        guard let orders = statements.first, let payments = statements.dropFirst().first,
            let last = try store.lastRun(),
            let text = try store.statementJSON(ofRun: last.number)
        else { stop("\(folder): two statements and a run are needed to go on from") }
        self.orders = orders
        self.payments = payments
        self.last = last
        statementText = text
    }

    /// Until the book has so many entries.
    func write(entries: Int) throws {
        try SegmentBench.checkDisk(folder, entries: entries)
        let start = Usage.now
        var written = try store.statements().reduce(0) { $0 + $1.rows }
        let before = written
        var day = try store.runs().count
        var open: [OpenItem] = try store.openItems().filter { $0.entry.segment > 2 }
        while written < entries {
            let first = try store.numbers().statement + 1
            try add(orders, number: first, day: day)
            try add(payments, number: first + 1, day: day)
            open = try run(day: day, orders: first, payments: first + 1, open)
            written += 2 * BookHistory.rows
            day += 1
        }
        let used = Usage.now - start
        Report.line(
            "history",
            [
                ("entries", "\(written)"), ("written", "\(written - before)"),
                ("wall_seconds", Report.decimals(used.wallSeconds)),
                ("cpu_seconds", Report.decimals(used.cpuSeconds)),
            ])
    }

    func time(_ day: Int) -> Instant {
        Instant(seconds: 1_600_000_000 + Int64(day) * BookHistory.secondsPerDay)
    }

    func add(_ like: StatementFact, number: Int, day: Int) throws {
        var fact = like
        fact.number = number
        fact.importNumber = number
        fact.file = "history-\(number).csv"
        fact.rows = BookHistory.rows
        fact.excluded = []
        fact.firstTime = time(day).microseconds
        fact.lastTime = time(day + 1).microseconds - 1
        fact.period = nil
        let table = BookData.table(number, at: time(day).microseconds)
        fact.seal = try store.seal(table, as: number)
        let raw = Array("history \(number)\n".utf8)
        try store.commit(
            ImportFact(
                number: number, at: time(day + 1), actor: "history", sha256: Digest.sha256(raw),
                name: fact.file, byteCount: raw.count, statements: [fact]), raw: store.packed(raw))
        store.keepPace()
    }

    /// Everything matches but the first orders, which the next run matches; they are breaks of a
    /// day.
    private func run(
        day: Int, orders: Int, payments: Int, _ open: [OpenItem]
    ) throws -> [OpenItem] {
        var fact = last
        fact.number = try store.numbers().run + 1
        fact.at = time(day + 1)
        fact.through = time(day).day(in: .china)
        var unit = RunUnit(fact: fact, statement: statementText)
        unit.matches = (BookHistory.late..<BookHistory.rows).map { row in
            MatchFact(
                leg: 0, left: EntryID(segment: orders, row: row),
                right: EntryID(segment: payments, row: row), entryClass: .matched, pass: 0)
        }
        unit.matches += open.map { item in
            MatchFact(
                leg: 0, left: item.entry,
                right: EntryID(segment: item.entry.segment + 1, row: item.entry.row),
                entryClass: .matched, pass: 0)
        }
        unit.fact.matchCount = unit.matches.count
        unit.fact.matches = MatchFact.root(of: unit.matches, fact.legs)
        unit.closed = open.map(\.place)
        unit.breaks = open.map { breakVersion($0, fact, .resolved) }
        unit.taken = [(orders, time(day + 1)), (payments, time(day + 1))]
        unit.opened = (0..<BookHistory.late).map { row in
            item(EntryID(segment: orders, row: row), cents: 500, fact)
        }
        unit.breaks += unit.opened.map { breakVersion($0, fact, .open) }
        unit.fact.openCount = unit.opened.count
        try store.commit(unit)
        return unit.opened
    }

    /// An order that has no payment yet.
    func item(_ entry: EntryID, cents: Int, _ run: RunFact) -> OpenItem {
        var hasher = Hasher128(seed: 9)
        hasher.combine(Array("\(entry)".utf8).span)
        return OpenItem(
            leg: run.legs[0].name, side: .left, entry: entry, entryClass: .missingRight,
            amount: Money(units: Int128(cents), scale: 2, currency: .cny),
            breakID: hasher.finalize(), since: run.number)
    }

    func breakVersion(
        _ item: OpenItem, _ run: RunFact, _ state: BookBreak.State
    ) -> BookBreak {
        var version = BookBreak(
            id: item.breakID, state: state, leg: item.leg, entryClass: item.entryClass,
            severity: .low, amount: item.amount, openedAt: run.at, run: run.number)
        version.left = item.entry
        version.firstRun = item.since
        version.cause = state == .resolved ? .matched : nil
        version.reference = String(
            decoding: BookData.orderNumber(
                (item.entry.segment - 1) / 2 * BookHistory.rows + item.entry.row), as: UTF8.self)
        version.explanations = ["", "", ""]
        return version
    }

    // MARK: Look-ups

    /// Makes the index of the whole book again, as it is after every merge that is due.
    static func index(folder: String) throws {
        let files = folder + "/segments/index"
        for name in try SystemFile.names(in: files) ?? [] {
            guard unsafe unlink(files + "/" + name) == 0 else { stop("\(files)/\(name)") }
        }
        let start = Usage.now
        let store = try BookDatabase(folder: folder, writes: true)
        while try store.mergeIndex() {}
        let used = Usage.now - start
        Report.line(
            "index",
            [
                ("wall_seconds", Report.decimals(used.wallSeconds)),
                ("cpu_seconds", Report.decimals(used.cpuSeconds)),
            ])
    }

    /// Traces and searches of orders one by one, in one process: the story of each.
    static func find(folder: String) throws {
        let store = try BookDatabase(folder: folder, writes: false)
        let book = try Book(store, actor: "bench", now: Instant(seconds: 0))
        let entries = try store.statements().reduce(0) { $0 + $1.rows }
        let pairs = try store.statements().filter { $0.file.hasPrefix("history-") }.count / 2
        guard pairs > 0 else { stop("\(folder): no history") }
        for (name, isTrace) in [("trace", true), ("search", false)] {
            for (pass, isCold) in [("_cold", true), ("", false)] {
                if isCold { try SegmentBench.forgetPages(folder + "/segments") }
                var times: [Usage] = []
                for index in 0..<SegmentBench.lookups {
                    let order = Int(
                        UInt64(index &+ 1) &* 0x9E37_79B9_7F4A_7C15
                            % UInt64(pairs * BookHistory.rows))
                    // The small book's two statements stand before the history's.
                    let number = String(
                        decoding: BookData.orderNumber(order + BookHistory.rows), as: UTF8.self)
                    let start = Usage.now
                    let found =
                        isTrace
                        ? try BookTracer.trace(number, in: book).entries.count
                        : try BookSearch([number], in: book).entries.count
                    times.append(Usage.now - start)
                    guard found == 2 else { stop("\(number): \(found) entries") }
                }
                Report.times(name + pass, times, [("entries", "\(entries)")])
            }
        }
    }
}
