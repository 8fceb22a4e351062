import Ledger
import Matching
import Records
import Testing

@testable import Resolution

@Suite struct PeriodCloseTests {
    typealias Cases = SampleCases

    static let may = Day("2026-05-31")!
    static let sound = {
        var state = PeriodClose.State(today: Day("2026-06-03")!)
        state.closedThrough = Day("2026-04-30")!
        state.lastRun = (12, Day("2026-06-02")!)
        state.breaks = [
            .init(id: Cases.id(1), since: Day("2026-05-20")!, isAwaited: true),
            .init(id: Cases.id(2), since: Day("2026-05-30")!, isAwaited: false),
            .init(id: Cases.id(3), since: Day("2026-06-01")!, isAwaited: false),
        ]
        state.clearing[ChannelTerms.Place(Cases.channel, .cny)] = check(0)
        return state
    }()

    static func check(_ residual: Int128) -> ClearingCheck {
        let zero = Cases.cny(0)
        return ClearingCheck(
            channel: Cases.cny(1_000), open: Cases.cny(300), parts: zero, flow: zero,
            payouts: Cases.cny(-500), balance: Cases.cny(200 + residual))
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var change: @Sendable (inout PeriodClose.State) -> Void = { _ in }
        var through = may
        var carried = [Cases.id(2)]
        var refusals: [CloseRefusal] = []
    }

    static let rows = [
        Row(testDescription: "everything is explained"),
        Row(
            testDescription: "a break is explained by nobody", carried: [],
            refusals: [.unexplained(1, first: Cases.id(2))]),
        Row(
            testDescription: "a break of a later day is not carried over",
            carried: [Cases.id(2), Cases.id(3)], refusals: [.notCarried(Cases.id(3))]),
        Row(
            testDescription: "today is not over", change: { $0.today = may },
            refusals: [.notOver(may, today: may)]),
        Row(
            testDescription: "closed before", change: { $0.closedThrough = may },
            refusals: [.closedBefore(may, through: may)]),
        Row(
            testDescription: "no run", change: { $0.lastRun = nil },
            refusals: [.notRun(may, through: nil)]),
        Row(
            testDescription: "no run came that far",
            change: { $0.lastRun = (11, Day("2026-05-30")!) },
            refusals: [.notRun(may, through: Day("2026-05-30")!)]),
        Row(
            testDescription: "statements that do not add up",
            change: { $0.incomplete = [12, 7, 12] },
            refusals: [.incomplete(run: 7), .incomplete(run: 12)]),
        Row(
            testDescription: "a day is missing",
            change: { $0.missing = [.init(source: "alipay", days: may...may)] },
            refusals: [.missing("alipay", from: may, through: may)]),
        Row(
            testDescription: "orders of a channel without a bill", change: { $0.deferred = 3 },
            refusals: [.unsourced(3)]),
        Row(
            testDescription: "what was given back was not looked at", change: { $0.returned = 2 },
            refusals: [.returned(2)]),
        Row(
            testDescription: "a file waits for its run", change: { $0.untaken = 2 },
            refusals: [.notTaken(2)]),
        Row(
            testDescription: "somebody must still approve", change: { $0.waiting = [9, 4] },
            refusals: [.waiting([4, 9])]),
        Row(
            testDescription: "books that do not hold", change: { $0.bookFaults = 1 },
            refusals: [.books(faults: 1)]),
        Row(
            testDescription: "a clearing account that is off",
            change: { $0.clearing[ChannelTerms.Place(Cases.channel, .cny)] = check(-7) },
            refusals: [.clearing(Cases.channel, residual: Cases.cny(-7))]),
        Row(
            testDescription: "all at once, in one order",
            change: {
                $0.waiting = [4]
                $0.lastRun = nil
                $0.bookFaults = 2
            }, carried: [],
            refusals: [
                .notRun(may, through: nil), .unexplained(1, first: Cases.id(2)), .waiting([4]),
                .books(faults: 2),
            ]),
    ]

    @Test("a period is closed when all of it is explained", arguments: rows)
    func refusals(row: Row) {
        var state = Self.sound
        row.change(&state)
        #expect(
            PeriodClose(through: row.through, carried: row.carried).refusals(state)
                == row.refusals)
    }

    @Test("what comes late is booked on the first open day, and says of which day it is")
    func late() {
        let rows: [(String, String?, String, String?)] = [
            ("2026-05-31", nil, "2026-05-31", nil),
            ("2026-06-01", "2026-05-31", "2026-06-01", nil),
            ("2026-05-31", "2026-05-31", "2026-06-01", "2026-05-31"),
            ("2026-02-01", "2026-05-31", "2026-06-01", "2026-02-01"),
        ]
        for (day, closed, booked, of) in rows {
            let found = PeriodClose.booking(Day(day)!, closedThrough: closed.flatMap { Day($0) })
            #expect(found.day == Day(booked)! && found.of == of.flatMap { Day($0) })
        }
    }

    @Test("closing is a decision that always needs a second person")
    func fourEyes() throws {
        let decision = try Cases.decision(.close(through: Self.may), [Cases.id(2)])
        #expect(ApprovalPolicy().approval(decision.kind.name, amounts: []) == .always)
        #expect(
            try Resolution.effect(
                of: decision,
                on: [
                    Cases.breakCase(
                        2, .missingRight, Cases.cny(-1), left: Cases.item(.left, Cases.cny(1)))
                ],
                today: Cases.day) == DecisionEffect())
    }
}
