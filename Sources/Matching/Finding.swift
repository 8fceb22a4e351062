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
    case subsetUnique, subsetSeveral, subsetByChance, subsetBudget
    case scoredMatch, scoredSuggested
    case keptApart
    case groupSum, groupDiffers, groupApart, groupNetsToZero

    package var name: String {
        var text = ""
        for character in String(describing: self) {
            if character.isUppercase { text += "_" }
            text += character.lowercased()
        }
        return text
    }
}
