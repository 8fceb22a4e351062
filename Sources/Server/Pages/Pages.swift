import Engine
import Hummingbird
import Records
import Reports
import Resolution
import TransparencyLog

/// Every page, and what they share: reading for a person, doing something in their name, and saying
/// what went wrong.
struct Pages: Sendable {
    let server: BookServer

    func register(on router: Router<PageContext>) {
        PreferencesPage().register(on: router)
        OverviewPage(pages: self).register(on: router)
        BreaksPage(pages: self).register(on: router)
        BreakPage(pages: self).register(on: router)
        WorkbenchPage(pages: self).register(on: router)
        DecidePage(pages: self).register(on: router)
        ApprovalsPage(pages: self).register(on: router)
        TracePage(pages: self).register(on: router)
        RevealPage(pages: self).register(on: router)
        RunsPage(pages: self).register(on: router)
        RunPage(pages: self).register(on: router)
        ComparePage(pages: self).register(on: router)
        ImportsPage(pages: self).register(on: router)
        MappingPage(pages: self).register(on: router)
        LedgerPage(pages: self).register(on: router)
        DefinitionsPage(pages: self).register(on: router)
        EvidencePage(pages: self).register(on: router)
        SettingsPage(pages: self).register(on: router)
        CalendarsPage(pages: self).register(on: router)
        CalendarEditPage(pages: self).register(on: router)
        AlertsPage(pages: self).register(on: router)
        WebhooksPage(pages: self).register(on: router)
    }

    /// What a page reads with.
    struct Reading: Sendable {
        var book: Book
        var language: Language
        /// Of the address.
        var query: FormFields
        var stock: PageStock
        var zone: ZoneRules

        var memo: BookMemo { stock.memo }

        func say(_ simplified: String, _ traditional: String, _ english: String) -> String {
            Words(simplified, traditional, english)[language]
        }
    }

    /// A page with what `value` reads of the book.
    func show(
        _ template: String, _ title: Words, _ request: Request, _ context: PageContext,
        _ value: @escaping @Sendable (Reading) async throws -> JSONValue
    ) async throws -> Response {
        let language = server.renderer.language(of: request)
        let stock = server.stock
        return try await answering(request, context) {
            let (value, marks) = try await server.desk.read(as: context.actor) { book in
                let reading = Reading(
                    book: book, language: language, query: FormFields(of: request), stock: stock,
                    zone: try book.zone)
                return (try await value(reading), try Pages.marks(book, stock))
            }
            return server.renderer.page(
                template, title: title, value, request, context, marks: marks)
        }
    }

    /// Does something in the person's name, and goes on to the address that `work` answers.
    func act(
        _ request: Request, _ context: PageContext,
        _ work: @escaping @Sendable (Book) async throws -> String
    ) async throws -> Response {
        try await answering(request, context) {
            .redirect(to: try await server.desk.write(as: context.actor, work))
        }
    }

    /// A refusal or a failure becomes a page in the person's words.
    func answering(
        _ request: Request, _ context: PageContext, _ work: () async throws -> Response
    ) async throws -> Response {
        let language = server.renderer.language(of: request)
        do { return try await work() } catch let error as LogError {
            return fault(
                Words("存证日志有问题：", "存證日誌有問題：", "Something is wrong with the log: ")[language]
                    + "\(error)", .internalServerError, request, context)
        } catch let error as EngineError {
            let isMissing = if case .book(.unknown) = error { true } else { false }
            let status: HTTPResponse.Status =
                switch error.kind {
                case .usage: isMissing ? .notFound : .conflict
                case .data: .unprocessableContent
                case .inputOutput: .internalServerError
                }
            return fault(FaultText.message(error, language), status, request, context)
        }
    }

    private func fault(
        _ message: String, _ status: HTTPResponse.Status, _ request: Request,
        _ context: PageContext
    ) -> Response {
        server.renderer.page(
            "fault", title: Words("没有完成", "沒有完成", "Not done"),
            .fields([
                "message": .string(message),
                "back": .string(PreferencesPage.path(Pages.refererPath(request) ?? "/")),
            ]), request, context, status: status)
    }

    /// Where the person came from, without the host.
    private static func refererPath(_ request: Request) -> String? {
        guard let referer = request.headers[.referer],
            let scheme = referer.firstRange(of: "://")
        else { return nil }
        let rest = referer[scheme.upperBound...]
        return rest.firstIndex(of: "/").map { String(rest[$0...]) }
    }

    /// What waits, per page of the side bar.
    static func marks(
        _ book: Book, _ stock: PageStock
    ) throws -> [NavigationItem: Int] {
        [
            .breaks: try stock.board.now(book).open.count,
            .approvals: try waitingDecisions(book, stock.memo),
        ]
    }

    /// How many decisions wait for a second person.
    static func waitingDecisions(_ book: Book, _ memo: BookMemo) throws -> Int {
        try memo.value("waiting", book) {
            var waiting = DecisionFilter()
            waiting.states = [.proposed]
            return try book.store.decisions(waiting).count { $0.course.isWaiting }
        }
    }
}
