import ArgumentParser
import TransparencyLog

struct LogCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "log",
            abstract: say(
                "核验公开的日志目录：重算全部记录与瓦片，核对检查点。",
                "核驗公開的日誌目錄：重算全部記錄與磚，核對檢查點。",
                "Check a published log: re-hash every entry and tile up to the checkpoint."),
            discussion: say(
                "指出是哪个文件、第几个字节、哪条记录有错。--since 再核对较早的检查点：它之后没有改动或删除。",
                "指出是哪個檔案、第幾個位元組、哪筆記錄有錯。--since 再核對較早的檢查點：它之後沒有改動或刪除。",
                "Names the file, the byte and the leaf that is wrong. With --since also that "
                    + "nothing was changed or taken away since an older checkpoint."))
    }

    @Argument(
        help: ArgumentHelp(
            say(
                "日志目录（含 checkpoint 与 tile）。", "日誌目錄（含 checkpoint 與 tile）。",
                "Folder of the log (checkpoint, tile/…)."), valueName: "dir"))
    var folder: String

    @Option(
        help: ArgumentHelp(
            say("较早的检查点文件。", "較早的檢查點檔。", "File of an older checkpoint."),
            valueName: "file"))
    var since: String?

    @OptionGroup var shared: SharedOptions

    func run() throws {
        let key = try shared.verifierKey()
        let log = LogFolder(path: folder)
        let older = try since.map { path in
            try checkpoint(path, LogFolder.read(path, limit: TransparencyLog.noteLimit), key, 65)
        }
        let name = folder + "/" + LogFile.checkpoint
        let bytes = try LogFolder.read(name, limit: TransparencyLog.noteLimit)
        let present = try checkpoint(name, bytes, key, 1)
        let report = try LogAudit.run(log, present, since: older)
        let lines = report.findings.map { "  ✗ \(FindingWords.text($0))" }
        switch report.verdict {
        case .verified: Console.output("✓ " + say("核验通过", "核驗通過", "verified"))
        case .incomplete:
            Console.output("! " + say("不完整：缺少文件", "不完整：缺少檔案", "incomplete: files are missing"))
        case .wrong: Console.output("✗ " + say("核验未通过", "核驗未通過", "not verified"))
        }
        for line in lines { Console.output(line) }
        if report.unlisted > 0 {
            Console.output("  … +\(report.unlisted)")
        }
        Console.output(CheckpointWords.text(present))
        Console.output(
            say("已读文件", "已讀檔案", "files read") + ": \(report.files) · "
                + say("已核记录", "已核記錄", "leaves hashed") + ": \(report.leaves)")
        if let older {
            Console.output(
                say("较早的检查点", "較早的檢查點", "older checkpoint") + ": \(older.size) "
                    + say("条记录", "筆記錄", "leaves"))
        }
        for stray in report.strays {
            Console.output(
                "  · \(Console.safe(stray)): "
                    + say(
                        "不属于检查点的树，不作证明", "不屬於檢查點的樹，不作證明",
                        "is not of the checkpoint's tree and proves nothing"))
        }
        switch report.verdict {
        case .verified: return
        case .wrong: throw ExitCode(1)
        case .incomplete: throw ExitCode(2)
        }
    }

    private func checkpoint(
        _ path: String, _ bytes: [UInt8], _ key: VerifierKey, _ code: Int32
    ) throws -> TrustedCheckpoint {
        do {
            return try TrustedCheckpoint(bytes, key: key, origin: shared.origin)
        } catch {
            Console.error("\(Console.safe(path)): \(FailureWords.text(error))")
            throw ExitCode(code)
        }
    }
}
