import ArgumentParser
import Engine
import Reports
import StorageSQLite

struct VerifyCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "verify",
            abstract: say(
                "把整本账簿与整个日志重算一遍。", "把整本帳簿與整個日誌重算一遍。",
                "Add the whole book and the whole log up again."),
            discussion: say(
                """
                核对：数据库自身、每件事实与日志叶子、已签署的检查点与各层哈希、原始文件、流水段、每次对账的恒等式与衔接、\
                未结项、差错、分录与试算平衡。任何一个字节被改动都会指出在哪里。退出码 65 表示有发现。
                """,
                """
                核對：資料庫自身、每件事實與日誌葉子、已簽署的檢查點與各層雜湊、原始檔案、明細段、每次對帳的恆等式與銜接、\
                未結項、差錯、分錄與試算平衡。任何一個位元組被改動都會指出在哪裡。結束碼 65 表示有發現。
                """,
                """
                Looks at the database itself, every fact and its leaf, the signed checkpoint and \
                all hashes, the raw files, the segments, every run's identities and how they \
                follow on each other, open items, breaks, postings and the trial balance. A byte \
                that was changed is named. Exit code 65: something was found.
                """))
    }

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @Flag(
        help: ArgumentHelp(
            say(
                "把日志的各层哈希与检查点按数据库重新发布（先看发现了什么）。",
                "把日誌的各層雜湊與檢查點按資料庫重新發布（先看發現了什麼）。",
                "Publish tiles and checkpoint anew from the database (read the findings first).")))
    var republish = false

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Failure.reported { try check() }
    }

    private func check() throws {
        let database = try options.database(writes: republish)
        if republish { try database.republish() }
        let report = try database.audit(shared.progress)
        shared.progress.step("")
        Console.output(
            json
                ? BookText.json(report).pretty()
                : Array(BookText.text(report, shared.language).utf8))
        if !report.findings.isEmpty { throw ExitCode(65) }
    }
}
