import Hummingbird
import Logging

/// What a request carries from its way through the middlewares to the page.
struct PageContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Who asks, as facts in the book name them.
    var actor = "server"

    init(source: Source) {
        coreContext = .init(source: source)
    }
}
