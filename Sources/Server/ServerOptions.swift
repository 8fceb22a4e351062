package import Logging
package import Reports

/// Where a server listens, and with what.
package struct ServerOptions: Sendable {
    package var host = "127.0.0.1"
    package var port = 8080
    /// Where the scripts of others are (charts, partial updates); nil: pages do without.
    package var assets: String?
    /// The language where neither the person nor the browser says one.
    package var language = Language.simplifiedChinese
    package var logger = Logger(label: "matchbook")

    package init() {}
}
