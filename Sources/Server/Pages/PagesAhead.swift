import Reports
import Synchronization

/// A page that is made again as soon as the book has changed, before somebody asks. Who comes
/// meanwhile gets the one of the moment before, unless the change was their own.
final class PagesAhead: Sendable {
    struct Page: Sendable {
        var value: JSONValue
        var marks: [NavigationItem: Int]
        /// Of the log, when the page was made.
        var leaves: Int
    }

    /// Where the pages come from; tests have their own.
    struct Source: Sendable {
        /// Leaves of the log now.
        var leaves: @Sendable () async throws -> Int
        var make: @Sendable (Language) async throws -> Page
        var now: @Sendable () -> ContinuousClock.Instant = { .now }
    }

    private struct Held {
        var page: Page?
        /// When it was last seen that nothing newer is there.
        var verified: ContinuousClock.Instant
        var making: Task<Page, any Error>?
        var asked: ContinuousClock.Instant
    }

    /// A page may be so old when it is shown: as long as a person waits without wondering.
    static let patience = Duration.seconds(1)
    /// Languages that nobody asked for since are not made ahead.
    static let interest = Duration.seconds(600)

    private let source: Source
    private let held = Mutex<[Language: Held]>([:])

    init(_ source: Source) { self.source = source }

    /// - Parameter least: leaves that a page of before must know of: those of the asker's own
    ///   changes; `.max`: none will do.
    func page(_ language: Language, least: Int) async throws -> Page {
        let leaves = try await source.leaves()
        let now = source.now()
        let ready = held.withLock { held -> Page? in
            var own = held[language] ?? Held(verified: now, asked: now)
            own.asked = now
            defer { held[language] = own }
            guard let page = own.page else { return nil }
            if page.leaves >= leaves {
                own.verified = now
                return page
            }
            guard page.leaves >= least, own.verified.duration(to: now) <= PagesAhead.patience
            else { return nil }
            if own.making == nil { own.making = making(language) }
            return page
        }
        if let ready { return ready }
        return try await made(language, leaves: leaves)
    }

    /// Makes again what is asked for these days and has become old.
    func renew() async {
        guard let leaves = try? await source.leaves() else { return }
        let now = source.now()
        let languages = held.withLock { held in
            held.filter { _, own in
                own.asked.duration(to: now) < PagesAhead.interest
                    && (own.page?.leaves ?? leaves) < leaves
            }.keys.sorted { $0.rawValue < $1.rawValue }
        }
        // What cannot be made now is made, or refused, when somebody asks.
        for language in languages { _ = try? await made(language, leaves: leaves) }
    }

    /// One at a time; one that began too early is followed by another.
    private func made(_ language: Language, leaves: Int) async throws -> Page {
        while true {
            let task = held.withLock { held in
                var own = held[language] ?? Held(verified: source.now(), asked: source.now())
                defer { held[language] = own }
                if let known = own.making { return known }
                let task = making(language)
                own.making = task
                return task
            }
            let page = try await task.value
            if page.leaves >= leaves { return page }
        }
    }

    private func making(_ language: Language) -> Task<Page, any Error> {
        Task {
            let start = source.now()
            do {
                let page = try await source.make(language)
                held.withLock { held in
                    held[language]?.making = nil
                    held[language]?.verified = start
                    held[language]?.page = page
                }
                return page
            } catch {
                held.withLock { $0[language]?.making = nil }
                throw error
            }
        }
    }
}
