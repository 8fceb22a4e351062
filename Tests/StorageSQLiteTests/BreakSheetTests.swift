import Documents
import Testing

@testable import Engine
@testable import Matching
@testable import Records
@testable import Reports
@testable import Resolution
@testable import StorageSQLite

/// Breaks out as a spreadsheet, filled in, and back.
@Suite struct BreakSheetTests {
    typealias Column = BreakSheetColumn
    typealias Edits = [(reference: String, column: Column, text: String)]

    /// The list of open breaks with some cells filled in.
    private static func sheet(_ files: BookFiles, _ edits: Edits) throws -> [UInt8] {
        let book = try BookFiles.reading(files)
        let breaks = try book.store.breaks(BreakFilter())
        let marks = try book.store.marks(of: breaks.map(\.id))
        let sheet = try BreakSheet(book)
        let rows = breaks.map { found in
            var cells = sheet.cells(found, marks[found.id] ?? BreakMarks(), .english)
            for edit in edits where edit.reference == found.reference || edit.reference == "*" {
                cells[Column.allCases.firstIndex(of: edit.column)!] = .words(edit.text)
            }
            return cells
        }
        let columns = Column.allCases.map {
            TableWorkbook.Column($0.rawValue, width: $0.width, isEdited: $0.isEdited)
        }
        let path = files.folder + "/sheet.xlsx"
        try TableWorkbook.write(
            [
                .init(name: "Guide", columns: [.init("a", width: 9, isEdited: false)], rows: []),
                .init(name: "Breaks", columns: columns, rows: rows),
            ],
            title: "t", author: "a", at: BookFiles.now, to: path)
        return try SystemFile.read(path, limit: 1 << 20)
    }

    private static func take(
        _ files: BookFiles, _ bytes: [UInt8], partial: Bool = false
    ) throws -> BreakSheetImport.Result {
        try BreakSheetImport(files.open()).take(bytes, name: "sheet.xlsx", partial: partial)
    }

    private static func sound(_ edits: Edits) -> Edits {
        edits + [
            ("A2", .owner, "zhao"), ("A2", .labels, "vip, 急"), ("A2", .comment, "=called()"),
            ("A2", .decision, "write-off"), ("A2", .reason, "never paid"),
            ("A4", .decision, "expected-until 2026-06-09"), ("A4", .reason, "they will pay"),
            ("X9", .decision, "adjustment misc"), ("X9", .reason, "a tip"),
            ("X9", .decisionAmount, "4.5"),
        ]
    }

    @Test("what is filled in is noted and decided, whole, once")
    func roundTrip() async throws {
        let files = try await BookDecisionTests.files()
        let untouched = try Self.take(files, try Self.sheet(files, []))
        #expect(untouched.isApplied && untouched.faults.isEmpty && untouched.changed == 0)
        #expect(untouched.unchanged == 4)
        let bytes = try Self.sheet(files, Self.sound([]))
        let result = try Self.take(files, bytes)
        #expect(result.faults == [])
        #expect(result.changed == 3 && result.notes == 4 && result.decisions.count == 3)
        #expect(try files.open(.resolved) == ["missing_right A2 -6.00"])
        #expect(try files.open(.expected) == ["missing_right A4 -800.00"])
        let book = try BookFiles.reading(files)
        var filter = BreakFilter()
        filter.standing = .all
        filter.owner = .named("Zhao")
        let own = try book.store.breaks(filter)
        #expect(own.map(\.reference) == ["A2"])
        #expect(try book.store.marks(of: own.map(\.id)).values.first?.labels == ["vip", "急"])
        let texts = try book.store.events(of: own[0].id).compactMap { event in
            if case .commented(let text) = event.what { return text }
            return nil
        }
        #expect(texts == ["=called()"])
        #expect(try files.audit().findings == [])
        // The same file again: what it asks for was done, and its rows are of another time.
        let again = try Self.take(files, bytes)
        #expect(!again.isApplied)
        #expect(again.faults.map(\.reason) == [.changedSince, .changedSince, .changedSince])
        #expect(try book.store.decisions(DecisionFilter()).count == 3)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var edits: Edits
        var reason: SheetFault.Reason
        var column: Column?
    }

    static let cases: [Case] = [
        Case(
            testDescription: "an id nobody knows",
            edits: [("A2", .breakID, String(repeating: "0", count: 32))], reason: .unknownBreak,
            column: .breakID),
        Case(
            testDescription: "a version that is past",
            edits: [("A2", .version, "v1.9"), ("A2", .owner, "li")], reason: .changedSince,
            column: .version),
        Case(
            testDescription: "an amount", edits: [("A2", .amount, "-6.01")], reason: .locked,
            column: .amount),
        Case(
            testDescription: "a reference", edits: [("A2", .reference, "A2 ")], reason: .locked,
            column: .reference),
        Case(
            testDescription: "an owner with what cannot be seen",
            edits: [("A2", .owner, "li\u{200B}")], reason: .owner, column: .owner),
        Case(
            testDescription: "a label that is too long",
            edits: [("A2", .labels, String(repeating: "x", count: 41))],
            reason: .life(.text(.tooLong(bytes: 41, limit: 40))), column: .comment),
        Case(
            testDescription: "a decision there is none of",
            edits: [("A2", .decision, "forget"), ("A2", .reason, "x")], reason: .decision,
            column: .decision),
        Case(
            testDescription: "a decision about more than one",
            edits: [("A2", .decision, "force-match"), ("A2", .reason, "x")], reason: .decision,
            column: .decision),
        Case(
            testDescription: "a day that is none",
            edits: [("A2", .decision, "expected-until 2026-02-30"), ("A2", .reason, "x")],
            reason: .decision, column: .decision),
        Case(
            testDescription: "no reason", edits: [("A2", .decision, "write-off")],
            reason: .reason, column: .reason),
        Case(
            testDescription: "a reason for nothing", edits: [("A2", .reason, "because")],
            reason: .reason, column: .decision),
        Case(
            testDescription: "an amount that is none",
            edits: [
                ("A2", .decision, "write-off"), ("A2", .reason, "x"),
                ("A2", .decisionAmount, "six"),
            ], reason: .amount, column: .decisionAmount),
        Case(
            testDescription: "more than is left",
            edits: [
                ("A2", .decision, "write-off"), ("A2", .reason, "x"),
                ("A2", .decisionAmount, "7"),
            ],
            reason: .refused(
                .tooMuch(
                    found: Money(decimal: "-7", currency: .cny)!,
                    left: Money(decimal: "-6", currency: .cny)!)), column: .decision),
        Case(
            testDescription: "a day that is past",
            edits: [("A2", .decision, "expected-until 2026-06-01"), ("A2", .reason, "x")],
            reason: .refused(.past(Day("2026-06-01")!, today: Day("2026-06-02")!)),
            column: .decision),
    ]

    @Test("a row that cannot be done is named, and nothing is done", arguments: cases)
    func faults(_ row: Case) async throws {
        let files = try await BookDecisionTests.files()
        let edits = Self.sound([]).filter { $0.reference != "A2" } + row.edits
        let bytes = try Self.sheet(files, edits)
        let result = try Self.take(files, bytes)
        #expect(result.faults.count == 1 && !result.isApplied)
        let fault = try #require(result.faults.first)
        #expect(fault.line > 1 && fault.column == row.column)
        switch (fault.reason, row.reason) {
        case (.refused(.tooMuch(let a, let b)), .refused(.tooMuch(let c, let d))):
            #expect(a.equals(c) && b.equals(d))
        default: #expect(fault.reason == row.reason)
        }
        #expect(try files.open().store.decisions(DecisionFilter()).isEmpty)
        #expect(try files.open(.expected).isEmpty)
        // The others are done where that is asked for.
        let partly = try Self.take(files, bytes, partial: true)
        #expect(partly.isApplied && partly.faults.count == 1 && partly.decisions.count == 2)
        #expect(try files.open(.expected) == ["missing_right A4 -800.00"])
        #expect(try files.audit().findings == [])
    }

    @Test("many small amounts of one file are a large amount")
    func sums() async throws {
        let files = try await BookDecisionTests.files()
        let result = try Self.take(
            files,
            try Self.sheet(
                files,
                [
                    ("A4", .decision, "write-off"), ("A4", .reason, "x"),
                    ("A4", .decisionAmount, "98"), ("A2", .decision, "write-off"),
                    ("A2", .reason, "x"),
                ]))
        #expect(result.faults == [])
        #expect(Set(result.decisions.map(\.course.state)) == [.applied, .proposed])
        #expect(try files.audit().findings == [])
    }

    @Test("what is no such sheet is said to be none")
    func files() async throws {
        let files = try await BookDecisionTests.files()
        for bytes in [[], Array("a,b\n1,2\n".utf8), [0x50, 0x4B, 0x03, 0x04, 0, 0]] {
            let result = try Self.take(files, bytes)
            #expect(result.faults.map(\.reason) == [.file] && !result.isApplied)
        }
    }
}
