import ArgumentParser
import Engine
import Records
import Reports

struct SearchCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "search",
            abstract: say(
                "查单号：完整单号查流水，开头几位查差错与差错编号。",
                "查單號：完整單號查明細，開頭幾位查差錯與差錯編號。",
                "Look references up: entries by the whole one, breaks by how one begins."))
    }

    @Argument(
        help: ArgumentHelp(
            say("要查的单号或编号。", "要查的單號或編號。", "References or ids to look up."),
            valueName: "text"))
    var words: [String]

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Failure.reported { try show() }
    }

    private func show() throws {
        let book = try options.open(writes: false, shared: shared)
        let search = try BookSearch(words, in: book)
        let zone = try book.zone
        if json {
            Console.output(search.json(zone).pretty())
        } else {
            Console.output(try text(search, book))
        }
        if search.isEmpty { throw ExitCode(1) }
    }

    private func text(_ search: BookSearch, _ book: Book) throws(EngineError) -> String {
        if search.isEmpty {
            return words.joined(separator: ", ") + ": "
                + say("账簿里没有", "帳簿裡沒有", "is not in the book") + "\n"
        }
        let zone = try book.zone
        var text = ""
        if !search.entries.isEmpty {
            var table = TextTable([.left, .left, .left, .right, .left, .left, .left])
            table.row([
                say("流水", "明細", "entry"), say("时间", "時間", "time"), say("种类", "種類", "kind"),
                say("金额", "金額", "amount"), say("状态", "狀態", "status"),
                say("单号", "單號", "references"), say("文件", "檔案", "file"),
            ])
            for entry in search.entries {
                table.row([
                    "\(entry.id)", TraceText.clock(entry.time, zone),
                    entry.kind.words[shared.language], entry.gross?.description ?? "",
                    entry.status.words[shared.language],
                    entry.references.map(\.text).joined(separator: " / "),
                    "\(entry.file):\(entry.line)",
                ])
            }
            text += table.lines().joined(separator: "\n") + "\n"
        }
        if !search.breaks.isEmpty {
            text += (text.isEmpty ? "" : "\n")
            text += try BreakQueue(book, search.breaks).table(shared.language)
        }
        if search.isCut {
            text +=
                "… " + say("还有更多", "還有更多", "there are more") + "\n"
        }
        return text
    }
}
