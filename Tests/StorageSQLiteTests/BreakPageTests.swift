import GRDB
import Testing

@testable import Engine
@testable import Matching
@testable import Records
@testable import Resolution
@testable import StorageSQLite

/// Queues of breaks, page by page.
@Suite struct BreakPageTests {
    /// Breaks of every standing, class and amount; some without a time.
    private static let breaks: [BookBreak] = (0..<300).map { number in
        var found = BookBreak(
            id: Hash128(high: UInt64(number &* 7919 % 300) << 40, low: UInt64(number)),
            state: [.open, .expected, .resolved, .reopened][number % 4],
            leg: ["shop-alipay", "shop-wechat"][number % 2],
            entryClass: [.missingRight, .missingLeft, .duplicate][number % 3],
            severity: Break.Severity(rawValue: UInt8(number % 4))!,
            amount: Money(units: Int128(number % 17) - 8, scale: number % 3, currency: .cny),
            openedAt: BookFiles.now, run: 1)
        found.occurredAt =
            number % 5 == 0 ? nil : BookFiles.now.advanced(bySeconds: Int64(number % 50))
        found.dueAt =
            found.state == .resolved || number % 7 == 0
            ? nil : BookFiles.now.advanced(bySeconds: Int64(number % 31))
        // Some have one entry, some two.
        if number % 3 != 1 { found.left = EntryID(segment: 1, row: number) }
        if number % 3 != 0 { found.right = EntryID(segment: 2, row: number) }
        found.explanations = ["差 \(number % 9)%", "差 \(number % 9)_", "Off by \(number % 9)"]
        found.reference = "R\(number % 40)"
        found.leftReference = "L\(number % 60)"
        return found
    }

    private func made() async throws -> (files: BookFiles, store: BookDatabase) {
        let files = try BookFiles()
        try files.make()
        try await files.take(files.orders("orders.csv", [.init("A1", "1.00")]))
        try await files.run("2026-06-01")
        let store = try BookDatabase(folder: files.book, writes: true)
        try store.write("test") { database in
            try database.execute(sql: "DELETE FROM break_version")
            try store.insertBreaks(Self.breaks, database)
        }
        return (files, store)
    }

    private func pages(_ filter: BreakFilter, of size: Int, _ store: BookDatabase) throws -> [Int] {
        var filter = filter
        filter.limit = size
        var numbers: [Int] = []
        while true {
            let page = try store.breaks(filter)
            numbers += page.map { Int($0.id.low) }
            filter.after = page.last?.id
            if page.count < size { return numbers }
        }
    }

    /// The order of the documentation, by comparison of values.
    private static func isBefore(
        _ a: BookBreak, _ b: BookBreak, _ order: BreakFilter.Order
    ) -> Bool {
        func standing(_ found: BookBreak) -> Int {
            switch found.state {
            case .expected: 1
            case .resolved: 2
            default: 0
            }
        }
        if standing(a) != standing(b) { return standing(a) < standing(b) }
        func time(_ found: BookBreak) -> Int64 { found.occurredAt?.microseconds ?? Int64.min }
        switch order {
        case .leg:
            if a.leg != b.leg { return a.leg < b.leg }
            if time(a) != time(b) { return time(a) < time(b) }
        case .due:
            let (x, y) = (a.dueAt?.microseconds ?? .max, b.dueAt?.microseconds ?? .max)
            if x != y { return x < y }
        case .occurred: if time(a) != time(b) { return time(a) < time(b) }
        case .amount:
            let (x, y) = (BreakFilter.size(of: a.amount), BreakFilter.size(of: b.amount))
            if x != y { return x > y }
        case .severity:
            if a.severity != b.severity { return a.severity > b.severity }
            if time(a) != time(b) { return time(a) < time(b) }
        }
        return a.id < b.id
    }

    @Test("Pages of any size, in any order, are the list cut up", arguments: [1, 7, 1_000])
    func pages(size: Int) async throws {
        let (files, store) = try await made()
        defer { withExtendedLifetime(files) {} }
        for order in BreakFilter.Order.allCases {
            for standing in BreakFilter.Standing.allCases {
                var filter = BreakFilter()
                filter.order = order
                filter.standing = standing
                let expected = Self.breaks.filter { found in
                    switch standing {
                    case .open: found.isOpen
                    case .expected: found.state == .expected
                    case .resolved: found.state == .resolved
                    case .all: true
                    }
                }.sorted { Self.isBefore($0, $1, order) }.map { Int($0.id.low) }
                #expect(try pages(filter, of: size, store) == expected, "\(order) \(standing)")
                #expect(try store.breakCount(filter) == expected.count)
            }
        }
    }

    @Test("Filters take what their words say")
    func filters() async throws {
        let (files, store) = try await made()
        defer { withExtendedLifetime(files) {} }
        let due = BookFiles.now.advanced(bySeconds: 10)
        let rows: [(String, (inout BreakFilter) -> Void, (BookBreak) -> Bool)] = [
            ("leg", { $0.leg = "shop-wechat" }, { $0.leg == "shop-wechat" }),
            (
                "class", { $0.classes = [.duplicate, .missingLeft] },
                { $0.entryClass != .missingRight }
            ),
            ("severity", { $0.severities = [.critical] }, { $0.severity == .critical }),
            ("currency", { $0.currency = Currency("USD") }, { _ in false }),
            ("reference", { $0.reference = "R3" }, { $0.reference == "R3" }),
            ("left reference", { $0.reference = "L3" }, { $0.leftReference == "L3" }),
            ("overdue", { $0.dueBy = due }, { $0.isOverdue(at: due) }),
            ("later", { $0.dueAfter = due }, { $0.dueAt.map { $0 > due } ?? false }),
            ("since", { $0.since = due }, { $0.occurredAt.map { $0 >= due } ?? false }),
            ("until", { $0.until = due }, { $0.occurredAt.map { $0 < due } ?? false }),
            (
                "size", { $0.sizes = 30_000...500_000 },
                { (30_000...500_000).contains(BreakFilter.size(of: $0.amount)) }
            ),
            ("no left", { $0.lacking = .left }, { $0.left == nil && $0.right != nil }),
            ("no right", { $0.lacking = .right }, { $0.right == nil && $0.left != nil }),
            ("words", { $0.words = "OFF BY 4" }, { $0.explanations[2] == "Off by 4" }),
            ("a part of a number", { $0.words = "r3" }, { $0.reference.hasPrefix("R3") }),
            ("a sign of patterns", { $0.words = "8%" }, { $0.explanations[0].hasSuffix("8%") }),
            ("another one", { $0.words = "8_" }, { $0.explanations[1].hasSuffix("8_") }),
            ("what an id begins with", { $0.words = "00001f" }, { $0.id.hex.hasPrefix("00001f") }),
        ]
        for (name, set, passes) in rows {
            var filter = BreakFilter()
            filter.standing = .all
            set(&filter)
            let expected = Self.breaks.filter(passes)
                .sorted { Self.isBefore($0, $1, .leg) }.map { Int($0.id.low) }
            #expect(try pages(filter, of: 9, store) == expected, "\(name)")
            #expect(try store.breakCount(filter) == expected.count, "\(name)")
        }
    }

    @Test("Owner and labels are the fold of the notes, and can be asked for")
    func notes() async throws {
        let (files, store) = try await made()
        defer { withExtendedLifetime(files) {} }
        let (first, second) = (Self.breaks[0].id, Self.breaks[3].id)
        func note(_ id: Hash128, _ what: BreakEvent.What) throws {
            try store.commit(
                [
                    BreakEvent(id, at: BookFiles.now, by: ActorName("wang"), what)
                ], files: [:])
        }
        try note(first, .owned(by: ActorName("Li Lei")))
        try note(first, .labelled("urgent"))
        try note(second, .owned(by: ActorName("li lei")))
        try note(second, .commented("seen"))
        var filter = BreakFilter()
        filter.owner = .named("LI  LEI")
        #expect(try Set(store.breaks(filter).map(\.id)) == [first, second])
        filter.labels = ["urgent"]
        #expect(try store.breaks(filter).map(\.id) == [first])
        try note(second, .owned(by: nil))
        try note(first, .unlabelled("urgent"))
        #expect(try store.breaks(filter).isEmpty)
        filter = BreakFilter()
        filter.owner = .nobody
        #expect(try store.breakCount(filter) == Self.breaks.filter(\.isOpen).count - 1)
        for id in [first, second] {
            var marks = BreakMarks()
            for event in try store.events(of: id) { marks.add(event.what) }
            var kept = try #require(try store.marks(of: [id])[id])
            #expect(kept.note > 0)
            kept.note = 0
            #expect(kept == marks)
        }
    }

    @Test("A page is found by an index that holds what filters ask for")
    func plan() async throws {
        let (files, store) = try await made()
        defer { withExtendedLifetime(files) {} }
        for order in BreakFilter.Order.allCases {
            var filter = BreakFilter()
            filter.order = order
            filter.classes = [.duplicate]
            filter.severities = [.high]
            // An age, too, where people ask for one.
            if order == .amount { filter.since = BookFiles.now }
            // The page after one: it is sought, and nothing is sorted.
            let query = BreakQuery(filter)
            let place = query.keys.split(separator: ",").map { _ in "0" }.joined(separator: ", ")
            let condition = query.condition + " AND (\(query.keys)) > (\(place))"
            let plan = try store.read("plan") { database in
                try Row.fetchAll(
                    database,
                    sql: """
                        EXPLAIN QUERY PLAN SELECT number FROM break_version
                        WHERE \(condition) ORDER BY \(query.keys) LIMIT 10
                        """, arguments: query.arguments
                ).map { $0["detail"] as String }
            }
            #expect(plan.count == 1, "\(order): \(plan)")
            #expect(plan.allSatisfy { $0.contains("COVERING INDEX") }, "\(order): \(plan)")
            #expect(plan.allSatisfy { $0.contains(",") || $0.contains(">") }, "\(order): \(plan)")
        }
    }

    @Test("Backwards is the same order from its end", arguments: BreakFilter.Order.allCases)
    func backwards(order: BreakFilter.Order) async throws {
        let (files, store) = try await made()
        defer { withExtendedLifetime(files) {} }
        var filter = BreakFilter()
        filter.standing = .all
        filter.order = order
        let forwards = try pages(filter, of: 50, store)
        filter.isDescending = true
        #expect(try pages(filter, of: 7, store) == forwards.reversed())
    }

    @Test("What a filter takes is added up, per currency")
    func sums() async throws {
        let (files, store) = try await made()
        defer { withExtendedLifetime(files) {} }
        var filter = BreakFilter()
        filter.leg = "shop-wechat"
        let expected = Self.breaks.filter { $0.isOpen && $0.leg == "shop-wechat" }
            .reduce(Money.zero(.cny)) { $0 + $1.amount }
        let sums = try store.breakSums(filter)
        #expect(sums.keys.elementsEqual([.cny]) && sums[.cny]!.equals(expected))
        #expect(try store.breakCurrencies(.open) == [.cny])
        filter.leg = "none"
        #expect(try store.breakSums(filter).isEmpty)
    }

    /// The queue's figure of issue 5: a page of a hundred thousand within thirty milliseconds. The
    /// best of some tries counts: other tests hold the cores meanwhile.
    @Test("A page of a hundred thousand breaks is there at once, wherever it is")
    func hundredThousand() async throws {
        let (files, store) = try await made()
        defer { withExtendedLifetime(files) {} }
        try store.write("test") { database in
            let names = try database.columns(in: "break_version").map(\.name)
            let copied = names.map { name in
                switch name {
                case "number": "number + 1000 * n"
                case "break": "CAST(printf('%08d', n) || substr(hex(break), 25, 8) AS BLOB)"
                case "time_key", "occurred_at":
                    "CASE WHEN occurred_at IS NULL THEN \(name) "
                        + "ELSE \(name) + n * 1000000 END"
                default: name
                }
            }
            try database.execute(
                sql: """
                    WITH RECURSIVE copy (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy
                        WHERE n < 666)
                    INSERT INTO break_version (\(names.joined(separator: ", ")))
                    SELECT \(copied.joined(separator: ", ")) FROM break_version, copy
                    WHERE standing = 0
                    """)
        }
        var filter = BreakFilter()
        filter.limit = 51
        #expect(try store.breakCount(filter) > 100_000)
        for order in BreakFilter.Order.allCases {
            filter.order = order
            for isDescending in [false, true] {
                filter.isDescending = isDescending
                // Deep in the queue: the page after the one in the middle.
                let query = BreakQuery(filter)
                let middle = try store.read("test") { database in
                    try Row.fetchOne(
                        database,
                        sql: """
                            SELECT break FROM break_version WHERE \(query.condition)
                            ORDER BY \(query.order) LIMIT 1 OFFSET 50000
                            """)
                }
                filter.after = Words.hash(try #require(middle).bytes("break"))
                var best = Swift.Duration.seconds(9)
                for _ in 0..<20 {
                    let start = ContinuousClock.now
                    let found = try store.breaks(filter)
                    best = min(best, ContinuousClock.now - start)
                    #expect(found.count == 51)
                }
                #expect(best < .milliseconds(30), "\(order) \(isDescending): \(best)")
            }
        }
    }
}
