package import Matching

/// What is wrong, as a sentence about two sides. Names in braces are filled from `BreakFacts`:
/// {left} {right} titles of the sides, {leftAmount} {rightAmount} {size} amounts with currency,
/// {leftStatus} {rightStatus} statuses, {kept} the reference of the entry that a duplicate repeats.
extension Finding {
    package var sentence: Words {
        switch self {
        case .paidOrderExpired, .paidOrderPending, .paidOrderClosed, .paidNotInChannel,
            .notifiedButGatewayUnpaid, .gatewayUnpaid, .orderMissing, .orphanTransfer, .noSource,
            .unpaid, .statusDiffers:
            paymentSentence
        case .refundMissingLeft, .refundMissingRight, .refundAmountDiffers, .duplicatePayment,
            .duplicateOrder, .duplicateRefund, .duplicateNotification, .tradeSharedByOrders,
            .severalCandidates, .splitPayment, .subsetUnique, .subsetSeveral, .subsetByChance,
            .subsetBudget, .scoredMatch, .scoredSuggested, .keptApart:
            pairingSentence
        case .groupSum, .groupDiffers, .groupApart, .groupNetsToZero: groupSentence
        case .feeRateAnomaly, .feeDoubled, .feeDiffers, .feeMissing, .amountDiffers, .underpaid,
            .overpaid, .currencyDiffers:
            amountSentence
        case .late, .early, .nearCutOff, .dueLater, .outOfPeriod, .deliveredBeforePaid,
            .deliveredEmpty, .deliveredUnpaid, .paidUndelivered, .noKey, .linkOnly, .byRule,
            .notSales:
            timeAndDeliverySentence
        }
    }

    private var paymentSentence: Words {
        switch self {
        case .paidOrderExpired:
            Words(
                "{right}已收款 {rightAmount}，{left}却已过期（掉单）。",
                "{right}已收款 {rightAmount}，{left}卻已逾期（掉單）。",
                "{right} received {rightAmount}, but in {left} the order had expired.")
        case .paidOrderPending:
            Words(
                "{right}已收款 {rightAmount}，{left}仍是待支付（掉单）。",
                "{right}已收款 {rightAmount}，{left}仍是待付款（掉單）。",
                "{right} received {rightAmount}, but in {left} the order still waits for payment.")
        case .paidOrderClosed:
            Words(
                "{right}已收款 {rightAmount}，{left}却已关闭（掉单）。",
                "{right}已收款 {rightAmount}，{left}卻已關閉（掉單）。",
                "{right} received {rightAmount}, but in {left} the order had been closed.")
        case .paidNotInChannel:
            Words(
                "{left}记为已付 {leftAmount}，{right}没有这笔钱：可能是伪造或测试回调。",
                "{left}記為已付 {leftAmount}，{right}沒有這筆錢：可能是偽造或測試回呼。",
                "{left} counts {leftAmount} as paid, but {right} has no such money: "
                    + "possibly a forged or test callback.")
        case .notifiedButGatewayUnpaid:
            Words(
                "收到过支付成功的回调，{left}记为已付 {leftAmount}，而{right}自己的记录是{rightStatus}。",
                "收到過付款成功的回呼，{left}記為已付 {leftAmount}，而{right}自己的紀錄是{rightStatus}。",
                "A callback reported success and {left} counts {leftAmount} as paid, "
                    + "but {right} itself says: {rightStatus}.")
        case .gatewayUnpaid:
            Words(
                "{left}记为已付 {leftAmount}，而{right}的记录是{rightStatus}。",
                "{left}記為已付 {leftAmount}，而{right}的紀錄是{rightStatus}。",
                "{left} counts {leftAmount} as paid, but {right} says: {rightStatus}.")
        case .orderMissing:
            Words(
                "{right}有 {rightAmount}，{left}里找不到对应的记录（漏单）。",
                "{right}有 {rightAmount}，{left}裡找不到對應的紀錄（漏單）。",
                "{right} has {rightAmount}, but {left} has no record of it.")
        case .orphanTransfer:
            Words(
                "链上到账 {rightAmount}，没有任何订单在等这笔钱。",
                "鏈上入帳 {rightAmount}，沒有任何訂單在等這筆錢。",
                "{rightAmount} arrived on chain, and no order was waiting for it.")
        case .noSource:
            Words(
                "没有这个渠道的账单文件，无法核对。", "沒有這個通路的帳單檔案，無法核對。",
                "There is no file of this channel to check against.")
        case .unpaid:
            Words(
                "从未支付，渠道也没有款项：不是差错。", "從未付款，通路也沒有款項：不是差異。",
                "Never paid, and no money in the channel: no difference.")
        default:
            Words(
                "状态不符：{left}是{leftStatus}，{right}是{rightStatus}。",
                "狀態不符：{left}是{leftStatus}，{right}是{rightStatus}。",
                "Status differs: {left} says {leftStatus}, {right} says {rightStatus}.")
        }
    }

    private var pairingSentence: Words {
        switch self {
        case .refundMissingLeft:
            Words(
                "{right}已退款 {size}，{left}没有退款记录（可能在商户后台手工退款）。",
                "{right}已退款 {size}，{left}沒有退款紀錄（可能在商店後台手動退款）。",
                "{right} refunded {size}, but {left} has no such refund "
                    + "(perhaps made by hand in the channel's console).")
        case .refundMissingRight:
            Words(
                "{left}已退款 {size}，{right}没有这笔退款。", "{left}已退款 {size}，{right}沒有這筆退款。",
                "{left} refunded {size}, but {right} has no such refund.")
        case .refundAmountDiffers:
            Words(
                "退款金额不符：{left} {leftAmount}，{right} {rightAmount}。",
                "退款金額不符：{left} {leftAmount}，{right} {rightAmount}。",
                "Refund amounts differ: {left} {leftAmount}, {right} {rightAmount}.")
        case .duplicatePayment:
            Words(
                "同一订单付了两次；保留 {kept}，这一笔多出 {size}，应退回。",
                "同一訂單付了兩次；保留 {kept}，這一筆多出 {size}，應退回。",
                "One order was paid twice; {kept} is kept, this one is {size} too much "
                    + "and should be refunded.")
        case .duplicateOrder:
            Words(
                "同一单号的订单重复；保留 {kept}。", "同一單號的訂單重複；保留 {kept}。",
                "The same order stands twice; {kept} is kept.")
        case .duplicateRefund:
            Words(
                "同一笔退款重复；保留 {kept}，多退 {size}。", "同一筆退款重複；保留 {kept}，多退 {size}。",
                "The same refund stands twice; {kept} is kept, {size} too much went back.")
        case .duplicateNotification:
            Words(
                "同一通知重复送达，只算一次。", "同一通知重複送達，只算一次。",
                "The same notification came again; it counts once.")
        case .tradeSharedByOrders:
            Words(
                "同一笔交易被多个订单使用；已归 {kept}。", "同一筆交易被多個訂單使用；已歸 {kept}。",
                "Several orders claim one trade; it belongs to {kept}.")
        case .severalCandidates:
            Words(
                "有多笔同样可能，未作猜测，请人工指定。", "有多筆同樣可能，未作猜測，請人工指定。",
                "Several are equally likely; nothing was guessed, a person has to choose.")
        case .keptApart:
            Words(
                "有人决定它与对方那一笔不是一对，已拆开，不再自动匹配；它另无对应。",
                "有人決定它與對方那一筆不是一對，已拆開，不再自動配對；它另無對應。",
                "Somebody decided that it and its former partner do not belong together; "
                    + "it has no other partner.")
        case .scoredMatch:
            Words(
                "没有共同单号，按金额、时间、付款方等的评分对应。", "沒有共同單號，按金額、時間、付款方等的評分對應。",
                "They share no reference and belong together by amount, time, payer and channel.")
        case .scoredSuggested:
            Words(
                "没有共同单号；按评分很可能对应，但不够确定，请人工确认。",
                "沒有共同單號；按評分很可能對應，但不夠確定，請人工確認。",
                "They share no reference; they probably belong together, but not surely: "
                    + "a person has to confirm it.")
        case .subsetUnique:
            Words(
                "它等于另一方若干流水的合计，且只有这一种组合。", "它等於另一方若干明細的合計，且只有這一種組合。",
                "It is the sum of entries of the other side, and only of these.")
        case .subsetSeveral:
            Words(
                "另一方有多种组合的合计与它相符，未作猜测，请人工指定。",
                "另一方有多種組合的合計與它相符，未作猜測，請人工指定。",
                "Several sets of the other side's entries sum to it; nothing was guessed, "
                    + "a person has to choose.")
        case .subsetByChance:
            Words(
                "另一方只有一种组合的合计与它相符，但组合之多，偶然相符也在意料之中，故未确认。",
                "另一方只有一種組合的合計與它相符，但組合之多，偶然相符也在意料之中，故未確認。",
                "One set of the other side's entries sums to it, but among so many sets one does "
                    + "by accident; it is not confirmed.")
        case .subsetBudget:
            Words(
                "另一方的组合太多，计算量达到上限仍无结论。", "另一方的組合太多，計算量達到上限仍無結論。",
                "There are too many sets of the other side's entries: the search met its limit "
                    + "undecided.")
        default:
            Words(
                "一笔订单分多次支付，金额合计核对。", "一筆訂單分多次付款，以合計金額核對。",
                "One order was paid in several parts, which are compared by their sum.")
        }
    }

    private var groupSentence: Words {
        switch self {
        case .groupSum:
            Words(
                "键相同的各笔，两方合计相符。", "鍵相同的各筆，兩方合計相符。",
                "Of the entries with this key, both sides' sums agree.")
        case .groupApart:
            Words(
                "键相同的各笔，两方合计相符，但有人决定其中有的不是一对，故未对平。",
                "鍵相同的各筆，兩方合計相符，但有人決定其中有的不是一對，故未配對。",
                "Of the entries with this key, both sides' sums agree, but somebody decided that "
                    + "some of them do not belong together: nothing was matched.")
        case .groupNetsToZero:
            Words(
                "键相同的各笔在同一方相互抵消，合计为零。", "鍵相同的各筆在同一方相互抵銷，合計為零。",
                "The entries with this key cancel each other out on their own side.")
        default:
            Words(
                "键相同的各笔，两方合计不符。", "鍵相同的各筆，兩方合計不符。",
                "Of the entries with this key, the sums of the sides differ.")
        }
    }

    private var amountSentence: Words {
        switch self {
        case .feeRateAnomaly:
            Words("手续费率与约定不符。", "手續費率與約定不符。", "The fee rate is not the agreed one.")
        case .feeDoubled:
            Words("手续费扣了两次。", "手續費扣了兩次。", "The fee was charged twice.")
        case .feeDiffers:
            Words("手续费与约定不符。", "手續費與約定不符。", "The fee is not the agreed one.")
        case .feeMissing:
            Words("应有手续费而账单未列。", "應有手續費而帳單未列。", "A fee is due, but the bill states none.")
        case .underpaid:
            Words(
                "少付 {size}：应付 {leftAmount}，实收 {rightAmount}。",
                "少付 {size}：應付 {leftAmount}，實收 {rightAmount}。",
                "Underpaid by {size}: asked {leftAmount}, received {rightAmount}.")
        case .overpaid:
            Words(
                "多付 {size}：应付 {leftAmount}，实收 {rightAmount}。",
                "溢付 {size}：應付 {leftAmount}，實收 {rightAmount}。",
                "Overpaid by {size}: asked {leftAmount}, received {rightAmount}.")
        case .currencyDiffers:
            Words(
                "币种不符：{left} {leftAmount}，{right} {rightAmount}。",
                "幣別不符：{left} {leftAmount}，{right} {rightAmount}。",
                "Currencies differ: {left} {leftAmount}, {right} {rightAmount}.")
        default:
            Words(
                "金额不符：{left} {leftAmount}，{right} {rightAmount}，差 {size}。",
                "金額不符：{left} {leftAmount}，{right} {rightAmount}，差 {size}。",
                "Amounts differ by {size}: {left} {leftAmount}, {right} {rightAmount}.")
        }
    }

    private var timeAndDeliverySentence: Words {
        switch self {
        case .late:
            Words("到账晚于约定时间。", "入帳晚於約定時間。", "It arrived later than agreed.")
        case .early:
            Words("到账早于约定时间。", "入帳早於約定時間。", "It arrived earlier than agreed.")
        case .nearCutOff:
            Words(
                "临近日切，另一方可能在相邻账期的文件里。", "鄰近日切，另一方可能在相鄰帳期的檔案裡。",
                "It is near the cut-off: its counterpart may stand in the next period's file.")
        case .dueLater:
            Words("还没到入账日。", "還沒到入帳日。", "It is not due yet.")
        case .outOfPeriod:
            Words("不在本账期内。", "不在本帳期內。", "It lies outside the period.")
        case .deliveredBeforePaid:
            Words("发货早于收款。", "出貨早於收款。", "It was delivered before it was paid.")
        case .deliveredEmpty:
            Words(
                "标记为已发货，但内容为空或是缺货致歉语。", "標記為已出貨，但內容為空或是缺貨致歉語。",
                "It is flagged as delivered, but the content is empty or an apology.")
        case .deliveredUnpaid:
            Words("没有收款却已发货。", "沒有收款卻已出貨。", "It was delivered without payment.")
        case .paidUndelivered:
            Words("已收款，还没有发货。", "已收款，還沒有出貨。", "It is paid, but not delivered.")
        case .noKey:
            Words(
                "没有可用于核对的单号。", "沒有可用於核對的單號。",
                "It carries no reference by which it could be matched.")
        case .linkOnly:
            Words("只用来关联，自身不计金额。", "只用來關聯，自身不計金額。", "It only links others; it is no money itself.")
        case .notSales:
            Words("不是销售流水。", "不是銷售流水。", "It is not a sale.")
        default:
            Words("按规则忽略。", "依規則略過。", "Ignored by a rule.")
        }
    }
}
