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
    /// PEM files of the certificate with its chain, and of its key.
    package var certificate: (chain: String, key: String)?
    /// Somebody before us speaks TLS, and says in X-Forwarded-For who asks.
    package var isBehindProxy = false
    /// Of one address; twice as many at once.
    package var requestsPerSecond = 1000
    /// Passwords that one address may try.
    package var signInsPerMinute = 20
    /// Webhooks may go to this machine and to private networks.
    package var allowsInnerWebhooks = false
    /// Webhooks may go without TLS.
    package var allowsPlainWebhooks = false
    /// The specification asks receivers to answer within 15.
    var webhookSeconds: Int64 = 15
    var live = LivePace()

    package init() {}

    /// Browsers come by TLS.
    package var isSecure: Bool { certificate != nil || isBehindProxy }

    /// Bound to this very host where there is TLS; browsers refuse that name without.
    var cookieName: String { isSecure ? "__Host-session" : "matchbook-session" }

    /// Nobody but this machine comes in.
    package static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}
