import ArgumentParser
import Engine
import Reports
import StorageSQLite

struct RestoreCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "restore",
            abstract: say(
                "从备份恢复一本账簿。", "從備份還原一本帳簿。", "Make a book again from its backup."),
            discussion: say(
                """
                先核验后出现：有任何不符就什么也不留，退出码 65。备份不含 log.key 时，把它放回账簿目录后才能写。
                备份不含主密钥：用 $MATCHBOOK_MASTER_KEY_FILE 指出，恢复后放到账簿目录的 server.key 或继续用变量。
                """,
                """
                先核驗後出現：有任何不符就什麼也不留，結束碼 65。備份不含 log.key 時，把它放回帳簿目錄後才能寫。
                備份不含主密鑰：用 $MATCHBOOK_MASTER_KEY_FILE 指出，還原後放到帳簿目錄的 server.key 或繼續用變數。
                """,
                """
                The copy is verified before it appears; where something is wrong, nothing is kept \
                (exit code 65). Where the backup has no log.key, put it into the folder before \
                writing. The master key is in no backup: name its file by \
                $MATCHBOOK_MASTER_KEY_FILE, and put it into the folder as server.key afterwards, \
                or go on naming it.
                """))
    }

    @Argument(help: ArgumentHelp(say("备份目录。", "備份目錄。", "The backup."), valueName: "backup"))
    var backup: String

    @Argument(
        help: ArgumentHelp(
            say("空目录，或尚不存在。", "空目錄，或尚不存在。", "An empty folder, or none yet."),
            valueName: "dir"))
    var target: String

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Failure.reported {
            let report = try BookDatabase.restore(
                backup, to: target, masterKey: BookOptions.masterKey, shared.progress)
            shared.progress.step("")
            try BackupCommand.show(report, target, json: json, shared)
            if !BookDatabase.hasKey(target) {
                shared.hint(Failure.message(.noKey(path: target)))
            }
        }
    }
}
