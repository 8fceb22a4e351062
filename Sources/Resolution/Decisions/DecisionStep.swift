/// What can happen to a decision that was proposed.
package enum DecisionStep: Hashable, Sendable {
    case approve(by: ActorName)
    case reject(by: ActorName, reason: String)
    /// By its maker.
    case withdraw(by: ActorName)
    /// Its effect was carried out.
    case apply
    /// The decision with this number took it back.
    case undo(by: Int)

    /// The raw value is its word on the wire.
    package enum Name: String, Sendable, CaseIterable {
        case approve, reject, withdraw, apply, undo
    }

    package var name: Name {
        switch self {
        case .approve: .approve
        case .reject: .reject
        case .withdraw: .withdraw
        case .apply: .apply
        case .undo: .undo
        }
    }
}
