import ArgumentParser
import Engine
import Reports
import StorageSQLite
import TransparencyLog

struct ProofCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "proof",
            abstract: say(
                "写一份证明文件，可用 matchbook-verify 离线核验。",
                "寫一份證明檔，可用 matchbook-verify 離線核驗。",
                "Write a proof file that matchbook-verify checks offline."),
            discussion: say(
                """
                一个单号的全部流水与匹配（逐字），连同导入、对账、决定、分录、封账在日志中的位置，都在一个文件里。\
                核验只需此文件与日志公钥：matchbook-verify bundle 文件 --key 公钥。
                """,
                """
                一個單號的全部明細與配對（逐字），連同匯入、對帳、決定、分錄、封帳在日誌中的位置，都在一個檔案裡。\
                核驗只需此檔與日誌公鑰：matchbook-verify bundle 檔案 --key 公鑰。
                """,
                """
                One file with every entry and match of the reference, word for word, and where \
                imports, runs, decisions, postings and closes stand in the log. Who checks it \
                needs the file and the log's key: matchbook-verify bundle FILE --key KEY.
                """))
    }

    @Argument(
        help: ArgumentHelp(
            say("单号，如 trace。", "單號，如 trace。", "A reference, as for trace."),
            valueName: "reference"))
    var reference: String

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            say("写到这个文件。", "寫到這個檔案。", "The file to write."), valueName: "file"))
    var output: String

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Failure.reported { try write() }
    }

    private func write() throws {
        let database = try options.database(writes: false)
        let book = try Book(database, actor: "reader", now: options.now)
        let trace = try BookTracer.trace(reference, in: book)
        if trace.entries.isEmpty {
            throw EngineError.book(.unknown(kind: "reference", name: reference))
        }
        let bundle = try database.prove(ProofSubject(trace, in: book))
        try DurableFile.write(bundle.bytes, to: output)
        let items = bundle.trees.reduce(0) { $0 + $1.leaves.count }
        Console.output(
            output + ": \(bundle.leaves.count) " + say("条日志记录", "筆日誌記錄", "leaves of the log")
                + " · \(items) " + say("条流水与匹配", "筆明細與配對", "entries and matches") + "\n")
        if trace.isCut {
            shared.hint(
                say(
                    "相关流水过多，只证明了一部分", "相關明細過多，只證明了一部分",
                    "more entries belong to it than are proven"))
        }
        shared.hint(
            say("核验：", "核驗：", "Check: ")
                + "matchbook-verify bundle \(output) --key \(book.settings.logKey)")
    }
}
