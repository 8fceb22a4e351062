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
                "监听地址；除本机外须有 TLS（--certificate 或 --behind-proxy）。",
                "監聽位址；除本機外須有 TLS（--certificate 或 --behind-proxy）。",
                "Address to listen on; others than this machine come in by TLS alone "
                    + "(--certificate or --behind-proxy)."),
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

    @Flag(
        help: ArgumentHelp(
            say(
                "显示新的设置链接（示例账簿：登录链接），然后结束。",
                "顯示新的設定連結（示例帳簿：登入連結），然後結束。",
                "Print another link to set up (of the demonstration: to sign in), and end.")))
    var setupLink = false

    @Option(
        help: ArgumentHelp(
            say(
                "TLS 证书链文件（PEM）。", "TLS 憑證鏈檔案（PEM）。",
                "File of the TLS certificate with its chain (PEM)."), valueName: "file"))
    var certificate: String?

    @Option(
        help: ArgumentHelp(
            say("证书的私钥文件（PEM）。", "憑證的私鑰檔案（PEM）。", "File of its private key (PEM)."),
            valueName: "file"))
    var key: String?

    @Flag(
        help: ArgumentHelp(
            say(
                "前面有说 TLS 的反向代理，它在 X-Forwarded-For 里写明来者。",
                "前面有說 TLS 的反向代理，它在 X-Forwarded-For 裡寫明來者。",
                "A proxy before it speaks TLS, and says in X-Forwarded-For who asks.")))
    var behindProxy = false

    @Flag(
        help: ArgumentHelp(
            say(
                "推送通知可发往本机与内网。", "推送通知可傳往本機與內網。",
                "Webhooks may go to this machine and to private networks.")))
    var innerWebhooks = false

    @Flag(
        help: ArgumentHelp(
            say(
                "推送通知可不用 TLS。", "推送通知可不用 TLS。", "Webhooks may go without TLS.")))
    var plainWebhooks = false

    @Flag(
        help: ArgumentHelp(
            say(
                "每个请求写一行 JSON 日志。", "每個請求寫一行 JSON 日誌。",
                "Write a line of JSON for every request.")))
    var logRequests = false

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if !(0...65_535).contains(port) { throw ValidationError("--port: 0…65535") }
        if (certificate == nil) != (key == nil) {
            throw ValidationError("--certificate + --key")
        }
        if !ServerOptions.isLoopback(host), certificate == nil, !behindProxy {
            throw ValidationError(
                say(
                    "对外监听须有 TLS：", "對外監聽須有 TLS：", "others come in by TLS only: ")
                    + "--certificate --key | --behind-proxy")
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
        let door = try options.doorkeeper()
        if isNew { try door.addDemo() }
        if setupLink {
            guard let link = try firstLink(door, port) else {
                throw ValidationError(
                    say("已有账户：", "已有帳戶：", "there is an account: ") + "matchbook user reset")
            }
            Console.output(link.address + "\n")
            return
        }
        let desk = BookDesk(
            open: { writes throws(EngineError) in
                try options.database(writes: writes)
            }, clock: { options.now })
        var settings = ServerOptions()
        settings.host = host
        settings.port = port
        settings.assets = assets ?? AssetFolder.found
        settings.language = shared.language
        settings.certificate = certificate.flatMap { chain in key.map { (chain, $0) } }
        settings.isBehindProxy = behindProxy
        settings.allowsInnerWebhooks = innerWebhooks
        settings.allowsPlainWebhooks = plainWebhooks
        settings.logger = Logger(label: "matchbook") { label in
            JSONLog(
                label: label, clock: { options.now }, write: { Console.error($0) })
        }
        settings.logger.logLevel = logRequests ? .info : .notice
        let server = try BookServer(settings, desk: desk, door: door)
        let command = self
        let filling = isNew ? Task { try await ServeCommand.fill(desk, server.scratch) } : nil
        defer { filling?.cancel() }
        try await server.run { port in
            Console.output(
                say("账簿在 ", "帳簿在 ", "The book is at ") + command.base(port) + "/\n")
            guard let link = try? command.firstLink(door, port) else { return }
            Console.output(link.words + "\n" + link.address + "\n")
        }
    }

    private func base(_ port: Int) -> String {
        (certificate == nil ? "http" : "https") + "://\(host):\(port)"
    }

    /// What somebody opens who has no account: it counts once, for a day.
    private func firstLink(
        _ door: Doorkeeper, _ port: Int
    ) throws(EngineError) -> (words: String, address: String)? {
        if demo, let word = try door.demoWord() {
            return (
                say(
                    "打开这个链接进入示例账簿（24 小时内，一次）",
                    "開啟這個連結進入示例帳簿（24 小時內，一次）",
                    "Open this link to come into the demonstration (once, within 24 hours)"),
                base(port) + "/open?link=\(word)"
            )
        }
        guard let word = try door.setupWord() else { return nil }
        return (
            say(
                "第一次使用：打开这个链接设置账户（24 小时内，一次）",
                "第一次使用：開啟這個連結設定帳戶（24 小時內，一次）",
                "First use: open this link to set an account up (once, within 24 hours)"),
            base(port) + "/setup?link=\(word)"
        )
    }

    /// Pages answer meanwhile; what a crash leaves is a shorter month.
    private static func fill(_ desk: BookDesk, _ scratch: ScratchFolder) async throws {
        do {
            try await desk.write(as: "demo") { book in
                try await DemoMonth.fill(book, in: scratch.url) { done, all in
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
