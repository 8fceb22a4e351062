/// Headings and labels of documents and of the terminal.
package enum Label: UInt8, Sendable, CaseIterable {
    case statementTitle, verdict, period, runTime, definition, version, digest, program, merchant
    case sources, files, file, format, role, account, encoding, rows, entries, nonEntries, problems
    case controlTotals, stated, computed, holds, fails, opening, movements, closing, balances
    case leg, side, currency, count, amount, openingItems, newEntries, matched, carried, resolved
    case ignored, closes, open, bridge, leftTotal, rightTotal, residual, classes, entryClass
    case breaks, severity, finding, reference, explanation, difference, occurredAt, dueOn, age
    case expectedItems, unsourced, evidence, nextSteps, nextStep, none, quarantined, matchRate
    case longSide, shortSide, viewpoint, feeOver, feeUnder, nearestMiss, further, column, pass
    case rule, match, entry, status, kind, source, line, claimedBy, refusedBy, unknownColumns
    case left, right, more, openPage, channel, net, fee, picture, sameAs, delivery, asked
    case linkedBy, notKnown, didYouMean, comparedWith, reopened, throughDay

    package var words: Words {
        switch self {
        case .statementTitle, .verdict, .period, .runTime, .definition, .version, .digest, .program,
            .merchant, .sources, .files, .file, .format, .role, .account, .encoding, .rows,
            .entries, .nonEntries, .problems, .controlTotals, .stated, .computed, .holds, .fails,
            .opening, .movements, .closing, .balances, .throughDay:
            sourceWords
        case .leg, .side, .currency, .count, .amount, .openingItems, .newEntries, .matched,
            .carried, .resolved, .ignored, .closes, .open, .bridge, .leftTotal, .rightTotal,
            .residual, .classes, .entryClass, .longSide, .shortSide, .viewpoint, .feeOver,
            .feeUnder, .matchRate, .picture, .reopened:
            statementWords
        case .breaks, .severity, .finding, .reference, .explanation, .difference, .occurredAt,
            .dueOn, .age, .expectedItems, .unsourced, .evidence, .nextSteps, .nextStep, .none,
            .quarantined, .nearestMiss, .further, .left, .right, .more, .openPage:
            breakWords
        case .column, .pass, .rule, .match, .entry, .status, .kind, .source, .line, .claimedBy,
            .refusedBy, .unknownColumns, .channel, .net, .fee, .sameAs, .delivery, .asked,
            .linkedBy, .notKnown, .didYouMean, .comparedWith:
            storyWords
        }
    }

    private var sourceWords: Words {
        switch self {
        case .statementTitle: Words("余额调节表", "餘額調節表", "Reconciliation statement")
        case .verdict: Words("结论", "結論", "Verdict")
        case .period: Words("账期", "帳期", "Period")
        case .throughDay: Words("截至 {day}", "截至 {day}", "through {day}")
        case .runTime: Words("运行时点", "執行時點", "As of")
        case .definition: Words("对账定义", "對帳定義", "Definition")
        case .version: Words("版本", "版本", "version")
        case .digest: Words("摘要", "摘要", "Digest")
        case .program: Words("程序", "程式", "Program")
        case .merchant: Words("商户", "商店", "Merchant")
        case .sources: Words("数据源", "資料來源", "Sources")
        case .files: Words("文件", "檔案", "Files")
        case .file: Words("文件", "檔案", "File")
        case .format: Words("格式", "格式", "Format")
        case .role: Words("角色", "角色", "Role")
        case .account: Words("账号", "帳號", "Account")
        case .encoding: Words("编码", "編碼", "Encoding")
        case .rows: Words("行数", "列數", "Rows")
        case .entries: Words("流水", "明細", "Entries")
        case .nonEntries: Words("非流水行", "非明細列", "Other rows")
        case .problems: Words("数据问题", "資料問題", "Problems")
        case .controlTotals: Words("控制合计", "控制合計", "Control totals")
        case .stated: Words("文件所载", "檔案所載", "stated")
        case .computed: Words("逐行计算", "逐列計算", "computed")
        case .holds: Words("相符", "相符", "holds")
        case .fails: Words("不符", "不符", "fails")
        case .opening: Words("期初余额", "期初餘額", "Opening balance")
        case .movements: Words("本期发生", "本期發生", "Movements")
        case .closing: Words("期末余额", "期末餘額", "Closing balance")
        default: Words("余额证明", "餘額證明", "Balances")
        }
    }

    private var statementWords: Words {
        switch self {
        case .leg: Words("对账环节", "對帳環節", "Leg")
        case .side: Words("方", "方", "Side")
        case .currency: Words("币种", "幣別", "Currency")
        case .count: Words("笔数", "筆數", "Count")
        case .amount: Words("金额", "金額", "Amount")
        case .openingItems: Words("期初未达", "期初未達", "Opening open items")
        case .newEntries: Words("本期新增", "本期新增", "New entries")
        case .reopened: Words("重新列入", "重新列入", "Reopened")
        case .matched: Words("已对平", "已相符", "Matched")
        case .carried: Words("结转未达", "結轉未達", "Carried open items")
        case .resolved: Words("已了结", "已了結", "Resolved")
        case .ignored: Words("已忽略", "已略過", "Ignored")
        case .closes: Words("平衡", "平衡", "closes")
        case .open: Words("不平衡", "不平衡", "does not close")
        case .bridge: Words("差额解释", "差額說明", "Explained difference")
        case .leftTotal: Words("左方合计", "左方合計", "Left total")
        case .rightTotal: Words("右方合计", "右方合計", "Right total")
        case .residual: Words("未解释差额", "未說明差額", "Unexplained")
        case .classes: Words("分类合计", "分類合計", "Totals by class")
        case .entryClass: Words("分类", "分類", "Class")
        case .longSide: Words("长款", "長款", "over")
        case .shortSide: Words("短款", "短款", "short")
        case .viewpoint: Words("以{left}为准", "以{left}為準", "as {left} sees it")
        case .feeOver: Words("多扣", "多扣", "overcharged")
        case .feeUnder: Words("少扣", "少扣", "undercharged")
        case .matchRate: Words("对平率", "相符率", "Match rate")
        default: Words("合计图", "合計圖", "The totals in a picture")
        }
    }

    private var breakWords: Words {
        switch self {
        case .breaks: Words("差错", "差異", "Breaks")
        case .severity: Words("等级", "等級", "Severity")
        case .finding: Words("发现", "發現", "Finding")
        case .reference: Words("单号", "單號", "Reference")
        case .explanation: Words("说明", "說明", "Explanation")
        case .difference: Words("差额", "差額", "Difference")
        case .occurredAt: Words("发生时间", "發生時間", "Occurred")
        case .dueOn: Words("到期日", "到期日", "Becomes a break on")
        case .age: Words("账龄（天）", "帳齡（天）", "Age (days)")
        case .expectedItems: Words("在途", "在途", "In transit")
        case .unsourced: Words("缺账单的订单", "缺帳單的訂單", "Orders without a channel file")
        case .evidence: Words("证据", "證據", "Evidence")
        case .nextSteps: Words("接下来怎么做", "接下來怎麼做", "What to do next")
        case .nextStep: Words("处理建议", "處理建議", "Next step")
        case .none: Words("无", "無", "none")
        case .quarantined: Words("已隔离", "已隔離", "quarantined")
        case .nearestMiss: Words("最接近的一笔", "最接近的一筆", "Nearest miss")
        case .further: Words("另有", "另有", "Also")
        case .left: Words("左方", "左方", "Left")
        case .right: Words("右方", "右方", "Right")
        case .more:
            Words(
                "另有 {count} 笔，见 {file}", "另有 {count} 筆，見 {file}", "{count} more in {file}")
        default: Words("完整报表：{file}", "完整報表：{file}", "Full statement: {file}")
        }
    }

    private var storyWords: Words {
        switch self {
        case .column: Words("列", "欄", "column")
        case .pass: Words("轮次", "輪次", "Pass")
        case .rule: Words("规则", "規則", "Rule")
        case .match: Words("匹配", "配對", "Match")
        case .entry: Words("流水", "明細", "Entry")
        case .status: Words("状态", "狀態", "Status")
        case .kind: Words("类型", "類型", "Kind")
        case .source: Words("数据源", "資料來源", "Source")
        case .line: Words("行", "列", "Line")
        case .claimedBy: Words("认定格式", "認定格式", "Identified as")
        case .refusedBy: Words("其他格式不认领的原因", "其他格式不認領的原因", "Why the others refuse")
        case .unknownColumns: Words("未使用的列", "未使用的欄位", "Columns not used")
        case .channel: Words("渠道", "通路", "Channel")
        case .net: Words("净额", "淨額", "Net")
        case .fee: Words("手续费", "手續費", "Fee")
        case .sameAs: Words("与 {file} 相同", "與 {file} 相同", "same bytes as {file}")
        case .delivery: Words("发货", "出貨", "Delivery")
        case .asked: Words("应付", "應付", "Asked")
        case .linkedBy: Words("经由关联", "經由關聯", "Linked by")
        case .notKnown:
            Words(
                "找不到“{reference}”", "找不到「{reference}」", "“{reference}” is not in this run")
        case .didYouMean: Words("是不是：", "是不是：", "Did you mean: ")
        default: Words("对照", "對照", "Compared with")
        }
    }
}
