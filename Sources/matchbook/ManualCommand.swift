import ArgumentParser
import Engine
import Reports

/// Writes docs/commands from the commands' own help, so that manual and program cannot differ.
struct ManualCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "manual", abstract: "Write the manual pages of the commands.",
            shouldDisplay: false)
    }

    @Argument(help: ArgumentHelp("Folder of the pages.", valueName: "dir"))
    var folder: String

    @Option(
        help: ArgumentHelp(
            "Language of the pages (the help is made in it before arguments are read).",
            valueName: "tag"))
    var lang: String?

    func run() throws {
        try TextFile.makeFolder(folder)
        let suffix =
            CommandLanguage.current == .english ? "" : "." + CommandLanguage.current.rawValue
        var index = "# matchbook\n\n```\n\(Matchbook.helpMessage(columns: 96))\n```\n\n"
        for command in Matchbook.configuration.subcommands where command.configuration.shouldDisplay
        {
            let name = command.configuration.commandName ?? ""
            let help = Matchbook.helpMessage(for: command, columns: 96)
            try TextFile.write(
                "# matchbook \(name)\n\n\(command.configuration.abstract)\n\n```\n\(help)\n```\n",
                to: "\(folder)/\(name)\(suffix).md")
            index += "- [\(name)](\(name)\(suffix).md) – \(command.configuration.abstract)\n"
        }
        try TextFile.write(index, to: "\(folder)/README\(suffix).md")
    }
}
