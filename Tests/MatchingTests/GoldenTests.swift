import Matching
import Records
import Testing

@Suite("Outcomes over seeds") struct GoldenTests {
    static let recorded = GoldenOutcomes.lowHalves.split { $0.isWhitespace }.map(String.init)

    @Test("Every class, partner, break and total is as recorded", arguments: 0..<recorded.count)
    func recordedOutcome(_ seed: Int) {
        let leg = RandomLeg(seed: UInt64(seed))
        let digest = OutcomeDigest.of(Matching.reconcile(leg.definition, leg.inputs()))
        #expect(digest.hex.suffix(16) == Self.recorded[seed], "seed \(seed)")
    }

    /// What becomes of each entry, by identity: where it stands in which file says nothing.
    private func fates(_ outcome: LegOutcome, _ inputs: LegInputs) -> [Hash128: String] {
        var fates: [Hash128: String] = [:]
        func add(_ side: SideOutcome, _ own: [LegInput], _ other: [LegInput], _ of: SideOutcome) {
            for index in 0..<side.count {
                let partner =
                    side.partner[index] < 0
                    ? "-" : identity(Int(side.partner[index]), of, other).hex
                let findings = side.findings[index].all.map(\.name).joined(separator: " ")
                fates[identity(index, side, own)] =
                    "\(side.classes[index].name) \(side.pass[index]) \(partner) \(findings)"
            }
        }
        add(outcome.left, inputs.left, inputs.right, outcome.right)
        add(outcome.right, inputs.right, inputs.left, outcome.left)
        add(outcome.links, inputs.links, inputs.left, outcome.left)
        return fates
    }

    private func identity(_ index: Int, _ side: SideOutcome, _ inputs: [LegInput]) -> Hash128 {
        let position = side.position(index, in: inputs)
        return inputs[position.input].table.identity[position.row]
    }

    @Test("Tables and rows in another order change nothing", arguments: 0..<200)
    func permuted(_ seed: Int) {
        let leg = RandomLeg(seed: UInt64(seed))
        let (inputs, shuffled) = (leg.inputs(), leg.inputs(shuffledBy: UInt64(seed) + 1))
        let outcome = Matching.reconcile(leg.definition, inputs)
        let other = Matching.reconcile(leg.definition, shuffled)
        #expect(fates(outcome, inputs) == fates(other, shuffled), "seed \(seed)")
        #expect(outcome.statement == other.statement, "seed \(seed)")
        #expect(outcome.breaks.map(\.id) == other.breaks.map(\.id), "seed \(seed)")
        #expect(outcome.breaks.map(\.amount) == other.breaks.map(\.amount), "seed \(seed)")
        #expect(outcome.expected.map(\.id) == other.expected.map(\.id), "seed \(seed)")
    }

    @Test("A row without an amount but with a discount counts as nothing, and is no fault")
    func discountWithoutAmount() {
        var leg = LegBuilder()
        leg.left = [.init(reference: "A", amount: 100, at: LegBuilder.at(12), kind: .order)]
        leg.right = [.init(reference: "A", amount: 100, at: LegBuilder.at(12))]
        var table = EntryTable()
        var draft = EntryDraft()
        draft.discount = 5
        draft.occurredAt = LegBuilder.at(12) * 1_000_000
        #expect(table.append(draft) == nil)
        var inputs = leg.inputs()
        inputs.right.append(LegInput(source: "bill-2", table: table))
        let outcome = Matching.reconcile(leg.definition, inputs)
        #expect(outcome.right.classes == [.matched, .missingLeft])
        #expect(outcome.closes)
    }
}
