/// The verdict over all legs, first that holds from the bottom of this list.
package enum Verdict: UInt8, Sendable, CaseIterable {
    case reconciled, reconciledWithTolerance, reconciledWithPending, breaks, incomplete

    package var name: String {
        switch self {
        case .reconciled: "reconciled"
        case .reconciledWithTolerance: "reconciled_with_tolerance"
        case .reconciledWithPending: "reconciled_with_pending"
        case .breaks: "breaks"
        case .incomplete: "incomplete"
        }
    }
}
