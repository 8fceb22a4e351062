import Engine
package import Logging
package import Reports

/// The book on a page, and for programs (docs/server.md).
///
/// - `BookServer`: what listens, what answers, how it ends.
/// - `BookDesk`: the one place where requests come to the book – readers beside each other, writers
///   one after the other.
/// - `Pages/`: what each page shows (`…Page`), put into the templates of `BuiltinFiles/files/web`.
///
/// No rule of the business stands here: pages ask the Engine and show what it answers.
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
