import Engine
import Hummingbird
import Records
import Reports

/// What pages mask of some entries, shown once to somebody who says why.
struct RevealPage: Sendable {
    let pages: Pages

    func register(on router: Router<PageContext>) {
        router.post("reveal") { request, context -> Response in
            let form = try await FormFields.read(request)
            let server = pages.server
            let language = server.renderer.language(of: request)
            return try await pages.answering(request, context) {
                let entries = form.all("entry").compactMap { EntryID($0) }
                let reason = form["reason"] ?? ""
                let shown = try await server.desk.write(as: context.actor) { book in
                    try BookReveal(book).reveal(entries, reason: reason)
                }
                return server.renderer.page(
                    "reveal", title: Words("已显示的内容", "已顯示的內容", "What was revealed"),
                    RevealPage.model(shown, reason, form["back"] ?? "/", language), request,
                    context)
            }
        }
    }

    private static func model(
        _ shown: [RevealedEntry], _ reason: String, _ back: String, _ language: Language
    ) -> JSONValue {
        .fields([
            "reason": .string(reason), "back": .string(PreferencesPage.path(back)),
            "rows": .list(shown) { row in
                .fields([
                    "entry": .string("\(row.entry)"), "line": .integer(row.line),
                    "source": .string(ChannelTitle.title(row.source, language)),
                    "counterparty": .string(row.counterparty), "memo": .string(row.memo),
                    "address": .string(row.address),
                ])
            },
        ])
    }

    /// What a page's form sends: the entries, and where to go back to.
    static func fields(_ entries: some Sequence<EntryID>, back: String) -> JSONValue {
        .fields([
            "back": .string(back),
            "entries": .list(Array(entries.prefix(BookReveal.entryLimit))) {
                .fields(["entry": .string("\($0)")])
            },
        ])
    }
}
