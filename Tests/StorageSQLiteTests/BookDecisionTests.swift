import GRDB
import Ledger
import Testing

@testable import Engine
@testable import Matching
@testable import Records
@testable import Reports
@testable import Resolution
@testable import StorageSQLite

/// Decisions about a book on a real SQLite: what they do, who must agree, and what is taken back.
@Suite struct BookDecisionTests {
    typealias Row = BookFiles.Row

    /// A day with an order that nobody paid, money that nobody ordered, one short, and one paid
    /// twice.
    static func files() async throws -> BookFiles {
        let files = try BookFiles()
        try files.make()
        try await files.take(
            try files.orders(
                "o.csv",
                [
                    Row("A1", "5.00"), Row("A2", "6.00"), Row("A3", "70.00"), Row("A4", "800.00"),
                    Row("A5", "2.00"),
                ]),
            try files.payments(
                "p.csv",
                [Row("A1", "5.00"), Row("A3", "69.00"), Row("X9", "9.00"), Row("A5", "2.00")]))
        try await files.run("2026-06-01")
        return files
    }

    static func decide(
        _ files: BookFiles, _ kind: DecisionKind, _ reference: String, as actor: String = "wang",
        amount: String? = nil
    ) throws -> StoredDecision {
        var book = try files.open()
        book.actor = actor
        var filter = BreakFilter()
        filter.reference = reference
        let found = try book.store.breaks(filter)
        var request = BookDecide.Request(kind, found.map(\.id), reason: "asked the channel")
        request.amount = amount.map { BookDecide.ExactAmount($0) }
        return try BookDecide(book).decide(request)
    }

    static func act(
        _ files: BookFiles, as actor: String, _ body: (BookDecide) throws -> StoredDecision
    ) throws -> StoredDecision {
        var book = try files.open()
        book.actor = actor
        return try body(BookDecide(book))
    }

    static func balances(_ files: BookFiles) throws -> [String] {
        try files.open().ledger().trialBalance().rows.filter { !$0.balance.isZero }
            .map { "\($0.account) \($0.balance.decimal)" }
    }

    @Test("what a run matches is posted, and its undoing posts the opposite")
    func postings() async throws {
        let files = try await Self.files()
        let before = try Self.balances(files)
        #expect(before.map { $0.split(separator: " ").last! } == ["7.00", "-7.00"])
        try files.open().undo(run: 1)
        #expect(try Self.balances(files) == [])
        try await files.run("2026-06-01")
        #expect(try Self.balances(files) == before)
        #expect(try files.audit().findings == [])
    }

    @Test("a small decision is applied at once, its item leaves, and the next run resolves it")
    func small() async throws {
        let files = try await Self.files()
        let stored = try Self.decide(files, .writeOff, "A2")
        #expect(stored.course.state == .applied && stored.course.checker == nil)
        #expect(try files.open(.resolved) == ["missing_right A2 -6.00"])
        #expect(try files.audit().findings == [])
        try await files.take(try files.orders("o2.csv", [Row("B1", "1.00")], day: "2026-06-02"))
        let second = try await files.run("2026-06-02")
        let sides = second.report.legs.flatMap(\.outcome.statement.sides)
        #expect(sides.count { !$0.closes } == 0)
        #expect(sides.filter { $0.side == .left }.map(\.resolved.count) == [1])
        #expect(try !files.open(.open).contains { $0.contains("A2") })
        #expect(try files.audit().findings == [])
    }

    @Test("above the limit another person must agree, and not the maker by another spelling")
    func fourEyes() async throws {
        let files = try await Self.files()
        let stored = try Self.decide(files, .writeOff, "A4")
        #expect(stored.course.state == .proposed)
        #expect(try files.open(.open).contains("missing_right A4 -800.00"))
        for name in ["wang", " WANG "] {
            #expect(throws: EngineError.self) {
                _ = try Self.act(files, as: name) { try $0.approve(stored.number) }
            }
        }
        let approved = try Self.act(files, as: "li") { try $0.approve(stored.number) }
        #expect(approved.course.state == .applied && approved.course.checker == ActorName("li"))
        #expect(try files.open(.resolved) == ["missing_right A4 -800.00"])
        #expect(throws: EngineError.self) {
            try Self.act(files, as: "li") { try $0.approve(stored.number) }
        }
        #expect(try files.audit().findings == [])
    }

    @Test("a decision about a break that changed since is not approved")
    func changed() async throws {
        let files = try await Self.files()
        let stored = try Self.decide(files, .writeOff, "A4")
        _ = try Self.decide(files, .writeOff, "A4", amount: "10.00")
        #expect(throws: EngineError.book(.decision(.changedSince))) {
            try Self.act(files, as: "li") { try $0.approve(stored.number) }
        }
        let rejected = try Self.act(files, as: "li") { try $0.reject(stored.number, reason: "old") }
        #expect(rejected.course.state == .rejected)
        #expect(try files.audit().findings == [])
    }

    @Test("many small pieces of one day are a large amount")
    func pieces() async throws {
        let files = try await Self.files()
        let first = try Self.decide(files, .writeOff, "A4", amount: "60.00")
        let second = try Self.decide(files, .writeOff, "A4", amount: "60.00")
        #expect(first.course.state == .applied && second.course.state == .proposed)
    }

    @Test("a decision is taken back before the next run, or after it", arguments: [false, true])
    func undo(isLate: Bool) async throws {
        let files = try await Self.files()
        let before = try Self.balances(files)
        let stored = try Self.decide(files, .writeOff, "A2")
        #expect(try Self.balances(files) != before)
        try await files.take(try files.orders("o2.csv", [Row("B1", "1.00")], day: "2026-06-02"))
        if isLate { try await files.run("2026-06-02") }
        let undone = try Self.act(files, as: "wang") {
            try $0.decide(
                BookDecide.Request(.undo(.decision(stored.number)), [], reason: "wrong order"))
        }
        #expect(undone.course.state == .applied)
        #expect(try Self.balances(files) == before)
        #expect(try files.open().store.decision(stored.number)?.course.state == .undone)
        #expect(try files.audit().findings == [])
        let next = try await files.run(isLate ? "2026-06-03" : "2026-06-02")
        let sides = next.report.legs.flatMap(\.outcome.statement.sides)
        #expect(sides.count { !$0.closes } == 0)
        #expect(sides.first { $0.side == .left }?.reopened.count ?? 0 == (isLate ? 1 : 0))
        #expect(try files.open(.open).contains("missing_right A2 -6.00"))
        #expect(try files.audit().findings == [])
        #expect(throws: EngineError.self) {
            try Self.act(files, as: "wang") {
                try $0.decide(
                    BookDecide.Request(.undo(.decision(stored.number)), [], reason: "again"))
            }
        }
    }

    @Test("a run that decisions rest on is not taken back before them")
    func undoRun() async throws {
        let files = try await Self.files()
        let stored = try Self.decide(files, .acceptDifference, "A3")
        #expect(throws: EngineError.book(.decided(run: 1, decisions: [stored.number]))) {
            try files.open().undo(run: 1)
        }
    }

    @Test("what a decision lets wait is expected until its day")
    func expected() async throws {
        let files = try await Self.files()
        _ = try Self.decide(files, .expectedUntil(Day("2026-06-03")!), "A2")
        #expect(try files.open(.expected) == ["missing_right A2 -6.00"])
        #expect(
            try await BookRun(files.open(), through: Day("2026-06-01")).plan().changesNothing)
        for (day, isExpected) in [
            ("2026-06-02", true), ("2026-06-03", true), ("2026-06-04", false),
        ] {
            try await files.take(
                try files.orders("\(day).csv", [Row("C\(day)", "1.00")], day: day))
            try await files.run(day)
            #expect(
                try files.open(.expected).contains("missing_right A2 -6.00") == isExpected, "\(day)"
            )
            #expect(try files.audit().findings == [])
        }
    }

    @Test("a refund is an instruction, and its own row takes the money out of suspense")
    func refund() async throws {
        let files = try await Self.files()
        let before = try Self.balances(files)
        let stored = try Self.decide(files, .refund, "X9")
        #expect(stored.course.state == .proposed)
        _ = try Self.act(files, as: "li") { try $0.approve(stored.number) }
        let outbox = try files.open().store.outbox()
        #expect(outbox.map(\.state) == [.pending])
        #expect(outbox.first?.instruction.orderReference == "X9")
        #expect(try Self.balances(files).count == before.count + 1)
        #expect(try files.audit().findings == [])
    }

    @Test("notes are kept in order, and each is a leaf")
    func notes() async throws {
        let files = try await Self.files()
        let book = try files.open()
        var filter = BreakFilter()
        filter.reference = "A2"
        let id = try #require(try book.store.breaks(filter).first?.id)
        let notes = BookNotes(book)
        try notes.add(
            .init(comment: "called", owner: "zhao", labels: ["vip"], unlabels: [], files: []),
            to: id)
        #expect(throws: EngineError.book(.life(.text(.empty)))) {
            try notes.add(
                .init(comment: "", owner: nil, labels: [], unlabels: [], files: []), to: id)
        }
        #expect(try notes.events(of: id).count == 3)
        #expect(try files.audit().findings == [])
    }

    @Test("an opening balance must be what the bank's own first statement says")
    func statedOpening() async throws {
        let files = try BookFiles()
        try files.make(from: "2026-06-02")
        let statement = try files.write(
            "abc.csv",
            [
                "交易日期,交易时间,交易摘要,交易金额,本次余额,对手信息,日 志 号,交易渠道,交易附言",
                "20260601,123456,转存,+10000.00,11000.00,某人,369396693,电子银行,转账",
                "20260602,132324,财付通,-10.00,10990.00,某支,369333999,电子商务,UA01",
                "20260603,,代付,-990.00,10000.00,1234,111222333,,",
            ])
        let receipt = try await files.take(statement)[0]
        #expect(receipt.early == 1)
        let source = try #require(receipt.fact.statements.first?.source)
        try await files.take(
            try files.orders("o.csv", [Row("A1", "5.00")], day: "2026-06-02"),
            try files.payments("p.csv", [Row("A1", "5.00")], day: "2026-06-02"))
        try await files.run("2026-06-03")
        let bank = Account.bank(AccountLabel.spelled(source, otherwise: AccountLabel("bank")!))
        func open(_ amount: String) throws -> StoredDecision {
            var request = BookDecide.Request(.opening(bank), [], reason: "page 1")
            request.amount = .init(amount)
            return try Self.act(files, as: "wang") { try $0.decide(request) }
        }
        // 1,000.00 before the first row, which is from before the book began.
        #expect(
            throws: EngineError.book(
                .decision(
                    .openingDiffers(
                        bank, Money(decimal: "1000.00", currency: .cny)!, file: "abc.csv",
                        stated: Money(decimal: "11000.00", currency: .cny)!)))
        ) { _ = try open("1000.00 CNY") }
        let stored = try open("11000.00 CNY")
        #expect(
            try Self.act(files, as: "li") { try $0.approve(stored.number) }.course.state
                == .applied)
        #expect(try files.audit().findings == [])
    }

    @Test("what was there when the book began is opened once, by two, on its first day")
    func opening() async throws {
        let files = try await Self.files()
        let before = try Self.balances(files)
        func open(_ account: String, _ amount: String) throws -> StoredDecision {
            var request = BookDecide.Request(
                .opening(Account(account)!), [], reason: "statement of May, page 3")
            request.amount = .init(amount)
            return try Self.act(files, as: "wang") { try $0.decide(request) }
        }
        let stored = try open("Assets:Bank:Icbc", "1000.00 CNY")
        #expect(stored.course.state == .proposed)
        #expect(try open("Assets:Bank:Icbc", "1000.00 CNY").number == stored.number)
        _ = try Self.act(files, as: "li") { try $0.approve(stored.number) }
        for (account, amount) in [
            ("Assets:Bank:Icbc", "7 CNY"), ("Income:Revenue:Main", "1 CNY"),
            ("Assets:Bank:Abc", "0 CNY"), ("Assets:Bank:Abc", "1000"),
        ] {
            #expect(throws: EngineError.self) { _ = try open(account, amount) }
        }
        let clearing = try open("Assets:Clearing:Alipay", "-20.00 CNY")
        _ = try Self.act(files, as: "li") { try $0.approve(clearing.number) }
        let journal = try files.open().store.journal()
        #expect(
            journal.suffix(2).allSatisfy { $0.day == Day("2026-06-01")! && $0.kind == .opening })
        #expect(try files.open().ledger().trialBalance().isZero)
        #expect(try files.audit().findings == [])
        for number in [stored.number, clearing.number] {
            let undone = try Self.act(files, as: "wang") {
                try $0.decide(
                    BookDecide.Request(.undo(.decision(number)), [], reason: "another account"))
            }
            if undone.course.isWaiting {
                _ = try Self.act(files, as: "li") { try $0.approve(undone.number) }
            }
        }
        #expect(try Self.balances(files) == before)
        #expect(try files.audit().findings == [])
    }

    @Test("attached files are kept, checked and given back")
    func attachments() async throws {
        let files = try await Self.files()
        let id = try #require(try files.open().store.breaks(BreakFilter()).first?.id)
        let path = try files.write("chat.txt", ["they paid twice"])
        for _ in 0..<2 {
            try BookNotes(files.open()).add(
                .init(comment: nil, owner: nil, labels: [], unlabels: [], files: [path]), to: id)
        }
        let notes = BookNotes(try BookFiles.reading(files))
        let kept = try notes.attachments(of: id)
        #expect(kept.map(\.name) == ["chat.txt", "chat.txt"] && kept[0].size == 16)
        let paths = try notes.export(attachmentsOf: id, to: files.folder + "/out")
        #expect(paths.map { $0.split(separator: "/").last! } == ["chat.txt", "chat~2.txt"])
        #expect(try SystemFile.read(paths[1], limit: 100) == SystemFile.read(path, limit: 100))
        #expect(try files.audit().findings == [])
        let digest = kept[0].digest.description
        let raw = "\(files.book)/files/\(digest.prefix(2))/\(digest).z"
        try DurableFile.write(Array("other".utf8), to: raw)
        #expect(try files.audit().findings.map(\.part) == [.rawFile])
        #expect(throws: EngineError.self) {
            try notes.export(attachmentsOf: id, to: files.folder + "/out")
        }
    }

    @Test("a closed period stays as it is, and what comes late is booked after it")
    func close() async throws {
        let files = try await Self.files()
        let closing = BookDecide.Request(
            .close(through: Day("2026-06-01")!), [], reason: "month's end")
        #expect(throws: EngineError.self) {
            try Self.act(files, as: "wang") { try $0.decide(closing) }
        }
        let ids = try files.open().store.breaks(BreakFilter()).map(\.id)
        let carried = BookDecide.Request(
            .close(through: Day("2026-06-01")!), ids, reason: "month's end")
        let stored = try Self.act(files, as: "wang") { try $0.decide(carried) }
        #expect(stored.course.state == .proposed)
        _ = try Self.act(files, as: "li") { try $0.approve(stored.number) }
        #expect(try files.open().store.closedThrough() == Day("2026-06-01"))
        #expect(throws: EngineError.self) { try files.open().undo(run: 1) }
        // The money of the first day comes with a bill of the second.
        try await files.take(
            try files.payments("late.csv", [Row("A2", "6.00", at: "13:00:00")]),
            try files.orders("o2.csv", [Row("B1", "1.00")], day: "2026-06-02"))
        try await files.run("2026-06-02")
        let late = try files.open().store.journal().filter { $0.memo.contains("of 2026-06-01") }
        #expect(late.map(\.day) == [Day("2026-06-02")!])
        #expect(try files.audit().findings == [])
    }

    struct Broken: Error {}

    @Test("a decision that fails at any step", arguments: CommitStepTests.all)
    func steps(_ failing: CommitStepTests.Failing) async throws {
        let files = try await Self.files()
        do {
            let broken = try files.open { step, moment in
                if step == failing.step, moment == failing.moment { throw Broken() }
            }
            var filter = BreakFilter()
            filter.reference = "A2"
            let ids = try broken.store.breaks(filter).map(\.id)
            _ = try BookDecide(broken).decide(
                BookDecide.Request(.writeOff, ids, reason: "asked the channel"))
        } catch {}
        #expect(try files.audit().findings == [], "\(failing)")
        // Whether it was kept or not, it is not decided twice.
        if try files.open().store.decisions(DecisionFilter()).isEmpty {
            _ = try Self.decide(files, .writeOff, "A2")
        }
        #expect(
            try files.open().store.decisions(DecisionFilter()).map(\.course.state) == [.applied])
        #expect(try files.open(.resolved) == ["missing_right A2 -6.00"])
        #expect(try files.audit().findings == [])
    }

    @Test(
        "a changed row of a decision is found",
        arguments: [
            "UPDATE decision SET reason = 'asked nobody' WHERE number = 1",
            "UPDATE decision SET amounts = '-6.01 CNY' WHERE number = 1",
            "UPDATE decision SET evidence = x'7B7D' WHERE number = 1",
            "UPDATE decision SET approval = 'two' WHERE number = 1",
            "UPDATE decision_step SET at = at + 1 WHERE number = 1",
            "UPDATE decision_effect SET bytes = CAST(replace(bytes, 'left', 'right') AS BLOB)",
            "UPDATE standing_rule SET name = 'other'",
            "DELETE FROM standing_rule",
            "UPDATE expectation SET until = until + 1",
            "UPDATE break_part SET units = '-1'",
            "UPDATE break_note SET text = 'nothing'",
            "UPDATE break_mark SET comments = comments + 1",
            "INSERT INTO break_label SELECT break, 'urgent' FROM break_mark",
        ])
    func damage(change: String) async throws {
        let files = try await Self.files()
        _ = try Self.decide(files, .writeOff, "A2")
        _ = try Self.decide(files, .ignore(rule: "tips"), "X9")
        _ = try Self.decide(files, .writeOff, "A4", amount: "1.00")
        _ = try Self.decide(files, .expectedUntil(Day("2026-06-09")!), "A4")
        let id = try #require(try files.open().store.breakIDs(beginning: "").first)
        try BookNotes(files.open()).add(
            .init(comment: "called", owner: nil, labels: [], unlabels: [], files: []), to: id)
        #expect(try files.audit().findings == [])
        let database = try BookDatabase(folder: files.book, writes: true)
        try database.write("test") { try $0.execute(sql: change) }
        #expect(try !files.audit().findings.isEmpty, "\(change)")
    }
}
