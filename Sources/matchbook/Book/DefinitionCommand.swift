import ArgumentParser
import Engine
import Reports

struct DefinitionCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "definition",
            abstract: say("账簿的对账定义。", "帳簿的對帳定義。", "The book's definition."),
            subcommands: [Show.self, Adopt.self, Impact.self])
    }

    struct Show: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "show",
                abstract: say("显示现行的定义。", "顯示現行的定義。", "Print the definition that holds."))
        }

        @Option(
            help: ArgumentHelp(
                say("第几版（默认现行）。", "第幾版（預設現行）。", "Which version (default: the present one)."),
                valueName: "n"))
        var number: Int?

        @OptionGroup var options: BookOptions
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            try await Failure.reported { try show() }
        }

        private func show() throws(EngineError) {
            let store = try options.open(writes: false, shared: shared).store
            let found: StoredDefinition?
            if let number {
                found = try store.definition(number: number)
            } else {
                found = try store.definition()
            }
            guard let found else {
                throw .book(.unknown(kind: "definition", name: number.map(String.init) ?? "–"))
            }
            Console.output(found.yaml)
        }
    }

    struct Adopt: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "set",
                abstract: say(
                    "从此按这份定义对账；旧版保留。", "從此按這份定義對帳；舊版保留。",
                    "Reconcile by this definition from now on; earlier versions are kept."))
        }

        @Argument(
            help: ArgumentHelp(
                say("对账定义（YAML）。", "對帳定義（YAML）。", "The definition (YAML)."),
                valueName: "definition.yaml"))
        var file: String

        @OptionGroup var options: BookOptions
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            try await Failure.reported {
                let book = try options.open(writes: true, shared: shared)
                let stored = try book.adopt(definitionFile: file)
                Console.output(
                    say("定义第 ", "定義第 ", "Definition ") + "\(stored.number)"
                        + say(" 版 ", " 版 ", " ") + "(\(stored.digest.prefix(12)))\n")
            }
        }
    }

    struct Impact: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "impact",
                abstract: say(
                    "这份定义会让历史有什么不同。", "這份定義會讓歷史有什麼不同。",
                    "What this definition would have made of history."),
                discussion: say(
                    "把全部历史按现行定义和新定义各对一次，列出会出现、消失或改变的匹配与差错；不写任何东西。",
                    "把全部歷史按現行定義和新定義各對一次，列出會出現、消失或改變的配對與差錯；不寫任何東西。",
                    """
                    Runs the whole history by the present definition and by this one, and lists \
                    matches and breaks that would appear, vanish or change. Nothing is written.
                    """))
        }

        @Argument(
            help: ArgumentHelp(
                say("对账定义（YAML）。", "對帳定義（YAML）。", "The definition (YAML)."),
                valueName: "definition.yaml"))
        var file: String

        @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
        var json = false

        @OptionGroup var options: BookOptions
        @OptionGroup var threads: ThreadOptions
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            try await Failure.reported {
                let book = try options.open(
                    writes: false, threads: threads.count, shared: shared)
                let impact = try await BookImpact(book, definitionFile: file)
                shared.progress.step("")
                Console.output(
                    json
                        ? impact.json.pretty()
                        : Array(BookText.text(impact, shared.language).utf8))
            }
        }
    }
}
