/// A decision with the steps it took.
package struct TracedDecision: Sendable, Hashable {
    package var stored: StoredDecision
    package var steps: [DecisionUnit.Step]

    package init(stored: StoredDecision, steps: [DecisionUnit.Step]) {
        self.stored = stored
        self.steps = steps
    }
}
