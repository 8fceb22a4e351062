import ArgumentParser
import Engine
import Reports
import Resolution

struct AttachmentsCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "attachments",
            abstract: say(
                "列出一笔差错的附件，或取出来。", "列出一筆差錯的附件，或取出來。",
                "List the files attached to a break, or write them out."))
    }

    @Argument(
        help: ArgumentHelp(
            say("差错编号（至少 8 位）。", "差錯編號（至少 8 位）。", "Id of the break (8 digits or more)."),
            valueName: "break"))
    var found: String

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp(
            say(
                "写到哪个目录；已有的文件不覆盖。", "寫到哪個目錄；已有的檔案不覆蓋。",
                "Folder to write them into; nothing is overwritten."),
            valueName: "dir"))
    var output: String?

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if found.utf8.count < 8 {
            throw ValidationError(
                say("差错编号至少 8 位：", "差錯編號至少 8 位：", "8 digits of a break's id or more: ")
                    + "“\(found)”")
        }
    }

    func run() async throws {
        try await Failure.reported { try show() }
    }

    private func show() throws(EngineError) {
        let book = try options.open(writes: false, shared: shared)
        let id = try book.breakIDs([found])[0]
        let notes = BookNotes(book)
        let all = try notes.attachments(of: id)
        let paths = try output.map { (folder) throws(EngineError) in
            try notes.export(attachmentsOf: id, to: folder)
        }
        if json {
            Console.output(
                JSONValue.array(
                    all.enumerated().map { place, attachment in
                        .fields([
                            "name": .string(attachment.name), "bytes": .integer(attachment.size),
                            "sha256": .string(attachment.digest.description),
                            "path": .optional(paths?[place]),
                        ])
                    }
                ).pretty())
            return
        }
        if all.isEmpty {
            Console.output(say("没有附件。", "沒有附件。", "Nothing is attached.") + "\n")
            return
        }
        var table = TextTable([.left, .right, .left])
        for (place, attachment) in all.enumerated() {
            table.row([
                paths?[place] ?? attachment.name, "\(attachment.size)",
                attachment.digest.description,
            ])
        }
        Console.output(table.lines().joined(separator: "\n") + "\n")
    }
}
