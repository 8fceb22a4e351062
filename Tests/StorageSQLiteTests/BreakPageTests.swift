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
            let (x, y) = (BreakRows.magnitude(a.amount), BreakRows.magnitude(b.amount))
            if x != y { return x > y }
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
}
