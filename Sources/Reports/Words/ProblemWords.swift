package import Records

/// The sentence about a problem. {found} and {expected} are the problem's own fragments.
extension ProblemCode {
    package var words: Words {
        switch self {
        case .unknownFormat, .ambiguousFormat, .unknownHeader, .controlTotalMismatch,
            .countMismatch, .balanceBroken, .hashMismatch, .truncated, .badEncoding, .excelDamage,
            .limitExceeded, .badArchive, .badSpreadsheet, .badJSON, .emptyFile:
            fileWords
        case .fieldCount, .badAmount, .tooManyDecimals, .amountOverflow, .badTime, .badNumber,
            .unknownCurrency, .unknownKind, .unknownStatus, .missingValue, .rowIdentity, .badQuote,
            .badRecord, .statedTotalDiffers:
            rowWords
        case .fakeToken, .wrongContract, .foreignTransfer, .failedTransfer, .badSignature,
            .contradictingCallback:
            securityWords
        }
    }

    private var fileWords: Words {
        switch self {
        case .unknownFormat:
            Words(
                "不认识这个文件的格式：缺少 {expected}，找到 {found}",
                "不認識這個檔案的格式：缺少 {expected}，找到 {found}",
                "the format is not known: {expected} is missing, found {found}")
        case .ambiguousFormat:
            Words(
                "不止一种格式认领这个文件：{found}", "不止一種格式認領這個檔案：{found}",
                "more than one format claims this file: {found}")
        case .unknownHeader:
            Words(
                "表头不认识：找到 {found}，应为 {expected}", "表頭不認識：找到 {found}，應為 {expected}",
                "the header is not known: found {found}, expected {expected}")
        case .controlTotalMismatch:
            Words(
                "控制合计不符：逐行相加得 {found}，文件自己写的是 {expected}",
                "控制合計不符：逐列相加得 {found}，檔案自己寫的是 {expected}",
                "a control total fails: the rows add up to {found}, the file states {expected}")
        case .countMismatch:
            Words(
                "笔数不符：读到 {found}，文件自己写的是 {expected}",
                "筆數不符：讀到 {found}，檔案自己寫的是 {expected}",
                "a count fails: {found} rows were read, the file itself states {expected}")
        case .balanceBroken:
            Words(
                "余额不连续：此处是 {found}，应为 {expected}", "餘額不連續：此處是 {found}，應為 {expected}",
                "the running balance breaks: {found} stands here, expected {expected}")
        case .hashMismatch:
            Words(
                "校验值不符：{found}，应为 {expected}", "校驗值不符：{found}，應為 {expected}",
                "the checksum is {found}, expected {expected}")
        case .truncated:
            Words(
                "文件被截断：{found}，应有 {expected}", "檔案被截斷：{found}，應有 {expected}",
                "the file is cut off: {found}, expected {expected}")
        case .badEncoding:
            Words(
                "编码无法识别：{found}，应为 {expected}", "編碼無法識別：{found}，應為 {expected}",
                "the text encoding is not readable: {found}, expected {expected}")
        case .excelDamage:
            Words(
                "单号被 Excel 改坏：{found}，请用渠道下载的原始文件",
                "單號被 Excel 改壞：{found}，請用通路下載的原始檔案",
                "Excel has damaged an id: {found}. Use the original file as downloaded")
        case .limitExceeded:
            Words(
                "超出上限：{found}，最多 {expected}", "超出上限：{found}，最多 {expected}",
                "a limit is exceeded: {found}, at most {expected}")
        case .badArchive:
            Words(
                "压缩包无法打开：{found}，应为 {expected}", "壓縮檔無法開啟：{found}，應為 {expected}",
                "the archive cannot be opened: {found}, expected {expected}")
        case .badSpreadsheet:
            Words(
                "表格文件无法打开：{found}，应为 {expected}", "試算表無法開啟：{found}，應為 {expected}",
                "the spreadsheet cannot be opened: {found}, expected {expected}")
        case .badJSON:
            Words(
                "JSON 语法错误：{found}，应为 {expected}", "JSON 語法錯誤：{found}，應為 {expected}",
                "the JSON is broken: found {found}, expected {expected}")
        default:
            Words("空文件", "空檔案", "the file is empty")
        }
    }

    private var rowWords: Words {
        switch self {
        case .fieldCount:
            Words(
                "列数不符：有 {found} 列，应为 {expected} 列", "欄數不符：有 {found} 欄，應為 {expected} 欄",
                "the row has {found} fields, expected {expected}")
        case .badAmount:
            Words(
                "不是金额：{found}，应为 {expected}", "不是金額：{found}，應為 {expected}",
                "{found} is no amount, expected {expected}")
        case .tooManyDecimals:
            Words(
                "小数位过多：{found}，最多 {expected} 位", "小數位過多：{found}，最多 {expected} 位",
                "{found} has too many decimals, at most {expected}")
        case .amountOverflow:
            Words(
                "金额超出可表示范围：{found}，最大 {expected}",
                "金額超出可表示範圍：{found}，最大 {expected}",
                "{found} is too large an amount, at most {expected}")
        case .badTime:
            Words(
                "不是有效时间：{found}，应为 {expected}", "不是有效時間：{found}，應為 {expected}",
                "{found} is no valid time, expected {expected}")
        case .badNumber:
            Words(
                "不是数字：{found}，应为 {expected}", "不是數字：{found}，應為 {expected}",
                "{found} is no number, expected {expected}")
        case .unknownCurrency:
            Words(
                "币种不认识：{found}，应为 {expected}", "幣別不認識：{found}，應為 {expected}",
                "the currency {found} is not known, expected {expected}")
        case .unknownKind:
            Words(
                "交易类型不认识：{found}，应为 {expected}", "交易類型不認識：{found}，應為 {expected}",
                "the kind of entry {found} is not known, expected {expected}")
        case .unknownStatus:
            Words(
                "状态不认识：{found}，应为 {expected}", "狀態不認識：{found}，應為 {expected}",
                "the status {found} is not known, expected {expected}")
        case .missingValue:
            Words("缺少必填值：应有 {expected}", "缺少必填值：應有 {expected}", "a value is missing: {expected}")
        case .rowIdentity:
            Words(
                "本行金额不自洽：{found}，应为 {expected}", "本列金額不一致：{found}，應為 {expected}",
                "the amounts of the row do not add up: {found}, expected {expected}")
        case .badRecord:
            Words(
                "这一行不是完整的记录：{found}", "這一列不是完整的紀錄：{found}",
                "the line is no whole record: {found}")
        case .statedTotalDiffers:
            Words(
                "文件自述的合计与逐行不符：{found}，所载 {expected}（此格式允许，仅提示）",
                "檔案自述的合計與逐列不符：{found}，所載 {expected}（此格式允許，僅提示）",
                "a total the file states differs: {found} by rows, {expected} stated (a note only)")
        default:
            Words(
                "引号不成对：{found}", "引號不成對：{found}",
                "a quotation mark is not closed: {found}")
        }
    }

    private var securityWords: Words {
        switch self {
        case .fakeToken:
            Words(
                "假币转账：自称 {found}，真币合约是 {expected}。不要发货",
                "假幣轉帳：自稱 {found}，真幣合約是 {expected}。不要出貨",
                "a fake token calls itself {found}; the real contract is {expected}. "
                    + "Do not deliver")
        case .wrongContract:
            Words(
                "代币合约不符：{found}，应为 {expected}", "代幣合約不符：{found}，應為 {expected}",
                "the token's contract is {found}, expected {expected}")
        case .foreignTransfer:
            Words(
                "与本方地址无关的转账：{found}，本方地址 {expected}",
                "與本方地址無關的轉帳：{found}，本方地址 {expected}",
                "a transfer of other addresses: {found}, own are {expected}")
        case .failedTransfer:
            Words(
                "链上转账失败：{found}，应为 {expected}", "鏈上轉帳失敗：{found}，應為 {expected}",
                "the transfer failed on chain: {found}, expected {expected}")
        case .badSignature:
            Words(
                "签名不符：{found}。这条回调不可信，不参与对账",
                "簽章不符：{found}。這則回呼不可信，不參與對帳",
                "the signature is wrong: {found}. The callback is not trusted and takes no part")
        default:
            Words(
                "回调自相矛盾：{found}，应为 {expected}。不参与对账",
                "回呼自相矛盾：{found}，應為 {expected}。不參與對帳",
                "a callback contradicts the record: {found}, expected {expected}. It takes no part")
        }
    }
}

extension Problem {
    /// The whole message: where · what was found · what was expected.
    package func sentence(_ language: Language) -> String {
        let place = place(language)
        let message = message(language)
        return place.isEmpty ? message : place + Punctuation.colon[language] + message
    }

    /// The message without its place, for tables that have a column for it.
    package func message(_ language: Language) -> String {
        let quoted = { (text: String) in text.isEmpty ? "—" : Punctuation.quoted(text, language) }
        return code.words.filled(
            language, ["found": quoted(found), "expected": expected.isEmpty ? "—" : expected])
    }

    /// "bill.csv:12 column 金额".
    package func place(_ language: Language) -> String {
        var text = Mask.fileName(file)
        if line > 0 { text += ":\(line)" }
        if !column.isEmpty {
            text += (text.isEmpty ? "" : " ") + Label.column.words[language] + " " + column
        }
        return text
    }
}
