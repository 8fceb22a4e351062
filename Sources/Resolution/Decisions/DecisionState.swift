/// How far a decision has come. The raw value is its word on the wire.
package enum DecisionState: String, Sendable, CaseIterable {
    case proposed, approved, applied, rejected, withdrawn, undone
}
