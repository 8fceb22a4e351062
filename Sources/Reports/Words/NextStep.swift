package import Matching

/// What a person does about a finding: groups of findings that ask for the same hand.
package enum NextStep: UInt8, Sendable, CaseIterable {
    case redeliverOrRefund, askCustomerForMoney, verifyCallback, recordRefund, checkRefund
    case findOrder, refundDuplicate, disputeFee, compareAmounts, chooseCandidate, addFile
    case deliver, fixStatus, watch, nothing

    package init(_ entryBreak: Break) {
        self = entryBreak.findings.primary.map(NextStep.init) ?? NextStep(entryBreak.entryClass)
    }

    package init(_ finding: Finding) {
        self =
            switch finding {
            case .paidOrderExpired, .paidOrderPending, .paidOrderClosed: .redeliverOrRefund
            case .paidNotInChannel, .notifiedButGatewayUnpaid, .gatewayUnpaid: .verifyCallback
            case .deliveredUnpaid: .askCustomerForMoney
            case .refundMissingLeft: .recordRefund
            case .refundMissingRight, .refundAmountDiffers: .checkRefund
            case .orderMissing, .orphanTransfer, .noKey: .findOrder
            case .duplicatePayment, .duplicateRefund, .duplicateOrder, .tradeSharedByOrders:
                .refundDuplicate
            case .feeRateAnomaly, .feeDoubled, .feeDiffers, .feeMissing: .disputeFee
            case .amountDiffers, .underpaid, .overpaid, .currencyDiffers, .splitPayment,
                .groupDiffers:
                .compareAmounts
            case .severalCandidates, .subsetSeveral, .subsetByChance, .subsetBudget,
                .scoredSuggested, .keptApart, .groupApart:
                .chooseCandidate
            case .noSource: .addFile
            case .deliveredEmpty, .paidUndelivered, .deliveredBeforePaid: .deliver
            case .statusDiffers: .fixStatus
            case .nearCutOff, .dueLater, .late, .early: .watch
            case .unpaid, .outOfPeriod, .linkOnly, .byRule, .notSales, .duplicateNotification,
                .subsetUnique, .scoredMatch, .groupSum, .groupNetsToZero:
                .nothing
            }
    }

    init(_ entryClass: EntryClass) {
        self =
            switch entryClass {
            case .ambiguous, .suggested: .chooseCandidate
            case .missingLeft: .findOrder
            case .missingRight: .verifyCallback
            case .amountMismatch, .currencyMismatch: .compareAmounts
            case .feeMismatch: .disputeFee
            case .statusMismatch: .fixStatus
            case .duplicate: .refundDuplicate
            case .expected, .dateMismatch: .watch
            case .matched, .matchedWithinTolerance, .ignored, .writtenOff, .disputed, .problem,
                .unclassified:
                .nothing
            }
    }

    package var words: Words {
        switch self {
        case .redeliverOrRefund:
            Words("补单发货，或原路退款。", "補單出貨，或原路退款。", "Deliver it after all, or refund it.")
        case .askCustomerForMoney:
            Words(
                "追回货款或作废卡密。", "追回貨款或作廢卡密。",
                "Recover the money or revoke what was delivered.")
        case .verifyCallback:
            Words(
                "先到渠道查单，确认未收款后冻结订单、停用卡密，并检查回调验签。",
                "先到通路查單，確認未收款後凍結訂單、停用卡密，並檢查回呼驗章。",
                "Query the channel; if no money came, freeze the order, revoke what was delivered "
                    + "and check how callbacks are verified.")
        case .recordRefund:
            Words("在店铺补记这笔退款。", "在商店補記這筆退款。", "Record this refund in the shop.")
        case .checkRefund:
            Words("到渠道查询退款结果。", "到通路查詢退款結果。", "Ask the channel what became of the refund.")
        case .findOrder:
            Words(
                "查找付款人和订单；找不到则原路退回或挂账。", "查找付款人和訂單；找不到則原路退回或暫列。",
                "Look for the payer and the order; else send it back or hold it in suspense.")
        case .refundDuplicate:
            Words("退回多收的一笔。", "退回多收的一筆。", "Refund the one that is too much.")
        case .disputeFee:
            Words(
                "核对签约费率，向渠道申请更正。", "核對簽約費率，向通路申請更正。",
                "Check the contract's rate and ask the channel to correct it.")
        case .compareAmounts:
            Words(
                "核对应付金额：补收差额、退款或按规则核销。", "核對應付金額：補收差額、退款或依規則沖銷。",
                "Check the asked amount: collect the rest, refund, or write it off by rule.")
        case .chooseCandidate:
            Words("由人指定对应的一笔。", "由人工指定對應的一筆。", "Choose the counterpart.")
        case .addFile:
            Words(
                "补充该渠道的账单后重新对账。", "補上該通路的帳單後重新對帳。",
                "Add the channel's file and run again.")
        case .deliver:
            Words("检查库存并补发卡密。", "檢查庫存並補發卡密。", "Check the stock and deliver.")
        case .fixStatus:
            Words("以渠道状态为准更正订单。", "以通路狀態為準更正訂單。", "Correct the order to the channel's status.")
        case .watch:
            Words("到期前无需处理。", "到期前無需處理。", "Nothing to do before it is due.")
        case .nothing:
            Words("无需处理。", "無需處理。", "Nothing to do.")
        }
    }
}
