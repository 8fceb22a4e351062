import Testing

@testable import Engine
@testable import Matching
@testable import Records
@testable import Reports
@testable import Resolution
@testable import StorageSQLite

/// The story of one reference in a book on a real SQLite.
@Suite struct BookTraceTests {
    typealias Row = BookFiles.Row

    /// An order that was pending, then paid, matched a day later; one whose bill was corrected; one
    /// that a decision gave up; and what nobody asks for.
    static func files() async throws -> BookFiles {
        let files = try BookFiles()
        try files.make()
        try await files.take(
            try files.orders(
                "o1.csv",
                [
                    Row("A1", "5.00", "pending"), Row("A2", "6.00"), Row("A3", "7.00"),
                    Row("B1", "8.00"),
                ]),
            try files.payments("p1.csv", [Row("A3", "7.10"), Row("B1", "8.00")]))
        try await files.run("2026-06-01")
        try await files.take(
            try files.orders("o2.csv", [Row("A1", "5.00", "paid")]),
            try files.payments("p2.csv", [Row("A1", "5.00")]))
        try await files.take(
            try files.payments("p1-corrected.csv", [Row("A3", "7.00"), Row("B1", "8.00")]),
            replaces: "p1.csv")
        try await files.run("2026-06-01")
        _ = try BookDecisionTests.decide(files, .writeOff, "A2")
        return files
    }

    static func story(_ files: BookFiles, _ reference: String) throws -> [String] {
        let trace = try BookTracer.trace(reference, in: files.open())
        return trace.events.map { event in
            switch event.what {
            case .entry(let place):
                let entry = trace.entries[place]
                return "\(entry.kind.name) \(entry.status.name) \(entry.gross?.decimal ?? "") "
                    + "\(entry.file):\(entry.line) \(entry.standing.name)"
            case .superseded(let place):
                let entry = trace.entries[place]
                return "\(entry.id) → \(entry.supersededBy?.description ?? "-")"
            case .match(let place):
                let match = trace.matches[place]
                return "run \(match.run) \(match.leg) \(match.pass) \(match.left) \(match.right) "
                    + "\(match.entryClass.name) \(match.voidedBy ?? "holds")"
            case .breakVersion(let place):
                let version = trace.breaks[place]
                return "\(version.state.rawValue) \(version.entryClass.name) "
                    + "\(version.amount.decimal) \(version.cause?.text ?? "")"
            case .proposed(let place):
                return trace.decisions[place].stored.decision.kind.name.rawValue
            case .stepped(let place, let step):
                return trace.decisions[place].steps[step].step.name.rawValue
            case .posting(let place):
                let posting = trace.postings[place]
                return "\(posting.fact.cause) \(posting.isSum)"
            }
        }
    }

    @Test("a later state supersedes, and what it matched is told with run, leg and pass")
    func superseded() async throws {
        let files = try await Self.files()
        #expect(
            try Self.story(files, "A1") == [
                "order pending 5.00 o1.csv:2 superseded",
                "order succeeded 5.00 o2.csv:2 counts",
                "payment succeeded 5.00 p2.csv:2 counts",
                "1:0 → 3:0",
                "run 2 orders-payments exact 3:0 4:0 matched holds",
                "run 2 true",
            ])
        // The channel's own number leads to the same.
        #expect(try Self.story(files, "T01A1") == Self.story(files, "A1"))
    }

    @Test("a corrected bill: the break, both versions, and how it was resolved")
    func corrected() async throws {
        let files = try await Self.files()
        let story = try Self.story(files, "A3")
        #expect(story.contains("payment succeeded 7.10 p1.csv:2 superseded"), "\(story)")
        #expect(story.contains("open amount_mismatch 0.10 "), "\(story)")
        #expect(story.contains("resolved amount_mismatch 0.10 superseded"), "\(story)")
        #expect(
            story.contains { $0.hasPrefix("run 2 orders-payments exact 1:2 5:0 matched") },
            "\(story)")
    }

    @Test("a decision is told with its steps and what it posted")
    func decided() async throws {
        let files = try await Self.files()
        let story = try Self.story(files, "A2")
        #expect(story.contains("write_off") && story.contains("apply"), "\(story)")
        #expect(story.contains("decision 1 false"), "\(story)")
        #expect(story.contains("resolved missing_right -6.00 decision 1"), "\(story)")
        #expect(!story.contains { $0.contains("payment") }, "\(story)")
    }

    @Test(
        "what the book does not know is nothing, and no story", arguments: ["", "A", "a1", "A11"])
    func unknown(_ reference: String) async throws {
        let files = try await Self.files()
        let trace = try BookTracer.trace(reference, in: files.open())
        #expect(trace.isEmpty && trace.events.isEmpty)
    }

    @Test("a group is told up to the limit where it is asked for, and not followed from a member")
    func groups() async throws {
        let files = try BookFiles()
        try files.make()
        let count = BookTrace.entryLimit + 50
        let rows = (0..<count).map { "T\($0),GROUP,1.00,CNY,paid,2026-06-01 12:00:00,alipay" }
        try await files.take(
            try files.write(
                "p.csv", ["transaction_id,order_id,amount,currency,status,paid_at,channel"] + rows))
        let group = try BookTracer.trace("GROUP", in: files.open())
        #expect(group.entries.count == BookTrace.entryLimit && group.isCut)
        let member = try BookTracer.trace("T3", in: files.open())
        #expect(member.entries.count == 1 && !member.isCut)
    }

    @Test("search: entries by a whole reference, breaks by how one or their id begins")
    func search() async throws {
        let files = try await Self.files()
        let book = try files.open()
        #expect(
            try BookSearch(["A1"], in: book).entries.map { "\($0.id)" } == ["1:0", "3:0", "4:0"])
        #expect(try BookSearch(["A"], in: book).entries == [])
        let begun = try BookSearch(["A"], in: book).breaks.map(\.reference).sorted()
        #expect(begun.contains("A2") && begun.contains("A3"), "\(begun)")
        let id = try #require(try BookSearch(["A2"], in: book).breaks.first).id
        #expect(try BookSearch([String(id.hex.prefix(8))], in: book).breaks.map(\.id) == [id])
        #expect(try BookSearch(["", "ZZ"], in: book).isEmpty)
    }
}
