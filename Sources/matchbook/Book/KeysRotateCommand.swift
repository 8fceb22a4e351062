import ArgumentParser
import Engine
import StorageSQLite

struct KeysRotateCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "rotate",
            abstract: say(
                "更换主密钥，或新增数据密钥。", "更換主密鑰，或新增資料密鑰。",
                "Change the master key, or add a data key."),
            discussion: say(
                """
                更换主密钥：全部数据密钥在一个事务里重新包裹；提交之前旧密钥有效，之后新密钥有效，随时中断都不会丢失。\
                已加密的内容不必重写，运行中的服务不受影响。主密钥在文件里时自动生成并替换；在环境变量里时用 --new-key 给出新密钥。
                --data 不换主密钥，只新增一把数据密钥，此后写入的内容用它加密。
                """,
                """
                更換主密鑰：全部資料密鑰在一個交易裡重新包裹；提交之前舊密鑰有效，之後新密鑰有效，隨時中斷都不會遺失。\
                已加密的內容不必重寫，執行中的服務不受影響。主密鑰在檔案裡時自動產生並替換；在環境變數裡時用 --new-key 給出新密鑰。
                --data 不換主密鑰，只新增一把資料密鑰，此後寫入的內容用它加密。
                """,
                """
                The master key: all data keys are wrapped anew in one transaction; before it is \
                committed the old key holds, afterwards the new one, wherever it is cut off. \
                What was sealed stays as it is, and a server goes on. A key in a file is made \
                and replaced; for one in the environment say --new-key.
                --data leaves the master key and adds a data key: it seals what is written from \
                now on.
                """))
    }

    @Flag(
        help: ArgumentHelp(
            say("只新增一把数据密钥。", "只新增一把資料密鑰。", "Add a data key, and no more.")))
    var data = false

    @Option(
        help: ArgumentHelp(
            say(
                "新主密钥的文件：64 位十六进制（默认随机生成）。", "新主密鑰的檔案：64 位十六進位（預設隨機產生）。",
                "File of the new master key: 64 hexadecimal digits (default: a random one)."),
            valueName: "file"))
    var newKey: String?

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if data, newKey != nil { throw ValidationError("--data | --new-key") }
    }

    func run() async throws {
        try await Failure.reported {
            let book = try options.database(writes: true)
            if data {
                let added = try book.addDataKey(at: options.now)
                Console.output(
                    say("已新增数据密钥 ", "已新增資料密鑰 ", "Added data key ")
                        + "\(added.added ?? 0)\n")
                return
            }
            let rotation = try book.rotateMasterKey(to: newKey)
            Console.output(
                say("主密钥 ", "主密鑰 ", "Master key ") + "\(rotation.from) → \(rotation.to) · "
                    + "\(rotation.rewrapped) "
                    + say("把数据密钥已重新包裹", "把資料密鑰已重新包裹", "data keys wrapped anew") + "\n")
            if let file = rotation.file {
                shared.hint(
                    say("请另行备份新的主密钥：", "請另行備份新的主密鑰：", "Keep a copy of the new key elsewhere: ")
                        + file)
            } else {
                shared.hint(
                    say(
                        "请把环境里的主密钥换成新的。", "請把環境裡的主密鑰換成新的。",
                        "Put the new key into the environment."))
            }
        }
    }
}
