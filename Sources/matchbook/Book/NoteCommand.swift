import ArgumentParser
import Engine
import Records
import Reports
import Resolution

struct NoteCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "note",
            abstract: say(
                "给差错加备注、负责人、标签或附件。", "給差錯加備註、負責人、標籤或附件。",
                "Note something on a break: a comment, its owner, labels, attachments."),
            discussion: say(
                "附件只记 SHA-256 与文件名；不带选项则列出已有备注。",
                "附件只記 SHA-256 與檔名；不帶選項則列出已有備註。",
                "Of an attachment its SHA-256 and name are kept. Without options: what was noted."))
    }

    @Argument(
        help: ArgumentHelp(
            say("差错编号（至少 8 位）。", "差錯編號（至少 8 位）。", "Id of the break (8 digits or more)."),
            valueName: "break"))
    var found: String

    @Option(help: ArgumentHelp(say("备注。", "備註。", "A comment."), valueName: "text"))
    var comment: String?

    @Option(
        help: ArgumentHelp(
            say("负责人；空字串表示无人。", "負責人；空字串表示無人。", "Who works on it; empty: nobody."),
            valueName: "name"))
    var owner: String?

    @Option(help: ArgumentHelp(say("加标签。", "加標籤。", "Add a label."), valueName: "label"))
    var label: [String] = []

    @Option(help: ArgumentHelp(say("去标签。", "去標籤。", "Take a label away."), valueName: "label"))
    var unlabel: [String] = []

    @Option(help: ArgumentHelp(say("附件。", "附件。", "Attach a file."), valueName: "file"))
    var attach: [String] = []

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Failure.reported { try note() }
    }

    private func note() throws(EngineError) {
        let request = BookNotes.Request(
            comment: comment, owner: owner, labels: label, unlabels: unlabel, files: attach)
        let book = try options.open(writes: !request.isEmpty, shared: shared)
        let id = try book.breakIDs([found])[0]
        let notes = BookNotes(book)
        if !request.isEmpty { try notes.add(request, to: id) }
        let events = try notes.events(of: id)
        let zone = try book.zone
        if json {
            Console.output(
                "["
                    + events.map { String(decoding: $0.json.bytes, as: UTF8.self) }
                    .joined(separator: ",\n ") + "]\n")
            return
        }
        for event in events {
            Console.output(
                "\(event.at.rfc3339(in: zone))  \(event.by?.description ?? "")  "
                    + NoteCommand.text(event) + "\n")
        }
    }

    private static func text(_ event: BookNotes.Event) -> String {
        switch event.what {
        case .owned(let name):
            say("负责人 ", "負責人 ", "owner ") + (name?.description ?? "–")
        case .labelled(let label): "+ \(label)"
        case .unlabelled(let label): "− \(label)"
        case .commented(let text): text
        case .attached(let attachment): "\(attachment.name)  \(attachment.digest)"
        default: ""
        }
    }
}
