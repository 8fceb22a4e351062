import Engine
import Reports

/// Why something was not done, in a person's words: what was found, and what was expected.
enum FaultText {
    static func message(_ error: EngineError, _ language: Language) -> String {
        switch error {
        case .book(let fault): message(fault, language)
        case .io(let path, _, let reason):
            Words("文件读写失败：", "檔案讀寫失敗：", "A file could not be read or written: ")[language]
                + "\(FilePath.name(path)) · \(reason)"
        case .fileTooLarge(let path, let bytes, let limit):
            Words("文件太大：", "檔案太大：", "The file is too large: ")[language]
                + "\(FilePath.name(path)) · \(Show.count(bytes)) > \(Show.count(limit))"
        case .file(let error):
            "\(error.place): " + Words("发现", "發現", "found")[language] + " “\(error.found)” · "
                + Words("应为", "應為", "expected")[language] + " \(error.expected)"
        case .definition(let place, let found, let expected):
            "\(place): " + Words("发现", "發現", "found")[language] + " “\(found)” · "
                + Words("应为", "應為", "expected")[language] + " \(expected)"
        case .missingKey(let source, let place):
            Words("缺少签名密钥：", "缺少簽章金鑰：", "The signing key is missing: ")[language]
                + "\(source) (\(place))"
        default:
            Words("没有完成：", "沒有完成：", "It was not done: ")[language] + "\(error)"
        }
    }

    private static func message(_ fault: BookFault, _ language: Language) -> String {
        switch fault {
        case .decision(let refusal): refusal.message(language)
        case .life(let refusal): refusal.message(language)
        case .close(let refusals):
            refusals.map { $0.message(language) }.joined(separator: "; ")
        case .quarantined(let file, let problem): "\(file): \(problem.message(language))"
        case .noSource(let file, let dialect, let sources):
            "\(file) (\(dialect)): "
                + Words(
                    "不属于定义里的任何数据源，请在上传时选择：", "不屬於定義裡的任何資料來源，請在上傳時選擇：",
                    "belongs to no source of the definition; choose one of: ")[language]
                + sources.joined(separator: ", ")
        case .unknown(_, let name):
            Words("账簿里没有：", "帳簿裡沒有：", "This is not in the book: ")[language] + name
        case .busy:
            Words(
                "另一条命令正在写账簿，请稍后再试。", "另一條命令正在寫帳簿，請稍後再試。",
                "Another command is writing to the book. Try again in a moment.")[language]
        case .periodClosed(let day, let through):
            "\(day): " + Words("已封账至 ", "已封帳至 ", "the period is closed through ")[language]
                + "\(through)"
        default: message(ofRuns: fault, language)
        }
    }

    private static func message(ofRuns fault: BookFault, _ language: Language) -> String {
        switch fault {
        case .planChanged:
            Words(
                "账簿在您查看之后有变化，请重新预览。", "帳簿在您檢視之後有變化，請重新預覽。",
                "The book has changed since you looked. Preview it again.")[language]
        case .nothingToRun:
            Words(
                "还没有可对的流水，请先导入账单。", "還沒有可對的明細，請先匯入帳單。",
                "There is nothing to reconcile yet. Import statements first.")[language]
        case .runBefore(let day, let last):
            "\(day) " + Words("早于最近一次对账 ", "早於最近一次對帳 ", "is before the last run, ")[language]
                + "\(last)"
        case .notTheLastRun(let number, let last):
            "\(number): "
                + Words("只能撤销最近一次对账 ", "只能撤銷最近一次對帳 ", "only the last run can be undone, ")[
                    language] + "\(last)"
        case .decided(_, let decisions):
            Words("须先撤销决定 ", "須先撤銷決定 ", "Take back these decisions first: ")[language]
                + decisions.map(String.init).joined(separator: ", ")
        case .legGone(let leg, let count):
            "\(leg): \(count) "
                + Words(
                    "笔未结，但定义里已无此环节", "筆未結，但定義裡已無此環節",
                    "open items, but the definition has no such leg")[language]
        case .secretInDefinition(let source):
            "\(source): "
                + Words(
                    "密钥不写进账簿，请用 fromFile 或 fromEnvironment",
                    "密鑰不寫進帳簿，請用 fromFile 或 fromEnvironment",
                    "a key does not go into the book; say fromFile or fromEnvironment")[language]
        case .masterKey(let place, let found, let expected):
            Words(
                "主密钥不对或没有，加密的文字打不开：", "主密鑰不對或沒有，加密的文字打不開：",
                "The master key is missing or another one; sealed texts stay closed: ")[language]
                + "\(FilePath.name(place)) · \(found.isEmpty ? "–" : found) ≠ \(expected)"
        case .refused(let rule, let detail): "\(rule): \(detail)"
        default: Words("没有完成：", "沒有完成：", "It was not done: ")[language] + "\(fault)"
        }
    }
}
