import Records
import Testing

@testable import Matching

/// Windows against a search that looks at every pair, whoever does the work and however
/// counterparties are marked.
@Suite("Windows, whoever searches") struct WindowCrewTests {
    /// Does pieces last to first: what came out may not depend on their order.
    static func backwards(_ size: Int) -> Crew {
        Crew(size: size) { count, work in
            for piece in (0..<count).reversed() { work(piece) }
        }
    }

    struct Numbers {
        var state: UInt64
        mutating func next(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }

    struct Shape: CustomTestStringConvertible {
        var rows: Int
        var amounts: Int
        var payers: Int
        var seconds: Int
        /// Put before each payer's number: beyond fifteen bytes marks are hashes.
        var prefix = "u"
        var seeds = 1
        var testDescription: String { "\(rows) rows, \(amounts) amounts, \(payers) \(prefix)" }
    }

    static let shapes = [
        Shape(rows: 9, amounts: 2, payers: 2, seconds: 90, seeds: 200),
        Shape(rows: 12, amounts: 3, payers: 0, seconds: 200, seeds: 200),
        Shape(rows: 12, amounts: 2, payers: 3, seconds: 300, prefix: "a long name of ", seeds: 200),
        Shape(rows: 12_000, amounts: 300, payers: 40, seconds: 2_000),
        Shape(rows: 12_000, amounts: 300, payers: 40, seconds: 2_000, prefix: "openid of a payer "),
    ]

    static func leg(_ shape: Shape, seed: Int) -> LegBuilder {
        var numbers = Numbers(state: UInt64(seed &* 7_919 &+ shape.rows))
        func row(_ index: Int, _ kind: EntryKind) -> LegBuilder.Row {
            LegBuilder.Row(
                reference: kind == .order ? "A\(index)" : "",
                amount: Int64(100 + numbers.next(below: shape.amounts)),
                at: LegBuilder.at(12) + Int64(numbers.next(below: shape.seconds)), kind: kind,
                payer: shape.payers == 0
                    ? "" : shape.prefix + "\(numbers.next(below: shape.payers))",
                tag: UInt64(index))
        }
        var leg = WindowTests.plainLeg([], [])
        leg.left = (0..<shape.rows).map { row($0, .order) }
        leg.right = (0..<shape.rows).map { row($0, .payment) }
        var rule = WindowRule()
        rule.beforeSeconds = -20
        rule.afterSeconds = 40
        rule.sameCounterparty = shape.payers > 0
        leg.definition.passes = [Pass(name: "window", method: .window(rule))]
        return leg
    }

    @Test("Each entry ends as a search of every pair says", arguments: shapes)
    func everyPair(_ shape: Shape) {
        for seed in 1...shape.seeds where shape.rows < 100 {
            let leg = Self.leg(shape, seed: seed)
            var fits: (left: [[Int]], right: [[Int]]) = (
                leg.left.map { _ in [] }, leg.right.map { _ in [] }
            )
            for (l, order) in leg.left.enumerated() {
                for (r, payment) in leg.right.enumerated()
                where order.amount == payment.amount && order.payer == payment.payer
                    && (-20...40).contains(payment.at - order.at)
                {
                    fits.left[l].append(r)
                    fits.right[r].append(l)
                }
            }
            let outcome = leg.run()
            for r in leg.right.indices {
                let own = fits.right[r]
                let isOnly = own.count == 1 && fits.left[own[0]].count == 1
                let expected: EntryClass =
                    own.isEmpty ? .missingLeft : isOnly ? .matched : .ambiguous
                #expect(outcome.right.classes[r] == expected, "seed \(seed), right \(r)")
                if isOnly { #expect(outcome.right.partner[r] == Int32(own[0])) }
            }
            for found in outcome.breaks where found.entryClass == .ambiguous && found.right >= 0 {
                #expect(Set(found.candidates.map { Int($0) }) == Set(fits.right[Int(found.right)]))
            }
        }
    }

    @Test("Threads change nothing", arguments: shapes)
    func threads(_ shape: Shape) {
        for seed in 1...shape.seeds where seed < 5 {
            let leg = Self.leg(shape, seed: seed)
            let alone = Matching.reconcile(leg.definition, leg.inputs())
            for size in [2, 7] {
                let outcome = Matching.reconcile(
                    leg.definition, leg.inputs(), crew: Self.backwards(size))
                #expect(outcome.left.classes == alone.left.classes)
                #expect(outcome.left.partner == alone.left.partner)
                #expect(outcome.right.classes == alone.right.classes)
                #expect(outcome.right.partner == alone.right.partner)
                #expect(outcome.breaks.map(\.candidates) == alone.breaks.map(\.candidates))
                #expect(outcome.matches.left == alone.matches.left)
                #expect(outcome.matches.right == alone.matches.right)
            }
        }
    }

    @Test("Counterparties that share a hash are found out, and nothing is claimed by it")
    func sharedHash() {
        for rows in [2, 40] {
            // Two payers and one hash: alike in pairs, and in a group too large to be named.
            var leg = Self.leg(
                Shape(rows: rows, amounts: 1, payers: 2, seconds: 1, prefix: "a long name of "),
                seed: 3)
            for index in leg.left.indices { leg.left[index].payer = "a long name of 1" }
            for index in leg.right.indices { leg.right[index].payer = "a long name of 2" }
            guard case .window(let rule) = leg.definition.passes[0].method else { return }
            var work = LegWork(leg.definition, leg.inputs())
            let isSettled = work.settle(
                rule, 0, nil,
                WindowPayers(leg.inputs(), .alone, isAsked: true) { _ in Hash128(high: 1, low: 1) },
                .values)
            #expect(!isSettled)
            #expect(work.rightOutcome.classes.allSatisfy { $0 == .unclassified })
            #expect(Set(leg.run().right.classes) == [.missingLeft])
        }
    }
}
