/// Columns of a list of breaks that goes out as a spreadsheet and comes back; the raw value stands
/// in its first row.
package enum BreakSheetColumn: String, Sendable, CaseIterable {
    case breakID = "break_id"
    case version, state, leg
    case entryClass = "class"
    case finding, severity, currency, amount
    case leftAmount = "left_amount"
    case rightAmount = "right_amount"
    case reference
    case leftReference = "left_reference"
    case rightReference = "right_reference"
    case occurredAt = "occurred_at"
    case breakOn = "break_on"
    case dueAt = "due_at"
    case ageDays = "age_days"
    case explanation
    case owner, labels, comment, decision, reason
    case decisionAmount = "decision_amount"

    /// People write there; the rest is locked.
    package var isEdited: Bool {
        switch self {
        case .owner, .labels, .comment, .decision, .reason, .decisionAmount: true
        default: false
        }
    }

    /// Held against the book when it comes back. The age goes on with each run, and the explanation
    /// is in somebody's language.
    var isChecked: Bool {
        switch self {
        case .breakID, .version, .ageDays, .explanation: false
        default: !isEdited
        }
    }

    var isAmount: Bool { [.amount, .leftAmount, .rightAmount, .decisionAmount].contains(self) }

    /// In characters.
    package var width: Int {
        switch self {
        case .breakID: 34
        case .explanation: 60
        case .comment, .reason: 40
        case .reference, .leftReference, .rightReference, .occurredAt, .dueAt, .decision: 26
        case .labels, .leg, .finding, .entryClass, .owner: 18
        default: 12
        }
    }
}
