import Engine
import Hummingbird
import Logging
import Reports

/// The server: one process over one book.
package struct BookServer: Sendable {
    let options: ServerOptions
    let desk: BookDesk
    let renderer: PageRenderer
    let assets: AssetFiles

    package init(_ options: ServerOptions, desk: BookDesk) throws {
        self.options = options
        self.desk = desk
        assets = try AssetFiles(vendorFolder: options.assets)
        renderer = PageRenderer(
            templates: try Templates(), assets: assets, language: options.language)
    }

    /// Answers requests until it is told to end; those under way are answered first.
    package func run(
        onReady: @escaping @Sendable (_ port: Int) async -> Void
    ) async throws {
        let application = Application(
            router: router(),
            configuration: .init(
                address: .hostname(options.host, port: options.port), serverName: nil),
            onServerRunning: { channel in
                await onReady(channel.localAddress?.port ?? 0)
            },
            logger: options.logger)
        try await application.runService()
    }

    private func router() -> Router<PageContext> {
        let router = Router(context: PageContext.self)
        router.add(middleware: SafetyHeaders())
        router.get("healthz") { _, _ in "ok\n" }
        assets.register(on: router)
        ReportsPage(server: self).register(on: router)
        Pages(server: self).register(on: router)
        return router
    }
}
