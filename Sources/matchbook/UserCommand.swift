import ArgumentParser
import Engine
import Records
import Reports
import Resolution
import Server
import StorageSQLite

/// Accounts of the server, for the owner of the machine.
struct UserCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "user",
            abstract: say(
                "管理网页与 API 的账户。", "管理網頁與 API 的帳戶。",
                "Manage the accounts of pages and API."),
            subcommands: [List.self, Add.self, Reset.self, Disable.self, Token.self])
    }

    /// Where links point to.
    struct Address: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                say("网页的地址。", "網頁的位址。", "Where the pages are."), valueName: "url"))
        var url = "http://127.0.0.1:8080"

        func link(_ word: String) -> String { "\(url)/setup?link=\(word)" }
    }

    struct List: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "list", abstract: say("列出账户。", "列出帳戶。", "List the accounts."))
        }

        @OptionGroup var options: BookOptions
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            try await Failure.reported {
                var table = TextTable([.left, .left, .left])
                for account in try options.serverStore().accounts() {
                    table.row([
                        account.name, account.role.words[shared.language],
                        account.isEnabled ? "" : say("已停用", "已停用", "disabled"),
                    ])
                }
                Console.output(table.lines().joined(separator: "\n") + "\n")
            }
        }
    }

    struct Add: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "add",
                abstract: say(
                    "新建账户；显示一次性链接，本人用它设置密码。",
                    "新建帳戶；顯示一次性連結，本人用它設定密碼。",
                    "Add an account; prints a link with which its person sets a password."))
        }

        @Argument(help: ArgumentHelp(say("名称。", "名稱。", "Name."), valueName: "name"))
        var name: String

        @Option(
            help: ArgumentHelp(
                "owner, maker, checker, viewer, auditor, integration", valueName: "role"))
        var role: Role

        @OptionGroup var address: Address
        @OptionGroup var options: BookOptions
        @OptionGroup var shared: SharedOptions

        func validate() throws {
            if ActorName(name) == nil { throw ValidationError("“\(name)”") }
        }

        func run() async throws {
            try await Failure.reported {
                let door = try options.doorkeeper()
                let actor = ActorName(name)!
                if try door.knows(actor.key) {
                    throw ValidationError(say("已有此账户：", "已有此帳戶：", "there already: ") + name)
                }
                guard role.signsIn else {
                    try door.addProgram(name: actor.description, key: actor.key)
                    shared.hint(
                        say("令牌：", "權杖：", "A token: ")
                            + "matchbook user token \(actor.description)")
                    return
                }
                let word = try door.enrolmentWord(
                    name: actor.description, role: role, madeBy: "")
                Console.output(address.link(word) + "\n")
            }
        }
    }

    struct Reset: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "reset",
                abstract: say(
                    "显示一次性链接，本人用它重设密码与第二重验证。",
                    "顯示一次性連結，本人用它重設密碼與第二重驗證。",
                    "Print a link with which a person sets password and second factor anew."))
        }

        @Argument(help: ArgumentHelp(say("名称。", "名稱。", "Name."), valueName: "name"))
        var name: String

        @OptionGroup var address: Address
        @OptionGroup var options: BookOptions
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            try await Failure.reported {
                let door = try options.doorkeeper()
                let account = try door.account(named: name)
                let word = try door.enrolmentWord(
                    name: account.name, role: account.role, madeBy: "")
                Console.output(address.link(word) + "\n")
            }
        }
    }

    struct Disable: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "disable",
                abstract: say(
                    "停用账户并结束其会话。", "停用帳戶並結束其工作階段。",
                    "Disable an account and end its sessions."))
        }

        @Argument(help: ArgumentHelp(say("名称。", "名稱。", "Name."), valueName: "name"))
        var name: String

        @OptionGroup var options: BookOptions
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            try await Failure.reported {
                let door = try options.doorkeeper()
                try door.disable(try door.account(named: name))
            }
        }
    }

    struct Token: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "token",
                abstract: say(
                    "为账户新建 API 令牌；只显示这一次。", "為帳戶新建 API 權杖；只顯示這一次。",
                    "Make a token for the API; it is shown this once."))
        }

        @Argument(help: ArgumentHelp(say("账户。", "帳戶。", "Account."), valueName: "name"))
        var name: String

        @Option(
            parsing: .upToNextOption,
            help: ArgumentHelp(
                Permission.allCases.map(\.rawValue).joined(separator: ", "), valueName: "scope"))
        var scopes: [Permission] = [.read]

        @Option(help: ArgumentHelp(say("有效天数。", "有效天數。", "Days it lasts."), valueName: "days"))
        var days = 90

        @Option(help: ArgumentHelp(say("用途。", "用途。", "What it is for."), valueName: "text"))
        var label = "command line"

        @OptionGroup var options: BookOptions
        @OptionGroup var shared: SharedOptions

        func validate() throws {
            if !(1...AccessToken.longestLifeDays).contains(days) {
                throw ValidationError("--days: 1…\(AccessToken.longestLifeDays)")
            }
        }

        func run() async throws {
            try await Failure.reported {
                let door = try options.doorkeeper()
                let made = try door.makeToken(
                    account: try door.account(named: name), label: label, scopes: Set(scopes),
                    days: days)
                Console.output(made.word + "\n")
            }
        }
    }
}

extension Role: ExpressibleByArgument {}
extension Permission: ExpressibleByArgument {}

extension BookOptions {
    func serverStore() throws(EngineError) -> ServerDatabase {
        _ = try database(writes: false)
        return try ServerDatabase(folder: folder)
    }

    /// Its secrets are sealed under a data key of the book.
    func doorkeeper() throws(EngineError) -> Doorkeeper {
        let options = self
        let database = try database(writes: false)
        return Doorkeeper(
            store: try ServerDatabase(folder: folder), key: try database.serverKey(),
            clock: { options.now })
    }
}
