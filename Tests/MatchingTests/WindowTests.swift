import Records
import Testing

@testable import Matching

@Suite("Windows and links") struct WindowTests {
    typealias Row = LegBuilder.Row

    static func chainLeg() -> LegBuilder {
        var leg = LegBuilder()
        leg.scale = 6
        var window = WindowRule()
        window.beforeSeconds = -60
        window.afterSeconds = 1800
        window.usesPaymentWindow = true
        var near = AmountTolerance()
        near.millionths = 100_000
        near.capUnits = 200
        window.nearAmount = near
        leg.definition.passes.append(Pass(name: "window", method: .window(window)))
        return leg
    }

    static func order(_ reference: String, _ at: Int64, _ status: EntryStatus = .succeeded) -> Row {
        Row(
            reference: reference, amount: 9_900_000, at: at, kind: .order, status: status,
            created: at - 40)
    }

    static func link(_ reference: String, _ units: Int64, _ at: Int64, chain: String = "") -> Row {
        Row(
            reference: reference, amount: 0, at: at, status: chain.isEmpty ? .expired : .succeeded,
            chain: chain, asked: (units, .usdt), created: at - 50)
    }

    static func transfer(_ units: Int64, _ at: Int64, _ chain: String) -> Row {
        Row(amount: units, at: at, kind: .transfer, currency: .usdt, chain: chain)
    }

    @Test("A callback's transaction joins transfer and order; the same amount later is an orphan")
    func throughLinks() {
        var leg = Self.chainLeg()
        let at = LegBuilder.at(12, 20)
        leg.left = [Self.order("A", at)]
        leg.links = [Self.link("A", 1_380_000, at, chain: "tx1")]
        leg.right = [
            Self.transfer(1_380_000, LegBuilder.at(18, 5), "tx2"),
            Self.transfer(1_380_000, at, "tx1"),
        ]
        let outcome = leg.run()
        #expect(outcome.right.classes == [.missingLeft, .matched])
        #expect(LegBuilder.words(outcome.breaks) == ["missing_left orphan_transfer 1.38 USDT"])
        #expect(outcome.closes)
    }

    @Test("Without a callback the asked amount within the payment window joins them")
    func byAskedAmount() {
        var leg = Self.chainLeg()
        let at = LegBuilder.at(12, 20)
        leg.left = [Self.order("A", at)]
        leg.links = [Self.link("A", 1_380_000, at)]
        leg.right = [Self.transfer(1_380_000, at + 100, "tx1")]
        let outcome = leg.run()
        #expect(outcome.left.classes == [.matched])
        #expect(outcome.matches.pass == [2])
        #expect(outcome.closes)
    }

    @Test("A cent short of what was asked is amount_mismatch in the asked currency")
    func underpaid() {
        var leg = Self.chainLeg()
        let at = LegBuilder.at(16, 44)
        leg.left = [Self.order("A", at, .expired)]
        leg.links = [Self.link("A", 6_320_000, at)]
        leg.right = [Self.transfer(6_310_000, at + 40, "tx1")]
        let outcome = leg.run()
        #expect(LegBuilder.words(outcome.breaks) == ["amount_mismatch underpaid -0.01 USDT"])
        #expect(outcome.breaks[0].findings.contains(.paidOrderExpired))
        #expect(outcome.closes)
    }

    @Test("Two orders of one amount in one window are ambiguous, not guessed")
    func ambiguous() {
        var leg = Self.chainLeg()
        let at = LegBuilder.at(12, 20)
        leg.left = [Self.order("A", at), Self.order("B", at + 60)]
        leg.links = [Self.link("A", 1_380_000, at), Self.link("B", 1_380_000, at + 60)]
        leg.right = [Self.transfer(1_380_000, at + 100, "tx1")]
        let outcome = leg.run()
        #expect(outcome.right.classes == [.ambiguous])
        #expect(outcome.left.classes == [.ambiguous, .ambiguous])
        #expect(outcome.breaks.contains { $0.candidates.count == 2 })
        #expect(outcome.closes)
    }

    @Test("A transfer outside the payment window matches nothing")
    func outside() {
        var leg = Self.chainLeg()
        let at = LegBuilder.at(12, 20)
        leg.left = [Self.order("A", at)]
        leg.links = [Self.link("A", 1_380_000, at)]
        leg.right = [Self.transfer(1_380_000, at + 1900, "tx1")]
        #expect(leg.run().left.classes == [.missingRight])
    }

    @Test(
        "The plain window is signed",
        arguments: [(-301, false), (-300, true), (300, true), (301, false)])
    func signedWindow(_ lag: Int64, _ matches: Bool) {
        var leg = LegBuilder()
        leg.definition.passes.append(Pass(name: "window", method: .window(WindowRule())))
        leg.left = [Row(reference: "A", amount: 100, at: LegBuilder.at(12), kind: .order)]
        leg.right = [Row(amount: 100, at: LegBuilder.at(12) + lag)]
        #expect(leg.run().left.classes == [matches ? .matched : .missingRight])
    }

    @Test("A repeated callback is ignored, the first one speaks")
    func repeatedCallback() {
        var leg = LegBuilder()
        let at = LegBuilder.at(12)
        leg.left = [Row(reference: "A", amount: 990, at: at, kind: .order)]
        leg.right = [Row(reference: "A", amount: 990, at: at)]
        let callback = Row(reference: "A", amount: 0, at: at, trade: "T")
        leg.links = [callback, callback]
        let outcome = leg.run()
        #expect(Set(outcome.links.classes) == [.matched, .ignored])
        #expect(outcome.breaks.isEmpty)
    }

    @Test("A signed success while the gateway says unpaid is told as such")
    func forged() {
        var leg = LegBuilder()
        let at = LegBuilder.at(14, 40)
        leg.left = [Row(reference: "A", amount: 4550, at: at, kind: .order)]
        leg.right = [Row(reference: "A", amount: 4550, at: at, status: .pending)]
        leg.links = [Row(reference: "A", amount: 0, at: at)]
        #expect(
            LegBuilder.words(leg.run().breaks)
                == ["status_mismatch notified_but_gateway_unpaid -45.50 CNY"])
    }

    @Test("The asked amount may be some cents off the order by the gateway's design")
    func askedByDesign() {
        var leg = LegBuilder()
        let at = LegBuilder.at(12)
        leg.left = [
            Row(reference: "A", amount: 1000, at: at, kind: .order),
            Row(reference: "B", amount: 1000, at: at, kind: .order),
        ]
        leg.right = [
            Row(reference: "A", amount: 997, at: at, asked: (997, .cny)),
            Row(reference: "B", amount: 990, at: at, asked: (998, .cny)),
        ]
        let outcome = leg.run()
        #expect(outcome.left.classes == [.matched, .amountMismatch])
        #expect(LegBuilder.words(outcome.breaks) == ["amount_mismatch underpaid -0.08 CNY"])
        #expect(outcome.closes)
    }

    /// Orders and payments without a common key, a window of a minute around.
    static func plainLeg(_ lefts: [Row], _ rights: [Row]) -> LegBuilder {
        var leg = LegBuilder()
        var rule = WindowRule()
        rule.beforeSeconds = -60
        rule.afterSeconds = 60
        leg.definition.passes = [Pass(name: "window", method: .window(rule))]
        leg.left = lefts
        leg.right = rights
        return leg
    }

    @Test("The counterparty tells equal amounts apart where the rule asks for it")
    func counterparty() {
        let at = LegBuilder.at(12)
        func rows(_ kind: EntryKind) -> [Row] {
            ["ann", "bob", ""].enumerated().map { index, payer in
                Row(
                    reference: kind == .order ? "A\(index)" : "", amount: 100, at: at, kind: kind,
                    payer: payer, tag: UInt64(index))
            }
        }
        var leg = Self.plainLeg(rows(.order), rows(.payment))
        #expect(leg.run().left.classes == [.ambiguous, .ambiguous, .ambiguous])
        var rule = WindowRule()
        rule.sameCounterparty = true
        for near in [false, true] {
            // A tolerance changes how groups meet, not whom they meet.
            rule.amount.absoluteUnits = near ? 1 : 0
            leg.definition.passes = [Pass(name: "window", method: .window(rule))]
            let outcome = leg.run()
            #expect(outcome.left.classes == [.matched, .matched, .missingRight])
            #expect(outcome.left.partner == [0, 1, -1])
            #expect(outcome.closes)
        }
    }

    @Test("One price sold five thousand times within a window is ambiguous, with sixteen rivals")
    func onePrice() {
        let at = LegBuilder.at(12)
        let lefts = (0..<5_000).map {
            Row(
                reference: "A\($0)", amount: 100, at: at + Int64($0 % 7), kind: .order,
                tag: UInt64($0))
        }
        let rights = (0..<5_000).map { Row(amount: 100, at: at + Int64($0 % 5), tag: UInt64($0)) }
        let outcome = Self.plainLeg(lefts, rights).run()
        #expect(Set(outcome.left.classes + outcome.right.classes) == [.ambiguous])
        #expect(outcome.breaks.allSatisfy { $0.right < 0 || $0.candidates.count == 16 })
        #expect(outcome.closes)
    }

    @Test("Amounts that differ beyond 64 bits are not equal")
    func wideAmounts() {
        let at = LegBuilder.at(12)
        var tables: [EntryTable] = []
        for (units, isLeft) in [(Int128(7), true), (Int128(7) + 1 << 64, false)] {
            var table = EntryTable(scale: 18)
            var draft = EntryDraft()
            draft.kind = isLeft ? .order : .payment
            draft.gross = units
            draft.occurredAt = at * 1_000_000
            #expect(table.append(draft) == nil)
            tables.append(table)
        }
        let inputs = LegInputs(
            left: [LegInput(source: "orders", table: tables[0])],
            right: [LegInput(source: "bill", table: tables[1])], links: [])
        let outcome = Matching.reconcile(Self.plainLeg([], []).definition, inputs)
        #expect(outcome.right.classes == [.missingLeft])
    }

    @Test("Beyond the limit of amounts within a tolerance nothing is called unique")
    func manyAmounts() {
        let at = LegBuilder.at(12)
        let last = Int64(LegWork.windowCandidateLimit)
        func outcome(_ amounts: Int64) -> LegOutcome {
            // Only the first amount is in time; the others are looked at and fit nothing.
            let lefts = (0..<amounts).map {
                Row(
                    reference: "A\($0)", amount: 100_000 + $0, at: $0 == 0 ? at : at - 3600,
                    kind: .order)
            }
            var leg = Self.plainLeg(lefts, [Row(amount: 100_000, at: at)])
            var rule = WindowRule()
            rule.amount.absoluteUnits = last + 1
            leg.definition.passes = [Pass(name: "window", method: .window(rule))]
            return leg.run()
        }
        #expect(outcome(last).right.classes == [.matched])
        #expect(outcome(last + 1).right.classes == [.ambiguous])
    }
}
