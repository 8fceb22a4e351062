import ArgumentParser

struct KeysCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "keys",
            abstract: say("主密钥与数据密钥。", "主密鑰與資料密鑰。", "The master key and the data keys."),
            discussion: say(
                """
                账簿里的原始文件、附件、对方名称与备注用数据密钥加密，数据密钥由主密钥包裹后存在账簿里。\
                主密钥在 BOOK/server.key，或由 $MATCHBOOK_MASTER_KEY（64 位十六进制）、\
                $MATCHBOOK_MASTER_KEY_FILE（文件）给出。\
                备份不含主密钥，请另行保管：没有它，加密的文字再也打不开。
                """,
                """
                帳簿裡的原始檔案、附件、對方名稱與備註用資料密鑰加密，資料密鑰由主密鑰包裹後存在帳簿裡。\
                主密鑰在 BOOK/server.key，或由 $MATCHBOOK_MASTER_KEY（64 位十六進位）、\
                $MATCHBOOK_MASTER_KEY_FILE（檔案）給出。\
                備份不含主密鑰，請另行保管：沒有它，加密的文字再也打不開。
                """,
                """
                Raw files, attachments, names and remarks of a book are sealed under data keys; \
                these stand in the book, wrapped by the master key. That one is in \
                BOOK/server.key, or in $MATCHBOOK_MASTER_KEY (64 hexadecimal digits) or the file \
                $MATCHBOOK_MASTER_KEY_FILE. It is in no backup: keep a copy elsewhere, for \
                without it sealed texts are lost.
                """),
            subcommands: [KeysStatusCommand.self, KeysRotateCommand.self],
            defaultSubcommand: KeysStatusCommand.self)
    }
}
