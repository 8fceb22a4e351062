package import Resolution

extension DecisionKind.Name {
    package var words: Words {
        switch self {
        case .forceMatch: Words("人工匹配", "人工配對", "matched by hand")
        case .unmatch: Words("拆开匹配", "拆開配對", "match taken apart")
        case .acceptDifference: Words("认可差额", "認可差額", "difference accepted")
        case .writeOff: Words("核销", "沖銷", "written off")
        case .adjustment: Words("调账", "調帳", "adjusted")
        case .suspense: Words("挂账", "掛帳", "kept in suspense")
        case .release: Words("解除挂账", "解除掛帳", "released from suspense")
        case .expectedUntil: Words("等待到期", "等待到期", "expected until a day")
        case .notADuplicate: Words("不是重复", "不是重複", "not a duplicate")
        case .ignore: Words("忽略", "略過", "ignored by rule")
        case .refund: Words("退款", "退款", "refund ordered")
        case .redeliver: Words("补发", "補發", "delivery ordered")
        case .undo: Words("撤销", "撤銷", "taken back")
        case .close: Words("封账", "封帳", "period closed")
        case .opening: Words("期初余额", "期初餘額", "opening balance")
        }
    }
}

extension DecisionState {
    package var words: Words {
        switch self {
        case .proposed: Words("待复核", "待複核", "waits for approval")
        case .approved: Words("已复核", "已複核", "approved")
        case .applied: Words("已生效", "已生效", "applied")
        case .rejected: Words("已驳回", "已駁回", "rejected")
        case .withdrawn: Words("已撤回", "已撤回", "withdrawn")
        case .undone: Words("已撤销", "已撤銷", "taken back")
        }
    }
}

extension DecisionStep.Name {
    package var words: Words {
        switch self {
        case .approve: Words("复核", "複核", "approve")
        case .reject: Words("驳回", "駁回", "reject")
        case .withdraw: Words("撤回", "撤回", "withdraw")
        case .apply: Words("生效", "生效", "apply")
        case .undo: Words("撤销", "撤銷", "take back")
        }
    }
}

extension BreakState {
    package var words: Words {
        switch self {
        case .new: Words("新", "新", "new")
        case .persisting: Words("持续", "持續", "persisting")
        case .resolved: Words("已解决", "已解決", "resolved")
        case .reopened: Words("重开", "重開", "reopened")
        }
    }
}

extension BreakSituation {
    package var words: Words {
        switch self {
        case .moneyWithoutOrder: Words("有款无单", "有款無單", "money without an order")
        case .refundWithoutOrder: Words("有退款无单", "有退款無單", "a refund without an order")
        case .orderWithoutMoney: Words("有单无款", "有單無款", "an order without money")
        case .refundNotMade: Words("退款未付出", "退款未付出", "a refund that was not made")
        case .amountDiffers: Words("金额不符", "金額不符", "amounts that differ")
        case .refundDiffers: Words("退款金额不符", "退款金額不符", "refunds that differ")
        case .feeDiffers: Words("手续费不符", "手續費不符", "fees that differ")
        case .currencyDiffers: Words("币种不符", "幣別不符", "currencies that differ")
        case .paidNotOrdered: Words("已付款而订单未付（掉单）", "已付款而訂單未付（掉單）", "paid, not ordered")
        case .orderedNotPaid: Words("订单已付而渠道未付", "訂單已付而通路未付", "ordered, not paid")
        case .statusDiffers: Words("状态或发货矛盾", "狀態或出貨矛盾", "a status or delivery that contradicts")
        case .timeDiffers: Words("时间不符", "時間不符", "times that differ")
        case .moneyTwice: Words("重复付款", "重複付款", "money that came twice")
        case .refundTwice: Words("重复退款", "重複退款", "a refund that went out twice")
        case .orderTwice: Words("重复订单", "重複訂單", "an order that stands twice")
        case .ambiguous: Words("无法唯一确定", "無法唯一確定", "several candidates")
        case .expected: Words("在途", "在途", "not due yet")
        }
    }
}
