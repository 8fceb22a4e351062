import Statements

/// Why a row of a file is no entry: the catalogue of `Statement.nonEntries`.
package enum NonEntryReason: String, Sendable, CaseIterable {
    case comment, total, blank, preamble, footer
    case notMoney = "not_money"
    case secondHeader = "second_header"
    case header, line, summary
    case noRecord = "no_record"
    case otherToken = "other_token"
    case ownTransfer = "own_transfer"
    case zeroValue = "zero_value"

    package var words: Words {
        switch self {
        case .comment: Words("说明行", "說明列", "comment")
        case .total: Words("合计行", "合計列", "total")
        case .blank: Words("空行", "空白列", "blank")
        case .preamble: Words("表前信息", "表前資訊", "preamble")
        case .footer: Words("表尾信息", "表尾資訊", "footer")
        case .notMoney: Words("不涉资金", "不涉資金", "no money moved")
        case .secondHeader: Words("第二表头", "第二表頭", "second header")
        case .header: Words("表头", "表頭", "header")
        case .line: Words("表外行", "表外列", "line outside the table")
        case .summary: Words("汇总行", "彙總列", "summary row")
        case .noRecord: Words("非记录行", "非紀錄列", "line without a record")
        case .otherToken: Words("其他代币", "其他代幣", "other token")
        case .ownTransfer: Words("自有地址互转", "自有地址互轉", "transfer between own addresses")
        case .zeroValue: Words("零金额", "零金額", "zero amount")
        }
    }

    /// A dialect may name reasons of its own; they are shown as they are.
    package static func title(_ reason: String, _ language: Language) -> String {
        NonEntryReason(rawValue: reason)?.words[language] ?? reason
    }
}
