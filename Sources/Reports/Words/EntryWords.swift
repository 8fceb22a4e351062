package import Matching
package import Records

extension EntryClass {
    package var words: Words {
        switch self {
        case .unclassified: Words("未归类", "未歸類", "unclassified")
        case .matched: Words("对平", "相符", "matched")
        case .matchedWithinTolerance: Words("容差内对平", "容差內相符", "matched within tolerance")
        case .suggested: Words("建议匹配", "建議配對", "suggested")
        case .ambiguous: Words("多解待定", "多解待定", "ambiguous")
        case .expected: Words("在途", "在途", "expected (in transit)")
        case .missingLeft: Words("左方缺失（漏单）", "左方缺漏（漏單）", "missing on the left")
        case .missingRight: Words("右方缺失", "右方缺漏", "missing on the right")
        case .amountMismatch: Words("金额不符", "金額不符", "amount mismatch")
        case .feeMismatch: Words("手续费不符", "手續費不符", "fee mismatch")
        case .currencyMismatch: Words("币种不符", "幣別不符", "currency mismatch")
        case .statusMismatch: Words("状态不符", "狀態不符", "status mismatch")
        case .dateMismatch: Words("日期不符", "日期不符", "date mismatch")
        case .duplicate: Words("重复", "重複", "duplicate")
        case .ignored: Words("按规则忽略", "依規則略過", "ignored by rule")
        case .writtenOff: Words("已核销", "已沖銷", "written off")
        case .disputed: Words("争议中", "爭議中", "disputed")
        case .problem: Words("数据问题", "資料問題", "problem")
        }
    }
}

extension EntryKind {
    package var words: Words {
        switch self {
        case .order: Words("订单", "訂單", "order")
        case .payment: Words("收款", "收款", "payment")
        case .refund: Words("退款", "退款", "refund")
        case .fee: Words("手续费", "手續費", "fee")
        case .payout: Words("提现/结算", "提領/撥款", "payout")
        case .transfer: Words("转账", "轉帳", "transfer")
        case .chargeback: Words("拒付", "爭議扣款", "chargeback")
        case .adjustment: Words("调账", "調帳", "adjustment")
        case .split: Words("分账", "分帳", "split")
        case .topUp: Words("充值", "儲值", "top-up")
        }
    }
}

extension EntryStatus {
    package var words: Words {
        switch self {
        case .succeeded: Words("成功", "成功", "succeeded")
        case .pending: Words("待支付", "待付款", "pending")
        case .failed: Words("失败", "失敗", "failed")
        case .closed: Words("已关闭", "已關閉", "closed")
        case .expired: Words("已过期", "已逾期", "expired")
        case .refunded: Words("已退款", "已退款", "refunded")
        case .frozen: Words("冻结", "凍結", "frozen")
        }
    }
}

extension DeliveryStatus {
    package var words: Words {
        switch self {
        case .unknown: Words("未知", "未知", "unknown")
        case .pending: Words("未发货", "未出貨", "not delivered")
        case .delivered: Words("已发货", "已出貨", "delivered")
        case .partial: Words("部分发货", "部分出貨", "partly delivered")
        case .deliveredEmpty: Words("发货为空", "出貨內容為空", "delivered without content")
        }
    }
}

extension SourceRole {
    package var words: Words {
        switch self {
        case .orders: Words("店铺订单", "商店訂單", "shop orders")
        case .channel: Words("业务账单", "交易帳單", "trade bill")
        case .fund: Words("资金账单", "資金帳單", "fund-flow bill")
        case .bank: Words("银行流水", "銀行明細", "bank statement")
        case .wallet: Words("钱包流水", "錢包明細", "wallet")
        case .link: Words("关联记录", "關聯紀錄", "link records")
        case .summary: Words("汇总", "彙總", "summary")
        }
    }
}

extension Break.Severity {
    package var words: Words {
        switch self {
        case .low: Words("低", "低", "low")
        case .medium: Words("中", "中", "medium")
        case .high: Words("高", "高", "high")
        case .critical: Words("严重", "嚴重", "critical")
        }
    }

    /// Worst first: the order in which people read breaks.
    static let worstFirst: [Break.Severity] = [.critical, .high, .medium, .low]
}

extension Side {
    package var words: Words {
        switch self {
        case .left: Words("左方", "左方", "left")
        case .right: Words("右方", "右方", "right")
        case .link: Words("关联", "關聯", "link")
        }
    }

    package var name: String {
        switch self {
        case .left: "left"
        case .right: "right"
        case .link: "link"
        }
    }
}

extension Verdict {
    package var words: Words {
        switch self {
        case .reconciled: Words("平账", "帳務相符", "Reconciled")
        case .reconciledWithTolerance:
            Words("平账（有容差）", "帳務相符（含容差）", "Reconciled with tolerance")
        case .reconciledWithPending:
            Words("平账（有在途）", "帳務相符（有在途）", "Reconciled with pending items")
        case .breaks: Words("有差错", "有差異", "Breaks found")
        case .incomplete: Words("数据不全", "資料不全", "Incomplete")
        }
    }

    /// One sentence for somebody who reads nothing else.
    package var sentence: Words {
        switch self {
        case .reconciled:
            Words(
                "每一笔都核对一致，没有差额。", "每一筆都核對一致，沒有差額。",
                "Every entry agrees; nothing is open.")
        case .reconciledWithTolerance:
            Words(
                "全部核对，个别差额在约定容差之内。", "全部核對，個別差額在約定容差之內。",
                "Everything agrees, some of it within the agreed tolerance.")
        case .reconciledWithPending:
            Words(
                "没有差错；有在途款项尚未到账期。", "沒有差異；有在途款項尚未到期。",
                "No breaks; some items are in transit and not due yet.")
        case .breaks:
            Words(
                "有差错需要处理；总差额已逐项解释。", "有差異需要處理；總差額已逐項說明。",
                "There are breaks to work on; every cent of the difference is explained below.")
        case .incomplete:
            Words(
                "数据不完整，不能下平账结论。", "資料不完整，不能判定帳務相符。",
                "The data is incomplete: no clean verdict can rest on it.")
        }
    }
}

extension Rounding {
    package var words: Words {
        switch self {
        case .halfUp: Words("四舍五入", "四捨五入", "half up")
        case .halfEven: Words("银行家舍入", "銀行家捨入", "half even")
        case .down: Words("截断", "無條件捨去", "down")
        case .up: Words("进一", "無條件進位", "up")
        case .floor: Words("向下取整", "向下取整", "floor")
        case .ceiling: Words("向上取整", "向上取整", "ceiling")
        }
    }
}
