import ArgumentParser
import Engine
import Records
import Reports

struct BreaksCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "breaks",
            abstract: say("列出差错。", "列出差錯。", "List the breaks."))
    }

    @Option(
        help: ArgumentHelp(
            say(
                "open（默认）、expected、resolved 或 all。", "open（預設）、expected、resolved 或 all。",
                "open (default), expected, resolved or all."),
            valueName: "state"))
    var state: BreakFilter.Standing = .open

    @Option(
        help: ArgumentHelp(
            say("只看一个对账环节。", "只看一個對帳環節。", "One leg only."), valueName: "leg"))
    var leg: String?

    @Option(
        help: ArgumentHelp(
            say("只看提到这个单号的。", "只看提到這個單號的。", "Only those with this reference."),
            valueName: "reference"))
    var reference: String?

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Failure.reported { try list() }
    }

    private func list() throws(EngineError) {
        let book = try options.open(writes: false, shared: shared)
        var filter = BreakFilter()
        filter.standing = state
        filter.leg = leg
        filter.reference = reference
        let breaks = try book.store.breaks(filter)
        let last = try book.store.lastRun()
        if json {
            Console.output(
                JSONValue.fields([
                    "through": .optional(last?.through.description),
                    "breaks": .array(
                        breaks.map { BookText.json($0, book, last, shared.language) }),
                ]).pretty())
        } else {
            Console.output(try BookText.table(breaks, book, last, shared))
        }
    }
}

extension BreakFilter.Standing: ExpressibleByArgument {}
