package import Matching
import Records
package import Statements

extension LegStatement.Bridge.Reason {
    package var words: Words {
        switch self {
        case .timing: Words("在途（时间差）", "在途（時間差）", "in transit (timing)")
        case .missingLeft: Words("左方缺失", "左方缺漏", "missing on the left")
        case .missingRight: Words("右方缺失", "右方缺漏", "missing on the right")
        case .amountMismatch: Words("金额不符", "金額不符", "amount mismatch")
        case .statusMismatch: Words("状态不符", "狀態不符", "status mismatch")
        case .currencyMismatch: Words("币种不符", "幣別不符", "currency mismatch")
        case .tolerance: Words("容差", "容差", "tolerance")
        case .ambiguous: Words("多解待定", "多解待定", "ambiguous")
        case .duplicate: Words("重复", "重複", "duplicate")
        case .feeRows: Words("手续费单列行", "手續費單列明細", "fee rows")
        case .settledFees: Words("结算时扣除的手续费", "結算時扣除的手續費", "fees kept back in settlements")
        case .conversion: Words("换汇", "換匯", "conversion")
        case .ignored: Words("按规则忽略", "依規則略過", "ignored by rule")
        case .writtenOff: Words("已核销", "已沖銷", "written off")
        }
    }
}

extension FieldComparison.Field {
    package var words: Words {
        switch self {
        case .orderReference: Words("商户订单号", "商店訂單號", "order reference")
        case .channelReference: Words("渠道交易号", "通路交易號", "channel reference")
        case .refundReference: Words("退款单号", "退款單號", "refund reference")
        case .chainReference: Words("链上哈希", "鏈上雜湊", "chain transaction")
        case .kind: Words("类型", "類型", "kind")
        case .currency: Words("币种", "幣別", "currency")
        case .amount: Words("金额", "金額", "amount")
        case .askedAmount: Words("应付金额", "應付金額", "asked amount")
        case .fee: Words("手续费", "手續費", "fee")
        case .status: Words("状态", "狀態", "status")
        case .time: Words("时间", "時間", "time")
        }
    }
}

extension FieldComparison.Agreement {
    package var words: Words {
        switch self {
        case .equal: Words("一致", "一致", "equal")
        case .withinTolerance: Words("容差内", "容差內", "within tolerance")
        case .equivalent: Words("等价", "視同一致", "equivalent")
        case .differs: Words("不符", "不符", "differs")
        case .absent: Words("一方未提供", "一方未提供", "one side does not say")
        }
    }

    /// Between the two values of a field.
    var sign: String {
        switch self {
        case .equal: "="
        case .withinTolerance: "≈"
        case .equivalent: "≙"
        case .differs: "≠"
        case .absent: "·"
        }
    }
}

extension RunReport.VerdictReason {
    package func sentence(_ language: Language) -> String {
        words[language]
    }

    var words: Words {
        switch self {
        case .quarantinedFile(let file, let code):
            Words(
                "文件 {file} 被隔离（{code}），未参与对账。", "檔案 {file} 被隔離（{code}），未參與對帳。",
                "The file {file} is quarantined ({code}) and took no part."
            ).with(["file": Mask.fileName(file), "code": code.rawValue])
        case .unreadableFile(let file):
            Words("文件 {file} 无法读取。", "檔案 {file} 無法讀取。", "The file {file} cannot be read.")
                .with(["file": Mask.fileName(file)])
        case .missingSource(let source):
            Words("缺少数据源 {source}。", "缺少資料來源 {source}。", "The source {source} is missing.")
                .with(["source": source])
        case .missingDays(let source, let from, let through):
            (from == through
                ? Words(
                    "{source} 缺少 {from} 的账单。", "{source} 缺少 {from} 的帳單。",
                    "{from} is missing from {source}.")
                : Words(
                    "{source} 缺少 {from} 至 {through} 的账单。", "{source} 缺少 {from} 至 {through} 的帳單。",
                    "{from} to {through} are missing from {source}."))
                .with(["source": source, "from": "\(from)", "through": "\(through)"])
        case .holidaysUnknown(let calendar, let from, let through):
            Words(
                "日历 {calendar} 只载有 {from} 至 {through} 的节假日；此外只按周末计算工作日。",
                "行事曆 {calendar} 只載有 {from} 至 {through} 的假日；此外只按週末計算工作日。",
                "The calendar {calendar} knows the holidays from {from} to {through}; beyond, only "
                    + "weekends count."
            ).with(["calendar": calendar, "from": "\(from)", "through": "\(through)"])
        case .nothingToCompare:
            Words(
                "没有可以相互核对的两方：有一方没有可读的文件。", "沒有可以相互核對的兩方：有一方沒有可讀的檔案。",
                "Nothing to compare: one side has no readable file.")
        case .unsourcedOrders(let channel, let count):
            Words(
                "{count} 笔 {channel} 订单没有对应的渠道账单。", "{count} 筆 {channel} 訂單沒有對應的通路帳單。",
                "{count} orders of {channel} have no channel file to be checked against."
            ).with(["channel": channel, "count": String(count)])
        case .residual(let leg, let amount):
            Words(
                "{leg} 有 {amount} 未能解释。", "{leg} 有 {amount} 無法說明。",
                "In {leg}, {amount} remain unexplained."
            ).with(["leg": leg, "amount": amount.description])
        case .identityOpen(let leg, let currency):
            Words(
                "{leg} 的 {currency} 恒等式不成立。", "{leg} 的 {currency} 恆等式不成立。",
                "In {leg}, the identity in {currency} does not close."
            ).with(["leg": leg, "currency": currency.description])
        case .balanceOpen(let source):
            Words(
                "{source} 的期初余额加流水不等于期末余额。", "{source} 的期初餘額加明細不等於期末餘額。",
                "In {source}, opening balance and entries do not make the closing balance."
            ).with(["source": source])
        case .problemsAboveLimit(let count, let limit):
            Words(
                "数据问题 {count} 个，超过上限 {limit}。", "資料問題 {count} 個，超過上限 {limit}。",
                "{count} problems in the data, more than the limit of {limit}."
            ).with(["count": String(count), "limit": String(limit)])
        case .breaks(let count):
            Words("{count} 笔差错待处理。", "{count} 筆差異待處理。", "Open breaks: {count}.")
                .with(["count": String(count)])
        case .pending(let count):
            Words("{count} 笔在途。", "{count} 筆在途。", "In transit: {count}.")
                .with(["count": String(count)])
        case .tolerance(let count):
            Words("{count} 笔在容差内对平。", "{count} 筆在容差內相符。", "Matched within tolerance: {count}.")
                .with(["count": String(count)])
        }
    }
}

extension Words {
    func with(_ values: [String: String]) -> Words {
        Words(
            filled(.simplifiedChinese, values), filled(.traditionalChinese, values),
            filled(.english, values))
    }
}

extension Identification.Reason {
    package func sentence(_ language: Language) -> String {
        let list = { (items: [String]) in Punctuation.list(items, language) }
        let pair: (Words, String) =
            switch self {
            case .otherShape: (Words("文件形态不同", "檔案形態不同", "the file has another shape"), "")
            case .missingColumns(let names):
                (Words("缺少列：{x}", "缺少欄位：{x}", "columns missing: {x}"), list(names))
            case .forbiddenColumn(let name):
                (Words("有不该有的列：{x}", "有不該有的欄位：{x}", "has the foreign column {x}"), name)
            case .extraColumns(let names):
                (Words("多出列：{x}", "多出欄位：{x}", "further columns: {x}"), list(names))
            case .textNotFound(let text):
                (Words("找不到“{x}”", "找不到「{x}」", "“{x}” is not there"), text)
            case .fileNameDiffers(let pattern):
                (
                    Words("文件名不符合 {x}", "檔名不符合 {x}", "the file's name does not match {x}"),
                    pattern
                )
            case .rowDiffers(let pattern):
                (Words("首行不符合 {x}", "首列不符合 {x}", "the first row does not match {x}"), pattern)
            case .valueDiffers(let field):
                (Words("字段 {x} 的值不符", "欄位 {x} 的值不符", "the value of {x} is another"), field)
            case .notNeeded:
                (
                    Words("已有专用格式认领", "已有專用格式認領", "a specific format claims the file"), ""
                )
            }
        return pair.0.filled(language, ["x": pair.1])
    }
}
