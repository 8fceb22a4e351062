import ArgumentParser
import Engine
import Logging
import Reports
import Server
import StorageSQLite

struct ServeCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "serve",
            abstract: say(
                "在浏览器中使用账簿，并提供 API。", "在瀏覽器中使用帳簿，並提供 API。",
                "Show the book in a browser, and answer programs."))
    }

    @Option(help: ArgumentHelp(say("端口。", "連接埠。", "Port."), valueName: "port"))
    var port = 8080

    @Option(
        help: ArgumentHelp(
            say(
                "监听地址：只限本机，因为还没有账户。", "監聽位址：只限本機，因為還沒有帳戶。",
                "Address to listen on: of this machine alone, for there are no accounts yet."),
            valueName: "address"))
    var host = "127.0.0.1"

    @Option(
        help: ArgumentHelp(
            say(
                "图表与局部更新脚本的目录（默认 $MATCHBOOK_ASSETS，否则程序旁）。",
                "圖表與局部更新指令碼的目錄（預設 $MATCHBOOK_ASSETS，否則程式旁）。",
                "Folder of the scripts for charts and partial updates (default: "
                    + "$MATCHBOOK_ASSETS, else beside the program)."),
            valueName: "dir"))
    var assets: String?

    @Flag(
        help: ArgumentHelp(
            say(
                "没有账簿时建立一本，并填入一家发卡网的一个月。", "沒有帳簿時建立一本，並填入一家發卡網的一個月。",
                "Where there is no book, make one with a month of a card shop in it.")))
    var demo = false

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if !(0...65_535).contains(port) { throw ValidationError("--port: 0…65535") }
        // Whoever reaches the port may do all: there are no accounts yet.
        if !["127.0.0.1", "::1", "localhost"].contains(host) {
            throw ValidationError("--host: 127.0.0.1 | ::1 | localhost · “\(host)”")
        }
    }

    func run() async throws {
        try await Failure.reported { try await serve() }
    }

    private func serve() async throws {
        let (options, shared) = (options, shared)
        let folder = options.folder
        let isNew = demo && !SystemFile.exists(folder)
        if isNew {
            try NewBook.make(
                folder, merchant: "demo-shop", zone: "Asia/Shanghai", now: options.now)
        }
        _ = try options.open(writes: false, shared: shared)
        let desk = BookDesk(
            open: { writes throws(EngineError) in
                try BookDatabase(folder: folder, writes: writes)
            }, clock: { options.now })
        var settings = ServerOptions()
        settings.host = host
        settings.port = port
        settings.assets = assets ?? AssetFolder.found
        settings.language = shared.language
        settings.logger.logLevel = .notice
        let server = try BookServer(settings, desk: desk)
        let host = host
        let filling = isNew ? Task { try await ServeCommand.fill(desk) } : nil
        defer { filling?.cancel() }
        try await server.run { port in
            Console.output(
                say("账簿在 ", "帳簿在 ", "The book is at ") + "http://\(host):\(port)/\n")
        }
    }

    /// Pages answer meanwhile; what a crash leaves is a shorter month.
    private static func fill(_ desk: BookDesk) async throws {
        do {
            try await desk.write(as: "demo") { book in
                try await DemoMonth.fill(book) { done, all in
                    Console.error(
                        "\r\u{1B}[2K" + say("示例月份 ", "示例月份 ", "Demonstration month ")
                            + "\(done)/\(all)", newline: done == all)
                }
            }
        } catch let error as EngineError {
            Failure.tell(error)
        }
    }
}
