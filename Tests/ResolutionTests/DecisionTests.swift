import Ledger
import Records
import Testing

@testable import Resolution

@Suite struct DecisionTests {
    typealias Cases = SampleCases

    @Test("names of one person are one name; what cannot be seen is refused")
    func names() {
        let same: [(String, String)] = [
            ("Li Na", "li na"), (" Li  Na\t", "LI NA"), ("Ｌｉ Na", "Li Na"), ("李娜", "李娜"),
            ("É", "e\u{301}"), ("STRASSE", "strasse"),
        ]
        for (a, b) in same { #expect(ActorName(a) != nil && ActorName(a) == ActorName(b), "\(a)") }
        #expect(ActorName("Li Na") != ActorName("Li Ma"))
        #expect(ActorName(" Li  Na ")?.description == "Li Na")
        for text in [
            "", "  ", "Li\u{200B}Na", "Li\u{0}Na", "\u{202E}aN iL", "Li\u{AD}Na", "Li\u{3164}",
            "Li\u{FE0F}", String(repeating: "a", count: 65),
        ] { #expect(ActorName(text) == nil, "\(text.debugDescription)") }
    }

    @Test("a digest is 32 bytes, as hexadecimal or not")
    func digests() {
        let bytes = (0..<32).map { UInt8($0 * 7 & 255) }
        let digest = ContentDigest(bytes)
        #expect(digest?.bytes == bytes)
        #expect(digest.flatMap { ContentDigest(hex: $0.description) } == digest)
        #expect(ContentDigest(Array(bytes.dropLast())) == nil)
        #expect(ContentDigest(hex: String(repeating: "A", count: 64)) == nil)
        #expect(ContentDigest(hex: String(repeating: "a", count: 63)) == nil)
    }

    static let refused: [(String, @Sendable () throws -> Decision, DecisionRefusal)] = [
        ("no reason", { try Cases.decision(.writeOff, reason: " ") }, .reason(.empty)),
        (
            "a long reason",
            { try Cases.decision(.writeOff, reason: String(repeating: "x", count: 501)) },
            .reason(.tooLong(bytes: 501, limit: 500))
        ),
        (
            "a reason that reads backwards",
            { try Cases.decision(.writeOff, reason: "ok \u{2067}x") },
            .reason(.character(0x2067))
        ),
        ("no break", { try Cases.decision(.writeOff, []) }, .noSubject),
        (
            "one entry to be taken apart",
            { try Cases.decision(.unmatch, entries: [EntryID(segment: 1, row: 1)]) }, .noSubject
        ),
        (
            "too many breaks", { try Cases.decision(.writeOff, (0...1_000).map { Cases.id($0) }) },
            .subjects(found: 1_001, limit: 1_000)
        ),
        (
            "a part of several",
            { try Cases.decision(.writeOff, [Cases.id(1), Cases.id(2)], amount: Cases.cny(1)) },
            .partOfSeveral(2)
        ),
        ("nothing", { try Cases.decision(.writeOff, amount: Cases.cny(0)) }, .zero),
        ("a rule without a name", { try Cases.decision(.ignore(rule: "")) }, .rule(.empty)),
    ]

    @Test("a decision that says too little or too much is refused", arguments: 0..<refused.count)
    func refusal(row: Int) {
        let (_, make, refusal) = Self.refused[row]
        #expect(throws: refusal) { try make() }
    }

    @Test("subjects are a set")
    func subjects() throws {
        let decision = try Cases.decision(
            .writeOff, [Cases.id(2), Cases.id(1), Cases.id(2)],
            entries: [EntryID(segment: 2, row: 0), EntryID(segment: 1, row: 9)])
        #expect(decision.breaks == [Cases.id(1), Cases.id(2)])
        #expect(decision.entries == [EntryID(segment: 1, row: 9), EntryID(segment: 2, row: 0)])
    }

    struct Course: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var approval: Approval
        var steps: [DecisionStep]
        var state: DecisionState?
        var refusal: DecisionRefusal?

        init(_ name: String, _ approval: Approval, _ steps: [DecisionStep], _ state: DecisionState)
        {
            testDescription = name
            (self.approval, self.steps, self.state) = (approval, steps, state)
        }
        init(
            _ name: String, _ approval: Approval, _ steps: [DecisionStep],
            refused: DecisionRefusal
        ) {
            testDescription = name
            (self.approval, self.steps, self.refusal) = (approval, steps, refused)
        }
    }

    static let maker = Cases.maker
    static let checker = Cases.checker
    static let courses = [
        Course("waits for a second person", .always, [], .proposed),
        Course("needs nobody else", .makerAlone, [], .approved),
        Course("alone, applied", .makerAlone, [.apply], .applied),
        Course("approved and applied", .always, [.approve(by: checker), .apply], .applied),
        Course(
            "applied and undone", .always, [.approve(by: checker), .apply, .undo(by: 13)], .undone),
        Course("rejected", .always, [.reject(by: checker, reason: "no proof")], .rejected),
        Course(
            "rejected after all", .always,
            [.approve(by: checker), .reject(by: checker, reason: "no proof")], .rejected),
        Course("withdrawn", .always, [.withdraw(by: maker)], .withdrawn),
        Course(
            "maker checks", .always, [.approve(by: ActorName(" LI  na")!)],
            refused: .samePerson(maker)),
        Course(
            "maker rejects", .always, [.reject(by: maker, reason: "no")],
            refused: .samePerson(maker)),
        Course(
            "rejected without a reason", .always, [.reject(by: checker, reason: "")],
            refused: .reason(.empty)),
        Course("applied too early", .always, [.apply], refused: .checkerNeeded),
        Course(
            "withdrawn by another", .always, [.withdraw(by: checker)], refused: .notMaker(checker)),
        Course(
            "applied twice", .makerAlone, [.apply, .apply], refused: .state(.applied, .apply)),
        Course(
            "undone before it was applied", .makerAlone, [.undo(by: 13)],
            refused: .state(.approved, .undo)),
        Course(
            "undone twice", .makerAlone, [.apply, .undo(by: 13), .undo(by: 14)],
            refused: .state(.undone, .undo)),
        Course(
            "approved when it was rejected", .always,
            [.reject(by: checker, reason: "no proof"), .approve(by: checker)],
            refused: .state(.rejected, .approve)),
        Course(
            "approved when it was withdrawn", .always,
            [.withdraw(by: maker), .approve(by: checker)], refused: .state(.withdrawn, .approve)),
        Course(
            "withdrawn when it was applied", .makerAlone, [.apply, .withdraw(by: maker)],
            refused: .state(.applied, .withdraw)),
    ]

    @Test("four eyes", arguments: courses)
    func course(row: Course) {
        var course = DecisionCourse(maker: Self.maker, row.approval)
        for (index, step) in row.steps.enumerated() {
            let before = course
            do throws(DecisionRefusal) {
                try course.apply(step)
            } catch {
                #expect(error == row.refusal)
                #expect(course == before)
                #expect(index == row.steps.count - 1)
                return
            }
        }
        #expect(row.refusal == nil)
        #expect(course.state == row.state)
    }

    static let usd = Money(units: 1_501, scale: 2, currency: Currency("USD")!)
    static let euro = Money(units: 1, scale: 2, currency: Currency("EUR")!)
    static let approvals: [(DecisionKind.Name, [Money], [Money], Approval)] = [
        (.writeOff, [Cases.cny(10_000)], [], .makerAlone),
        (
            .writeOff, [Cases.cny(-10_001)], [],
            .above(limit: Cases.cny(10_000), amount: Cases.cny(10_001))
        ),
        // A bulk of small ones is a large one, and so is a day of small ones.
        (
            .writeOff, [Cases.cny(-6_000), Cases.cny(6_000)], [],
            .above(limit: Cases.cny(10_000), amount: Cases.cny(12_000))
        ),
        (
            .writeOff, [Cases.cny(-6_000)], [Cases.cny(-6_000)],
            .above(limit: Cases.cny(10_000), amount: Cases.cny(12_000))
        ),
        (.writeOff, [Cases.cny(-6_000)], [usd], .makerAlone),
        (
            .adjustment, [Cases.cny(1), usd], [],
            .above(limit: Money(units: 1_500, scale: 2, currency: usd.currency), amount: usd)
        ),
        (.suspense, [euro], [], .noLimit(euro.currency)),
        (.refund, [Cases.cny(1)], [], .always),
        (.redeliver, [], [], .always),
        (.close, [], [], .always),
        (.forceMatch, [], [], .makerAlone),
        (
            .forceMatch, [Cases.cny(1)], [],
            .above(limit: Cases.cny(0), amount: Cases.cny(1))
        ),
        (.expectedUntil, [], [], .makerAlone),
        (.notADuplicate, [Cases.cny(99_999_999)], [], .makerAlone),
        (
            .undo, [Cases.cny(10_001)], [],
            .above(limit: Cases.cny(10_000), amount: Cases.cny(10_001))
        ),
    ]

    @Test("a second person from a limit on", arguments: approvals)
    func approval(
        kind: DecisionKind.Name, amounts: [Money], earlier: [Money], expected: Approval
    ) {
        #expect(ApprovalPolicy().approval(kind, amounts: amounts, earlier: earlier) == expected)
    }

    @Test("limits are data")
    func policy() {
        var policy = ApprovalPolicy()
        policy[.writeOff] = .always
        policy[.refund] = .above([.cny: 50])
        #expect(policy.approval(.writeOff, amounts: [Cases.cny(1)]) == .always)
        #expect(policy.approval(.refund, amounts: [Cases.cny(5_000)]) == .makerAlone)
        #expect(
            policy.approval(.refund, amounts: [Cases.cny(5_001)])
                == .above(limit: Cases.cny(5_000), amount: Cases.cny(5_001)))
    }
}
