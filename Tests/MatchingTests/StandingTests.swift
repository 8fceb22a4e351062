import Records
import Testing

@testable import Matching

@Suite("What a run before left") struct StandingTests {
    typealias Row = LegBuilder.Row

    /// A row and how it comes: new, carried over, or recalled with the number of its match (−1: it
    /// was ignored).
    enum Coming: Sendable {
        case new(Row)
        case opening(Row)
        case recalled(Row, Int32)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var left: [Coming]
        var right: [Coming]
        /// "side opening+new+reopened=matched+carried+resolved+ignored amount carried".
        var terms: [String]
        var matches = 0
        var breaks: [String] = []
        var testDescription: String { name }
    }

    static func order(_ key: String, _ hour: Int64 = 10, _ status: EntryStatus = .succeeded) -> Row
    {
        Row(
            reference: key, amount: 500, at: LegBuilder.at(hour), kind: .order, status: status,
            tag: UInt64(hour))
    }

    static func paid(_ key: String, _ hour: Int64 = 11, _ amount: Int64 = 500) -> Row {
        Row(reference: key, amount: amount, at: LegBuilder.at(hour), tag: UInt64(hour))
    }

    static let cases: [Case] = [
        Case(
            name: "an open item is matched by what comes new",
            left: [.opening(order("A"))], right: [.new(paid("A"))],
            terms: ["left 1+0+0=1+0+0+0 0", "right 0+1+0=1+0+0+0 0"], matches: 1),
        Case(
            name: "an open item that stays open is carried again",
            left: [.opening(order("A"))], right: [],
            terms: ["left 1+0+0=0+1+0+0 500"],
            breaks: ["missing_right paid_not_in_channel -5.00 CNY"]),
        Case(
            name: "a pair that stands as it stood is no part of the run",
            left: [.recalled(order("A"), 7), .new(order("B"))],
            right: [.recalled(paid("A"), 7), .new(paid("B"))],
            terms: ["left 0+1+0=1+0+0+0 0", "right 0+1+0=1+0+0+0 0"], matches: 1),
        Case(
            name: "a second payment is a duplicate; the pair stands",
            left: [.recalled(order("A"), 7)],
            right: [.recalled(paid("A"), 7), .new(paid("A", 12))],
            terms: ["right 0+1+0=0+1+0+0 500"],
            breaks: ["duplicate duplicate_payment 5.00 CNY"]),
        Case(
            name: "a second payment that was first takes the order; the other one is reopened",
            left: [.recalled(order("A"), 7)],
            right: [.recalled(paid("A"), 7), .new(paid("A", 9))],
            terms: ["left 0+0+1=1+0+0+0 0", "right 0+1+1=1+1+0+0 500"], matches: 1,
            breaks: ["duplicate duplicate_payment 5.00 CNY"]),
        Case(
            name: "two recalled ones that were not each other's are a new match",
            left: [.recalled(order("A"), 7)],
            right: [.recalled(paid("A"), 8)],
            terms: ["left 0+0+1=1+0+0+0 0", "right 0+0+1=1+0+0+0 0"], matches: 1),
        Case(
            name: "an unpaid order that stays unpaid is no part of the run",
            left: [.recalled(order("A", 10, .pending), -1)], right: [], terms: []),
        Case(
            name: "an ignored order whose money came is reopened",
            left: [.recalled(order("A", 10, .expired), -1)], right: [.new(paid("A"))],
            terms: ["left 0+0+1=0+1+0+0 500", "right 0+1+0=0+1+0+0 500"],
            breaks: ["status_mismatch paid_order_expired 5.00 CNY"]),
        Case(
            name: "one that lost its match and is ignored now is reopened",
            left: [.recalled(order("A", 10, .pending), 7)], right: [],
            terms: ["left 0+0+1=0+0+0+1 0"]),
        Case(
            name: "a split stands with all its parts",
            left: [.recalled(Row(reference: "A", amount: 900, at: LegBuilder.at(10)), 7)],
            right: [.recalled(paid("A", 11, 400), 7), .recalled(paid("A", 12, 500), 7)],
            terms: []),
        Case(
            name: "a match that lost a part is a new match",
            left: [.recalled(order("A"), 7)],
            right: [.recalled(paid("A"), 7), .recalled(paid("B", 12, 300), 7)],
            terms: ["left 0+0+1=1+0+0+0 0", "right 0+0+2=1+1+0+0 300"], matches: 1,
            breaks: ["missing_left order_missing 3.00 CNY"]),
    ]

    static func inputs(_ all: [Coming], _ name: String) -> [LegInput] {
        var rows: (new: [Row], opening: [Row], recalled: [Row]) = ([], [], [])
        var stood: [Int32] = []
        for coming in all {
            switch coming {
            case .new(let row): rows.new.append(row)
            case .opening(let row): rows.opening.append(row)
            case .recalled(let row, let match):
                rows.recalled.append(row)
                stood.append(match)
            }
        }
        return [
            LegInput(source: name, table: LegBuilder.table(rows.new)),
            LegInput(source: name, table: LegBuilder.table(rows.opening), standing: .opening),
            LegInput(
                source: name, table: LegBuilder.table(rows.recalled), standing: .recalled,
                stood: stood),
        ]
    }

    static func words(_ statement: LegStatement) -> [String] {
        statement.sides.map { terms in
            let opening = [terms.openingItems, terms.newEntries, terms.reopened]
            let ending = [terms.matched, terms.carried, terms.resolved, terms.ignored]
            func counts(_ all: [LegStatement.Term]) -> String {
                all.map { String($0.count) }.joined(separator: "+")
            }
            return "\(terms.side) \(counts(opening))=\(counts(ending)) \(terms.carried.units)"
        }
    }

    @Test(arguments: cases) func aRunTellsWhatChanged(_ one: Case) {
        var definition = LegBuilder().definition
        definition.period = Period(through: LegBuilder.day.end)
        let outcome = Matching.reconcile(
            definition,
            LegInputs(
                left: Self.inputs(one.left, "orders"), right: Self.inputs(one.right, "bill"),
                links: []))
        #expect(Self.words(outcome.statement) == one.terms)
        #expect(outcome.matches.count == one.matches)
        #expect(LegBuilder.words(outcome.breaks) == one.breaks)
        #expect(outcome.closes)
        let told = outcome.statement.classes.reduce(0) { $0 + $1.term.count }
        let changed = [outcome.left, outcome.right].reduce(0) { count, side in
            count + (0..<side.count).count { !side.isUnchanged($0) }
        }
        #expect(told == changed)
    }

    @Test(
        "Run again over what it left, a leg tells the same open items and no match",
        arguments: 0..<100)
    func again(_ seed: Int) {
        var leg = PropertyTests.mess(UInt64(seed))
        leg.definition.period = Period(through: LegBuilder.day.end)
        let inputs = leg.inputs()
        let first = Matching.reconcile(leg.definition, inputs)
        var numbers: (left: [Int32], right: [Int32]) = (
            Array(repeating: -1, count: first.left.count),
            Array(repeating: -1, count: first.right.count)
        )
        for match in 0..<first.matches.count {
            for member in first.matches.members[match] ?? [] {
                if member.side == .left { numbers.left[Int(member.index)] = Int32(match) }
                if member.side == .right { numbers.right[Int(member.index)] = Int32(match) }
            }
            numbers.left[Int(first.matches.left[match])] = Int32(match)
            numbers.right[Int(first.matches.right[match])] = Int32(match)
        }
        func parted(_ input: LegInput, _ side: SideOutcome, _ numbers: [Int32]) -> [LegInput] {
            let settled: Set<EntryClass> = [.matched, .matchedWithinTolerance, .ignored]
            let rows = (0..<Int32(side.count))
            let recalled = rows.filter { settled.contains(side.classes[Int($0)]) }
            let opening = rows.filter { !settled.contains(side.classes[Int($0)]) }
            return [
                LegInput(source: "a", table: input.table, rows: opening, standing: .opening),
                LegInput(
                    source: "b", table: input.table, rows: recalled, standing: .recalled,
                    stood: recalled.map { numbers[Int($0)] }),
            ]
        }
        let second = Matching.reconcile(
            leg.definition,
            LegInputs(
                left: parted(inputs.left[0], first.left, numbers.left),
                right: parted(inputs.right[0], first.right, numbers.right), links: inputs.links))
        #expect(second.closes)
        #expect(second.matches.count == 0)
        #expect(second.breaks.map(\.id) == first.breaks.map(\.id))
        #expect(second.breaks.map(\.amount) == first.breaks.map(\.amount))
        #expect(second.expected.map(\.id) == first.expected.map(\.id))
        let carried = first.statement.sides.filter { $0.carried.count > 0 }
        #expect(second.statement.sides.map(\.openingItems) == carried.map(\.carried))
        #expect(second.statement.sides.map(\.carried) == carried.map(\.carried))
        #expect(second.statement.sides.allSatisfy { $0.newEntries.count + $0.reopened.count == 0 })
    }

    @Test("What was resolved since opens the statement, in the finest column of its currency")
    func resolved() {
        let usdt = Currency("USDT")!
        let items = [
            ResolvedItem(side: .right, money: Money(units: 12_345, scale: 4, currency: .cny)),
            ResolvedItem(side: .right, money: Money(units: 500, scale: 2, currency: .cny)),
            ResolvedItem(side: .left, money: Money(units: 7_000_000, scale: 6, currency: usdt)),
        ]
        let inputs = LegInputs(
            left: [LegInput(source: "orders", table: LegBuilder.table([Self.order("A")]))],
            right: [LegInput(source: "bill", table: LegBuilder.table([Self.paid("A")]))],
            links: [], resolved: items)
        let outcome = Matching.reconcile(LegBuilder().definition, inputs)
        #expect(outcome.closes)
        #expect(
            Self.words(outcome.statement) == [
                "left 0+1+0=1+0+0+0 0", "left 1+0+0=0+0+1+0 0", "right 2+1+0=1+0+2+0 0",
            ])
        let right = outcome.statement.sides[2]
        #expect(outcome.statement.money(right.resolved.units, .cny).decimal == "6.2345")
        #expect(outcome.statement.money(right.matched.units, .cny).decimal == "5.00")
        #expect(outcome.statement.sides[1].currency == usdt)
    }

    @Test("Without a start nothing is outside or near it", arguments: [-4000, -40, 0])
    func withoutStart(days: Int64) {
        var leg = LegBuilder()
        leg.definition.period = Period(through: LegBuilder.day.end)
        leg.left = [Row(reference: "A", amount: 100, at: LegBuilder.midnight + days * 86_400)]
        let outcome = leg.run()
        #expect(outcome.left.classes == [.missingRight])
        #expect(outcome.breaks[0].ageDays == Int(-days))
    }
}
