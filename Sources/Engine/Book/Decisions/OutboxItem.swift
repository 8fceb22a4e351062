package import Resolution

/// An instruction, and how far it has come.
package struct OutboxItem: Sendable, Hashable {
    /// The raw value is its word on the wire.
    package enum State: String, Sendable, CaseIterable { case pending, cancelled, executed }

    package var instruction: Instruction
    package var state: State

    package init(_ instruction: Instruction, _ state: State) {
        self.instruction = instruction
        self.state = state
    }
}
