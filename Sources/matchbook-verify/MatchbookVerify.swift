import ArgumentParser

/// The auditor's program: alone, offline, without a database. Exit codes: 0 verified, 1 something
/// is wrong, 2 incomplete, 64 usage, 65 input, 74 files (as `matchbook`).
@main
struct MatchbookVerify: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "matchbook-verify",
            abstract: say(
                "独立核验对账簿的证明文件与公开日志，不联网，不需数据库。",
                "獨立核驗對帳簿的證明檔與公開日誌，不連網，不需資料庫。",
                "Check Matchbook's proof bundles and published logs alone, offline."),
            discussion: say(
                "退出码：0 核验通过，1 有错，2 不完整（缺文件），64 用法错误，65 输入有误，74 文件读写失败。",
                "結束碼：0 核驗通過，1 有錯，2 不完整（缺檔案），64 用法錯誤，65 輸入有誤，74 檔案讀寫失敗。",
                "Exit codes: 0 verified, 1 something is wrong, 2 incomplete (files are missing), "
                    + "64 usage, 65 input, 74 files."),
            version: "0.1.0",
            subcommands: [BundleCommand.self, LogCommand.self])
    }
}
