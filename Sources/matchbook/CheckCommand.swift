import ArgumentParser
import Engine
import Records
import Reports

struct CheckCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "check",
            abstract: say(
                "检查对账定义，并用文字说明它会做什么。", "檢查對帳定義，並用文字說明它會做什麼。",
                "Check a definition, and say in words what it will do."))
    }

    @Argument(
        help: ArgumentHelp(
            say("对账定义（YAML）。", "對帳定義（YAML）。", "The definition (YAML)."),
            valueName: "definition.yaml"))
    var definition: String

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Failure.reported { try check() }
    }

    private func check() throws {
        let run = try Run.prepare(definitionFile: definition)
        let digest = run.digest
        let found = try run.definition.sources.map { source in
            try FilePath.expand(source.files, relativeTo: run.base).count
        }
        try run.checkFormats()
        let sentences = DefinitionWords.sentences(
            run.definition, fileCounts: found, shared.language)
        if json {
            Console.output(
                JSONValue.fields([
                    "name": .string(run.definition.name),
                    "version": .integer(run.definition.version), "digest": .string(digest),
                    "sources": .array(run.definition.sources.map { .string($0.name) }),
                    "legs": .array(run.definition.legs.map { .string($0.name) }),
                    "sentences": .array(sentences.map(JSONValue.string)),
                ]).pretty())
        } else {
            Console.output(
                "✓ \(run.definition.name) v\(run.definition.version) (\(digest.prefix(12)))\n"
                    + sentences.map { "  " + $0 + "\n" }.joined())
        }
    }
}
