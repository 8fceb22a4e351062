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

    /// Classes that are open differences and stand in breaks.csv. (`expected` and `ambiguous` are
    /// carried, but only `ambiguous` asks for a person.)
    package var isBreak: Bool {
        switch self {
        case .ambiguous, .missingLeft, .missingRight, .amountMismatch, .feeMismatch,
            .currencyMismatch, .statusMismatch, .dateMismatch, .duplicate:
            true
        default: false
        }
    }
}

/// Refines a class; several may hold of one entry. The list is documented in docs/findings.md.
package enum Finding: UInt8, Sendable, CaseIterable {
    case paidOrderExpired, paidOrderPending, paidOrderClosed
    case paidNotInChannel, notifiedButGatewayUnpaid, gatewayUnpaid
    case refundMissingLeft, refundMissingRight, refundAmountDiffers
    case orderMissing
    case duplicatePayment, duplicateOrder, duplicateRefund, duplicateNotification
    case tradeSharedByOrders
    case feeRateAnomaly, feeDoubled, feeDiffers, feeMissing
    case amountDiffers, underpaid, overpaid
    case currencyDiffers, statusDiffers
    case late, early
    case noKey, noSource, unpaid, outOfPeriod, linkOnly, orphanTransfer
    case deliveredBeforePaid, deliveredEmpty, deliveredUnpaid, paidUndelivered
    case nearCutOff, dueLater
    case severalCandidates
    case splitPayment
    case byRule
    case notSales

    package var name: String {
        var text = ""
        for character in String(describing: self) {
            if character.isUppercase { text += "_" }
            text += character.lowercased()
        }
        return text
    }
}

/// A set of findings with its first (primary) one.
package struct Findings: Sendable, Hashable {
    package var bits: UInt64 = 0
    /// Raw value of the primary finding, 255 = none.
    package var primaryRaw: UInt8 = 255

    package init() {}

    package init(_ primary: Finding) { insert(primary) }

    package mutating func insert(_ finding: Finding) {
        bits |= 1 << UInt64(finding.rawValue)
        if primaryRaw == 255 { primaryRaw = finding.rawValue }
    }

    package func contains(_ finding: Finding) -> Bool { bits >> UInt64(finding.rawValue) & 1 == 1 }
    package var primary: Finding? { Finding(rawValue: primaryRaw) }
    package var all: [Finding] { Finding.allCases.filter { contains($0) } }
}
