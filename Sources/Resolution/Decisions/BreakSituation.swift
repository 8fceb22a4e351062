import Matching
import Records

/// What a break means for who must deal with it: its class, and on which side money moved. The raw
/// value is its word on the wire.
package enum BreakSituation: String, Sendable, CaseIterable {
    /// Money came, and nobody ordered.
    case moneyWithoutOrder = "money_without_order"
    /// Money went back that the left does not know.
    case refundWithoutOrder = "refund_without_order"
    case orderWithoutMoney = "order_without_money"
    /// The left says refunded; the money was not sent back.
    case refundNotMade = "refund_not_made"
    case amountDiffers = "amount_differs"
    case refundDiffers = "refund_differs"
    case feeDiffers = "fee_differs"
    case currencyDiffers = "currency_differs"
    /// Money came, and the order counts as unpaid, expired or closed.
    case paidNotOrdered = "paid_not_ordered"
    /// The order counts as paid, and the right's own record does not.
    case orderedNotPaid = "ordered_not_paid"
    /// Both sides agree on the money; status or delivery contradict each other.
    case statusDiffers = "status_differs"
    case timeDiffers = "time_differs"
    case moneyTwice = "money_twice"
    case refundTwice = "refund_twice"
    case orderTwice = "order_twice"
    case ambiguous
    /// Not due yet.
    case expected

    /// Nil for a class that is no open difference.
    package init?(_ breakCase: BreakCase) {
        let (left, right) = (breakCase.left, breakCase.right)
        let isNegative = ((right ?? left)?.gross.units ?? 0) < 0
        switch breakCase.entryClass {
        case .missingLeft: self = isNegative ? .refundWithoutOrder : .moneyWithoutOrder
        case .missingRight: self = isNegative ? .refundNotMade : .orderWithoutMoney
        case .amountMismatch: self = isNegative ? .refundDiffers : .amountDiffers
        case .feeMismatch: self = .feeDiffers
        case .currencyMismatch: self = .currencyDiffers
        case .dateMismatch: self = .timeDiffers
        case .statusMismatch:
            switch (left?.moved ?? false, right?.moved ?? false) {
            case (false, true): self = .paidNotOrdered
            case (true, false): self = .orderedNotPaid
            default: self = .statusDiffers
            }
        case .duplicate:
            if right == nil {
                self = .orderTwice
            } else {
                self = isNegative ? .refundTwice : .moneyTwice
            }
        case .ambiguous, .suggested: self = .ambiguous
        case .expected: self = .expected
        default: return nil
        }
    }

    /// What may be decided about it where sales are compared.
    package var allowed: Set<DecisionKind.Name> {
        switch self {
        case .moneyWithoutOrder:
            [.forceMatch, .suspense, .refund, .adjustment, .ignore, .expectedUntil]
        case .refundWithoutOrder:
            [.forceMatch, .acceptDifference, .writeOff, .adjustment, .ignore, .expectedUntil]
        case .orderWithoutMoney:
            [.forceMatch, .writeOff, .adjustment, .ignore, .expectedUntil]
        case .refundNotMade: [.forceMatch, .refund, .ignore, .expectedUntil]
        case .amountDiffers:
            [.acceptDifference, .writeOff, .adjustment, .suspense, .refund, .expectedUntil]
        case .refundDiffers: [.acceptDifference, .writeOff, .adjustment, .expectedUntil]
        case .feeDiffers: [.acceptDifference, .writeOff, .adjustment, .expectedUntil]
        case .currencyDiffers, .timeDiffers: [.acceptDifference, .expectedUntil]
        case .paidNotOrdered:
            [.acceptDifference, .redeliver, .refund, .suspense, .adjustment, .expectedUntil]
        case .orderedNotPaid: [.writeOff, .adjustment, .ignore, .expectedUntil]
        case .statusDiffers: [.acceptDifference, .redeliver, .refund, .expectedUntil]
        case .moneyTwice:
            [.notADuplicate, .refund, .suspense, .adjustment, .ignore, .expectedUntil]
        case .refundTwice: [.notADuplicate, .writeOff, .adjustment, .ignore, .expectedUntil]
        case .orderTwice: [.notADuplicate, .ignore, .expectedUntil]
        case .ambiguous: [.forceMatch, .suspense, .ignore, .expectedUntil]
        case .expected: [.forceMatch, .ignore, .expectedUntil]
        }
    }

    /// What may be decided in a leg of that role: orders, goods and refunds belong to sales.
    package func allowed(in role: LegRole) -> Set<DecisionKind.Name> {
        switch role {
        case .sales: return allowed
        case .flow: return flow
        case .payout: return payout
        }
    }

    /// The same money seen twice: what the flow has more or less may be booked.
    private var flow: Set<DecisionKind.Name> {
        switch self {
        case .moneyWithoutOrder, .moneyTwice:
            [.forceMatch, .suspense, .adjustment, .ignore, .expectedUntil, .notADuplicate]
        case .refundWithoutOrder, .refundTwice, .orderWithoutMoney, .orderedNotPaid,
            .paidNotOrdered, .refundNotMade:
            [.forceMatch, .writeOff, .adjustment, .ignore, .expectedUntil, .notADuplicate]
        case .amountDiffers, .refundDiffers, .feeDiffers, .currencyDiffers:
            [.writeOff, .adjustment, .expectedUntil]
        case .statusDiffers, .timeDiffers: [.acceptDifference, .expectedUntil]
        case .orderTwice: [.notADuplicate, .ignore, .expectedUntil]
        case .ambiguous, .expected: [.forceMatch, .ignore, .expectedUntil]
        }
    }

    /// Out of the channel, into the bank.
    private var payout: Set<DecisionKind.Name> {
        switch self {
        case .orderWithoutMoney, .refundNotMade, .orderedNotPaid:
            [.forceMatch, .writeOff, .ignore, .expectedUntil]
        case .amountDiffers, .refundDiffers, .feeDiffers, .statusDiffers, .timeDiffers:
            [.acceptDifference, .expectedUntil]
        case .currencyDiffers: [.expectedUntil]
        default: [.forceMatch, .ignore, .expectedUntil, .notADuplicate]
        }
    }
}
