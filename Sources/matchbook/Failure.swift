import ArgumentParser
import Documents
import Engine
import Records
import Reports

/// What a person reads when a command fails, and the exit code a program sees.
enum Failure {
    /// Runs a command's work; an error of ours becomes one line on stderr and its exit code.
    static func reported(_ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch let error as EngineError {
            tell(error)
            throw code(of: error.kind)
        } catch let error as DialectFileError {
            Console.error(prefix + message(error))
            throw code(of: .data)
        } catch let error as Documents.Failure {
            Console.error(prefix + "\(error)")
            throw code(of: .inputOutput)
        }
    }

    static func tell(_ error: EngineError) { Console.error(prefix + message(error)) }

    /// sysexits.h: EX_USAGE, EX_DATAERR, EX_IOERR.
    static func code(of kind: EngineError.Kind) -> ExitCode {
        switch kind {
        case .usage: ExitCode(64)
        case .data: ExitCode(65)
        case .inputOutput: ExitCode(74)
        }
    }

    private static var prefix: String { say("错误：", "錯誤：", "error: ") }

    /// where · found · expected
    static func message(_ error: DialectFileError) -> String {
        var text = "\(error.place): "
        text += say("发现", "發現", "found") + " “\(error.found)” · "
        text += say("应为", "應為", "expected") + " \(error.expected)"
        return text
    }

    static func message(_ error: EngineError) -> String {
        switch error {
        case .io(let path, let operation, let reason):
            "\(path): \(words(of: operation)): \(reason)"
        case .fileTooLarge(let path, let bytes, let limit):
            "\(path): \(bytes) · " + say("上限", "上限", "limit") + " \(limit)"
        case .noFile(let pattern):
            "\(pattern): " + say("没有这样的文件", "沒有這樣的檔案", "no such file")
        case .tooManyFiles(let count, let limit):
            say("文件过多", "檔案過多", "too many files") + ": \(count) · "
                + say("上限", "上限", "limit") + " \(limit)"
        case .folderInUse(let path):
            "\(path): "
                + say(
                    "目录非空且不是先前的结果，不会覆盖", "目錄非空且不是先前的結果，不會覆蓋",
                    "is not empty and no earlier result; it is not written over")
        case .noResult(let path):
            "\(path): "
                + say(
                    "不是对账结果目录", "不是對帳結果目錄",
                    "holds no result of a run (manifest.json, definition.yaml)")
        case .inputChanged(let path, let expected, let found):
            "\(path): "
                + say("输入文件已改变", "輸入檔案已改變", "the input has changed since the run")
                + " · SHA-256 \(found.isEmpty ? "–" : String(found.prefix(12))) · "
                + say("应为", "應為", "expected") + " \(expected.prefix(12))"
        case .unknownZone(let name):
            "\(name): " + say("未知时区", "未知時區", "unknown time zone")
        case .file(let error): message(error)
        case .dialects(let reason): reason
        case .definition(let place, let found, let expected):
            "\(place): " + say("发现", "發現", "found") + " “\(found)” · "
                + say("应为", "應為", "expected") + " \(expected)"
        case .missingKey(let source, let place):
            "\(source): " + say("缺少签名密钥", "缺少簽章金鑰", "the signing key is missing") + " (\(place))"
        case .book(let fault): message(fault)
        case .unknownReference(let reference, let near):
            "\(reference): "
                + say("没有流水提到它", "沒有明細提到它", "no entry speaks of it")
                + (near.isEmpty
                    ? ""
                    : " · " + say("是否指", "是否指", "did you mean") + " "
                        + near.joined(separator: " | "))
        }
    }

    private static func words(of operation: EngineError.Operation) -> String {
        switch operation {
        case .open: say("无法打开", "無法開啟", "cannot open")
        case .read: say("无法读取", "無法讀取", "cannot read")
        case .write: say("无法写入", "無法寫入", "cannot write")
        case .rename: say("无法改名", "無法更名", "cannot rename")
        case .list: say("无法列出", "無法列出", "cannot list")
        case .remove: say("无法删除", "無法刪除", "cannot remove")
        case .sync: say("无法落盘", "無法落盤", "cannot sync")
        }
    }
}
