import ArgumentParser
import Records
import Reports
import StorageSQLite

struct KeysStatusCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "status",
            abstract: say(
                "列出数据密钥，并核对主密钥。", "列出資料密鑰，並核對主密鑰。",
                "List the data keys, and check the master key against them."))
    }

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Failure.reported {
            let book = try options.database(writes: false)
            let keys = try book.dataKeys()
            // What stands in the book is shown before the key that may be missing.
            if json {
                let master = try book.checkKeys()
                Console.output(KeysStatusCommand.json(keys, master).pretty())
                return
            }
            for key in keys {
                Console.output(
                    "\(key.number) · \(key.purpose.rawValue) · \(key.madeAt.rfc3339(in: .utc)) · "
                        + say("主密钥 ", "主密鑰 ", "master key ") + key.master + "\n")
            }
            let master = try book.checkKeys()
            Console.output(
                say("✓ 主密钥 ", "✓ 主密鑰 ", "✓ Master key ") + master
                    + say(" 打得开全部数据密钥", " 打得開全部資料密鑰", " opens every data key") + "\n")
        }
    }

    private static func json(_ keys: [DataKeyFact], _ master: String) -> JSONValue {
        .fields([
            "master": .string(master),
            "data_keys": .array(
                keys.map { key in
                    .fields([
                        "number": .integer(key.number), "purpose": .string(key.purpose.rawValue),
                        "made_at": .string(key.madeAt.rfc3339(in: .utc)),
                        "master": .string(key.master),
                    ])
                }),
        ])
    }
}
