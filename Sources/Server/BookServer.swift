package import Engine
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
import Reports

/// The server: one process over one book.
package struct BookServer: Sendable {
    let options: ServerOptions
    let desk: BookDesk
    let renderer: PageRenderer
    let assets: AssetFiles
    let door: Doorkeeper
    let metrics: ServerMetrics
    let stock: PageStock
    /// Uploads, while they are read.
    package let scratch: ScratchFolder
    let drafts: MappingDrafts
    let ahead: PagesAhead
    let live: LiveEvents
    let alerts: AlertDesk
    let webhooks: WebhookDispatcher
    let journal: AccessJournal
    /// Work on accounts blocks threads; those that answer requests are others.
    let executor = BlockingExecutor(label: "matchbook.accounts")

    package init(_ options: ServerOptions, desk: BookDesk, door: Doorkeeper) throws {
        self.options = options
        self.desk = desk
        self.door = door
        assets = try AssetFiles(vendorFolder: options.assets)
        renderer = PageRenderer(
            templates: try Templates(), assets: assets, language: options.language)
        metrics = ServerMetrics()
        scratch = try ScratchFolder()
        drafts = MappingDrafts(in: scratch)
        let stock = PageStock()
        self.stock = stock
        ahead = PagesAhead(
            .init(
                leaves: { try await desk.read { try $0.store.numbers().leaves } },
                make: { language in
                    try await desk.read { try OverviewPage.page($0, language, stock) }
                }))
        live = LiveEvents(
            desk: desk, stock: stock, ahead: ahead, metrics: metrics,
            pace: options.live.within(files: OpenFiles.raise(to: LivePace.files)))
        let sender = WebhookSender(
            guardian: AddressGuard(allowsInner: options.allowsInnerWebhooks),
            allowsPlain: options.allowsPlainWebhooks, timeout: options.webhookSeconds,
            executor: executor)
        webhooks = WebhookDispatcher(desk: desk, door: door, sender: sender, executor: executor)
        alerts = AlertDesk(desk: desk, door: door, stock: stock, executor: executor)
        journal = AccessJournal(
            store: door.store, clock: { desk.now }, executor: executor)
    }

    /// What `body` asks or does about accounts.
    func atDoor<Result: Sendable>(
        _ body: @escaping @Sendable (Doorkeeper) async throws -> Result
    ) async throws -> Result {
        try await withTaskExecutorPreference(executor) { [door] in try await body(door) }
    }

    /// Answers requests until it is told to end; those under way are answered first.
    package func run(
        onReady: @escaping @Sendable (_ port: Int) async -> Void
    ) async throws {
        let now = door.now
        try await atDoor { try $0.store.tidy(at: now) }
        _ = try await atDoor { _ in ScratchFolder.sweep() }
        defer { scratch.remove() }
        let application = Application(
            router: router(), server: try channel(),
            configuration: .init(
                address: .hostname(options.host, port: options.port), serverName: nil),
            onServerRunning: { channel in
                await onReady(channel.localAddress?.port ?? 0)
            },
            logger: options.logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            let journal = journal
            let (live, webhooks) = (live, webhooks)
            group.addTask { await journal.keep() }
            group.addTask { await live.keep() }
            let (changed, ahead) = (desk.changed(), ahead)
            group.addTask { for await _ in changed { await ahead.renew() } }
            group.addTask { await webhooks.keep() }
            let alerts = alerts
            group.addTask { await alerts.keep() }
            // It ends on SIGTERM and SIGINT.
            try await application.runService()
            group.cancelAll()
        }
    }

    /// A connection on which nothing moves is closed after this many seconds.
    private static let idleSeconds: Int64 = 75

    private func channel() throws -> HTTPServerBuilder {
        let plain = HTTPServerBuilder.http1(
            configuration: .init(idleTimeout: .seconds(BookServer.idleSeconds)))
        guard let (chain, key) = options.certificate else { return plain }
        let certificates = try NIOSSLCertificate.fromPEMFile(chain)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: certificates.map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
        configuration.minimumTLSVersion = .tlsv12
        return try .tls(plain, tlsConfiguration: configuration)
    }

    func router() -> Router<PageContext> {
        let router = Router(context: PageContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(
            middleware: RequestRecorder(metrics: metrics, journal: journal, options: options))
        router.add(middleware: SafetyHeaders(isSecure: options.isSecure))
        router.add(middleware: ErrorAnswers(renderer: renderer))
        router.add(middleware: RateLimit(options))
        router.add(
            middleware: AccessGuard(
                door: door, table: access, options: options, executor: executor))
        HealthRoutes(server: self).register(on: router)
        assets.register(on: router)
        SignInPages(server: self).register(on: router)
        APIRoutes(server: self).register(on: router)
        ReportsPage(server: self).register(on: router)
        LiveRoutes(live: live).register(on: router)
        Pages(server: self).register(on: router)
        return router
    }

    /// What each route needs.
    var access: AccessTable {
        var table = AccessTable()
        APIRoutes.addRules(to: &table)
        return table
    }
}
