/// The class an entry ends in, exactly one per leg (docs/reconciliation.md §3). Names are on the
/// wire.
package enum EntryClass: UInt8, Sendable, CaseIterable {
    case unclassified
    case matched
    case matchedWithinTolerance
    case suggested
    case ambiguous
    case expected
    case missingLeft
    case missingRight
    case amountMismatch
    case feeMismatch
    case currencyMismatch
    case statusMismatch
    case dateMismatch
    case duplicate
    case ignored
    case writtenOff
    case disputed
    case problem

    package var name: String {
        switch self {
        case .unclassified: "unclassified"
        case .matched: "matched"
        case .matchedWithinTolerance: "matched_within_tolerance"
        case .suggested: "suggested"
        case .ambiguous: "ambiguous"
        case .expected: "expected"
        case .missingLeft: "missing_left"
        case .missingRight: "missing_right"
        case .amountMismatch: "amount_mismatch"
        case .feeMismatch: "fee_mismatch"
        case .currencyMismatch: "currency_mismatch"
        case .statusMismatch: "status_mismatch"
        case .dateMismatch: "date_mismatch"
        case .duplicate: "duplicate"
        case .ignored: "ignored"
        case .writtenOff: "written_off"
        case .disputed: "disputed"
        case .problem: "problem"
        }
    }

    /// Classes that are open differences and stand in breaks.csv. (`expected` is carried too, but
    /// asks for nobody.)
    package var isBreak: Bool {
        switch self {
        case .suggested, .ambiguous, .missingLeft, .missingRight, .amountMismatch, .feeMismatch,
            .currencyMismatch, .statusMismatch, .dateMismatch, .duplicate:
            true
        default: false
        }
    }
}
