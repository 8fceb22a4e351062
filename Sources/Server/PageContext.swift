import Engine
import Hummingbird
import Logging
import NIOCore

/// What a request carries from its way through the middlewares to the page.
struct PageContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The other end of the connection, without its port; empty where there is none.
    var address: String
    /// The connection; streams are ended by it.
    let channel: any Channel
    /// Known in logs and problem details.
    var requestID = ""
    /// Who asks; nil where nobody is signed in.
    var visitor: Visitor? { didSet { witness?.name = visitor?.name ?? "" } }
    var witness: VisitorWitness?

    /// Who asks, as facts in the book name them.
    var actor: String { visitor?.name ?? "server" }
    /// What forms must say back in a field `csrf` (scripts: a header `X-CSRF-Token`).
    var csrf: String { visitor?.formToken ?? "" }

    func may(_ permission: Permission) -> Bool { visitor?.may(permission) ?? false }

    init(source: Source) {
        coreContext = .init(source: source)
        channel = source.channel
        address = source.channel.remoteAddress?.ipAddress ?? ""
    }
}
