import ArgumentParser
import CMalloc
import Records
import Reports

/// The program. Exit codes: 0 reconciled (with tolerance or pending items too), 1 breaks,
/// 2 incomplete, 64 usage, 65 input, 74 files (sysexits.h).
@main
struct Matchbook: AsyncParsableCommand {
    static func main() async {
        mm_keep_memory()
        // Before the first thread has an arena of its own.
        if CommandLine.arguments.dropFirst().first == ServeCommand.configuration.commandName {
            mm_few_arenas()
        }
        await main(nil)
    }

    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "matchbook",
            abstract: say(
                "对账簿：把订单与渠道账单、资金账单核对到分。", "對帳簿：把訂單與通路帳單、資金帳單核對到分。",
                "Reconcile what a shop sold with what really arrived, to the cent."),
            discussion: say(
                """
                退出码：0 平账（含容差内、含在途），1 有差错，2 不完整，64 用法错误，65 输入有误，74 文件读写失败。
                """,
                """
                結束碼：0 平帳（含容差內、含在途），1 有差錯，2 不完整，64 用法錯誤，65 輸入有誤，74 檔案讀寫失敗。
                """,
                """
                Exit codes: 0 reconciled (also with tolerance or pending items), 1 breaks, 2 \
                incomplete, \
                64 usage, 65 input, 74 files.
                """),
            version: Records.programVersion,
            subcommands: [
                DemoCommand.self, IdentifyCommand.self, ReadCommand.self, CheckCommand.self,
                ReconcileCommand.self, ExportCommand.self, ExplainCommand.self,
                InitCommand.self, ImportCommand.self, RunCommand.self, StatusCommand.self,
                BreaksCommand.self, BreaksImportCommand.self, TraceCommand.self, SearchCommand.self,
                ProofCommand.self, NoteCommand.self, AttachmentsCommand.self, DecideCommand.self,
                ApproveCommand.self, RejectCommand.self, DecisionsCommand.self, UndoCommand.self,
                CloseCommand.self, LedgerCommand.self, ReportCommand.self, DefinitionCommand.self,
                LearnCommand.self,
                VerifyCommand.self, BackupCommand.self, RestoreCommand.self, KeysCommand.self,
                RevealCommand.self,
                ServeCommand.self,
                UserCommand.self, ManualCommand.self,
            ])
    }
}
