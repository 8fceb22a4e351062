import Engine
import Records
import Reports

extension Failure {
    /// where · found · expected
    static func message(_ fault: BookFault) -> String {
        switch fault {
        case .noBook(let path):
            "\(path): "
                + say("不是账簿（matchbook init）", "不是帳簿（matchbook init）", "is no book (matchbook init)")
        case .bookExists(let path):
            "\(path): " + say("目录非空", "目錄非空", "is not empty")
        case .noKey(let path):
            "\(path): "
                + say(
                    "没有 log.key：只能读，不能写", "沒有 log.key：只能讀，不能寫",
                    "has no log.key: it can be read, not written")
        case .masterKey(let place, let found, let expected):
            "\(place): "
                + say("主密钥不对或没有", "主密鑰不對或沒有", "the master key is missing or another one")
                + (found.isEmpty ? "" : " · " + say("发现", "發現", "found") + " \(found)") + " · "
                + say("应为", "應為", "expected") + " \(expected)"
        case .older(let found):
            say(
                "账簿由更早的版本建立，其中文字未加密；请新建账簿并重新导入文件",
                "帳簿由更早的版本建立，其中文字未加密；請新建帳簿並重新匯入檔案",
                "the book was made before its texts were encrypted; make another and import the "
                    + "files anew")
                + " · \(found)"
        case .unsound(let path, let findings):
            "\(path): "
                + say("核验不通过，未启用", "核驗不通過，未啟用", "does not verify and was not kept")
                + " · \(findings)"
        case .busy(let path):
            "\(path): " + say("另一条命令正在写", "另一條命令正在寫", "another command is writing")
        case .newer(let found, let known):
            say("账簿由更新的版本建立", "帳簿由更新的版本建立", "the book was made by a later program")
                + " · \(found) · " + say("本程序只到", "本程式只到", "this one knows") + " \(known)"
        case .database(let operation, let reason):
            say("数据库", "資料庫", "database") + " (\(operation)): \(reason)"
        case .segment(let name, let reason): "\(name): \(reason)"
        case .log(let reason): say("日志", "日誌", "log") + ": \(reason)"
        default: messageOfInput(fault)
        }
    }

    private static func messageOfInput(_ fault: BookFault) -> String {
        switch fault {
        case .quarantined(let file, let problem):
            "\(file): " + say("未导入：", "未匯入：", "not imported: ")
                + problem.message(CommandLanguage.current)
        case .noSource(let file, let dialect, let sources):
            "\(file): "
                + say("不属于定义里的任何数据源", "不屬於定義裡的任何資料來源", "belongs to no source of the definition")
                + " · \(dialect) · --source " + sources.joined(separator: " | ")
        case .unknownSource(let name, let sources):
            "--source \(name) · " + say("应为", "應為", "expected") + " "
                + sources.joined(separator: " | ")
        case .unknown(let kind, let name):
            "\(kind) \(name): " + say("账簿里没有", "帳簿裡沒有", "is not in the book")
        case .rereadDiffers(let file, let found, let expected):
            "\(file): "
                + say("读出的行数与导入时不同", "讀出的列數與匯入時不同", "reads otherwise than when it was imported")
                + " · \(found) · " + say("应为", "應為", "expected") + " \(expected)"
        case .legGone(let leg, let count):
            "\(leg): \(count) "
                + say(
                    "笔未结，但定义里已无此环节", "筆未結，但定義裡已無此環節",
                    "open items, but the definition has no such leg")
        case .secretInDefinition(let source):
            "\(source): "
                + say(
                    "密钥不写进账簿，请用 fromFile 或 fromEnvironment",
                    "密鑰不寫進帳簿，請用 fromFile 或 fromEnvironment",
                    "a key does not go into the book; say fromFile or fromEnvironment")
        default: messageOfUse(fault)
        }
    }

    private static func messageOfUse(_ fault: BookFault) -> String {
        switch fault {
        case .planChanged(let found, let expected):
            say("计划已改变", "計畫已改變", "the plan is not what was shown") + " · "
                + found.prefix(12) + " · " + say("应为", "應為", "expected") + " "
                + expected.prefix(12)
        case .nothingToRun:
            say("还没有可对的流水", "還沒有可對的明細", "there are no entries to reconcile")
        case .runBefore(let day, let last):
            "\(day): "
                + say("早于最近一次对账", "早於最近一次對帳", "is before the last run") + " (\(last))"
        case .notTheLastRun(let number, let last):
            "\(number): " + say("只能撤销最近一次", "只能撤銷最近一次", "only the last run can be undone")
                + " (\(last))"
        case .periodClosed(let day, let through):
            "\(day): " + say("已封账至", "已封帳至", "the period is closed through") + " \(through)"
        case .refused(let rule, let detail): "\(rule): \(detail)"
        case .decision(let refusal): refusal.message(CommandLanguage.current)
        case .life(let refusal): refusal.message(CommandLanguage.current)
        case .close(let refusals):
            refusals.map { $0.message(CommandLanguage.current) }.joined(separator: "; ")
        case .decided(let run, let decisions):
            "\(run): " + say("须先撤销决定", "須先撤銷決定", "take back these decisions first") + " "
                + decisions.map(String.init).joined(separator: ", ")
        case .ambiguous(let kind, let name):
            "\(kind) \(name): "
                + say("不止一个，请写长一些", "不止一個，請寫長一些", "says more than one; write more digits")
        default: "\(fault)"
        }
    }
}
