import ArgumentParser
import Engine
import Reports
import StorageSQLite

struct BackupCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "backup",
            abstract: say("备份账簿到一个新目录。", "備份帳簿到一個新目錄。", "Copy the book into a new folder."),
            discussion: say(
                """
                取某一时刻的完整副本，备份期间他人可照常读写；副本整体核验无误后才出现，否则什么也不留。\
                默认不含签名私钥 log.key，也从不含主密钥 server.key，请另行保管。
                """,
                """
                取某一時刻的完整副本，備份期間他人可照常讀寫；副本整體核驗無誤後才出現，否則什麼也不留。\
                預設不含簽章私鑰 log.key，也從不含主密鑰 server.key，請另行保管。
                """,
                """
                The book as of one moment, while others read and write. The copy appears when \
                all of it has been verified, or not at all. The log's private key is left out, \
                and the master key always: keep them elsewhere.
                """))
    }

    @Argument(
        help: ArgumentHelp(
            say("空目录，或尚不存在。", "空目錄，或尚不存在。", "An empty folder, or none yet."),
            valueName: "dir"))
    var target: String

    @Flag(
        help: ArgumentHelp(
            say("连同签名私钥 log.key。", "連同簽章私鑰 log.key。", "With the log's private key.")))
    var withKey = false

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Failure.reported {
            let report = try options.database(writes: false).backup(
                to: target, withKey: withKey, shared.progress)
            shared.progress.step("")
            try BackupCommand.show(report, target, json: json, shared)
        }
    }

    /// The audit of a copy; what does not verify was not kept.
    static func show(
        _ report: BookReport, _ target: String, json: Bool, _ shared: SharedOptions
    ) throws {
        Console.output(
            json
                ? BookText.json(report).pretty()
                : Array((target + "\n" + BookText.text(report, shared.language)).utf8))
        if !report.findings.isEmpty {
            throw EngineError.book(.unsound(path: target, findings: report.findings.count))
        }
    }
}
