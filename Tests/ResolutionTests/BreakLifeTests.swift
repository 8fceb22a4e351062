import Matching
import Records
import Testing

@testable import Resolution

@Suite struct BreakLifeTests {
    typealias Cases = SampleCases

    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var causes: [BreakCause]
        var state: BreakState?
        var refusal: BreakRefusal?

        init(_ name: String, _ causes: [BreakCause], _ state: BreakState) {
            (testDescription, self.causes, self.state) = (name, causes, state)
        }
        init(_ name: String, _ causes: [BreakCause], refused: BreakRefusal) {
            (testDescription, self.causes, self.refusal) = (name, causes, refused)
        }
    }

    static let rows = [
        Row("found", [.found(run: 1)], .new),
        Row("found again", [.found(run: 1), .found(run: 2)], .persisting),
        Row("matched", [.found(run: 1), .matched(run: 2)], .resolved),
        Row("superseded", [.found(run: 1), .superseded(run: 2)], .resolved),
        Row("withdrawn", [.found(run: 1), .withdrawn(run: 2)], .resolved),
        Row("left out by a rule", [.found(run: 1), .ignored(run: 2)], .resolved),
        Row(
            "told by another break", [.found(run: 1), .replaced(run: 2, by: Cases.id(9))],
            .resolved),
        Row("decided", [.found(run: 1), .decided(7)], .resolved),
        Row("a late fact", [.found(run: 1), .matched(run: 2), .found(run: 3)], .reopened),
        Row(
            "a late fact after a decision", [.found(run: 1), .decided(7), .found(run: 2)], .reopened
        ),
        Row(
            "reopened, and seen again",
            [.found(run: 1), .matched(run: 2), .found(run: 3), .found(run: 4)], .persisting),
        Row(
            "the decision is undone",
            [.found(run: 1), .decided(7), .undone(decision: 8, original: 7)], .reopened),
        Row(
            "undone and decided anew",
            [.found(run: 1), .decided(7), .undone(decision: 8, original: 7), .decided(9)],
            .resolved),
        Row("unmatched", [.found(run: 1), .matched(run: 2), .unmatched(decision: 5)], .reopened),
        Row("its first run is undone", [.found(run: 1), .runUndone(1)], .resolved),
        Row(
            "found again after that, it is new",
            [.found(run: 1), .runUndone(1), .found(run: 2)], .new),
        Row(
            "the run that resolved it is undone",
            [.found(run: 1), .matched(run: 2), .runUndone(2)], .reopened),
        Row(
            "a run that only saw it is undone",
            [.found(run: 1), .found(run: 2), .runUndone(2)], .persisting),
        Row(
            "a run that did not touch it is undone",
            [.found(run: 1), .matched(run: 2), .runUndone(1)], .resolved),
        Row(
            "nothing before it is found", [.matched(run: 1)],
            refused: .notFoundYet(.matched(run: 1))),
        Row(
            "a run back in time", [.found(run: 2), .found(run: 2)],
            refused: .runOrder(found: 2, after: 2)),
        Row(
            "decided twice", [.found(run: 1), .decided(7), .decided(8)],
            refused: .resolved(by: .decided(7))),
        Row(
            "matched when it was decided", [.found(run: 1), .decided(7), .matched(run: 2)],
            refused: .resolved(by: .decided(7))),
        Row(
            "undone what did not resolve it",
            [.found(run: 1), .decided(7), .undone(decision: 9, original: 8)],
            refused: .notResolvedBy(.decided(7))),
        Row(
            "unmatched what was never matched",
            [.found(run: 1), .decided(7), .unmatched(decision: 9)],
            refused: .notResolvedBy(.decided(7))),
    ]

    @Test("a break lives as the table says", arguments: rows)
    func life(row: Row) {
        var life: BreakLife?
        do throws(BreakRefusal) {
            for cause in row.causes {
                if life == nil { life = try BreakLife(cause) } else { try life?.apply(cause) }
            }
            #expect(row.refusal == nil)
            #expect(life?.state == row.state)
        } catch {
            #expect(error == row.refusal)
        }
    }

    @Test("a run that did nothing to a break leaves its cause alone")
    func foreignRun() throws {
        var life = try BreakLife(.found(run: 1))
        try life.apply(.matched(run: 2))
        try life.apply(.runUndone(1))
        #expect(life.cause == .matched(run: 2))
    }

    @Test("every cause has its own word")
    func words() {
        let all: [BreakCause] = [
            .found(run: 1), .matched(run: 1), .superseded(run: 1), .withdrawn(run: 1),
            .ignored(run: 1), .replaced(run: 1, by: .zero), .decided(1),
            .undone(decision: 1, original: 1), .unmatched(decision: 1), .runUndone(1),
        ]
        #expect(all.map(\.name) == BreakCause.names)
        #expect(Set(BreakCause.names).count == all.count)
    }
}
