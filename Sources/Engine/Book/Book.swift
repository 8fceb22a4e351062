package import Records

/// A book 账簿: what a merchant's statements said, what was made of it, and what was decided – day
/// after day (docs/book.md).
///
/// - `BookImport`: files in, whole or not at all, once.
/// - `BookRun`: what is open and what is new → a plan; `commit` makes it so.
/// - `BookVerify`: everything added up again, from the raw bytes to the log.
///
/// Facts (`ImportFact`, `RunFact`, …) are what a `BookStore` keeps and the log proves.
package struct Book: Sendable {
    package var store: any BookStore
    package var settings: BookSettings
    package var threads = 1
    package var progress = Progress.silent
    /// Who does it, as facts name them.
    package var actor: String
    /// When it is done; the clock is read where the program starts.
    package var now: Instant

    package init(
        _ store: any BookStore, actor: String, now: Instant
    ) throws(EngineError) {
        self.store = store
        self.actor = actor
        self.now = now
        settings = try store.settings()
    }

    /// A person's name or a program's: it stands in every fact.
    package static let actorLimit = 100

    package var zone: ZoneRules {
        get throws(EngineError) { try TimeZoneFile.rules(settings.zone) }
    }
}
