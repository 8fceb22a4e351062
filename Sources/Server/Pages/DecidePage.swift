import Engine
import Hummingbird
import Records
import Reports
import Resolution

/// A decision: first what it would do, then the decision itself.
struct DecidePage: Sendable {
    let pages: Pages

    func register(on router: Router<PageContext>) {
        router.post("decide/preview") { request, context -> Response in
            let form = try await FormFields.read(request)
            return try await pages.show(
                "decide", Words("处理决定", "處理決定", "Decision"), request, context
            ) { reading in
                try DecidePage.preview(form, reading)
            }
        }
        router.post("decide") { request, context -> Response in
            let form = try await FormFields.read(request)
            return try await pages.act(request, context) { book in
                let stored = try BookDecide(book).decide(try DecidePage.request(form, book))
                if let back = DecidePage.back(form) {
                    return back + (back.contains("?") ? "&" : "?") + "decided=\(stored.number)"
                }
                if stored.decision.breaks.count == 1, let id = stored.decision.breaks.first {
                    return "/breaks/\(id.hex)?decided=\(stored.number)"
                }
                return "/approvals?decided=\(stored.number)#decision-\(stored.number)"
            }
        }
        router.post("decisions/{number}/{step}") { request, context -> Response in
            let form = try await FormFields.read(request)
            let number = context.parameters.get("number").flatMap { Int($0) } ?? 0
            let step = context.parameters.get("step") ?? ""
            return try await pages.act(request, context) { book in
                let decide = try BookDecide(book)
                switch step {
                case "approve": _ = try decide.approve(number)
                case "reject": _ = try decide.reject(number, reason: form["reason"] ?? "")
                case "withdraw": _ = try decide.withdraw(number)
                case "undo":
                    let made = try decide.decide(
                        BookDecide.Request(
                            .undo(.decision(number)), [], reason: form["reason"] ?? ""))
                    if let back = DecidePage.back(form) { return back }
                    return "/approvals?decided=\(made.number)#decision-\(made.number)"
                default: throw EngineError.book(.unknown(kind: "step", name: step))
                }
                return "/approvals?decided=\(number)#decision-\(number)"
            }
        }
    }

    /// The page that a decision began on, where that is one with a place for what came of it.
    private static func back(_ form: FormFields) -> String? {
        let path = PreferencesPage.path(form["back"])
        return path == "/workbench" || path.hasPrefix("/workbench?") ? path : nil
    }

    /// What a form asks for. Breaks are named by their ids.
    static func request(_ form: FormFields, _ book: Book) throws -> BookDecide.Request {
        // What else belongs to a forced match; other decisions are about the break alone.
        let isMatch = form["kind"] == DecisionKind.Name.forceMatch.rawValue
        let ids = (form.all("break") + (isMatch ? form.all("partner") : [])).map {
            $0.lowercased()
        }
        guard !ids.isEmpty, ids.count <= Decision.subjectLimit else {
            throw EngineError.book(
                .decision(
                    ids.isEmpty
                        ? .noSubject : .subjects(found: ids.count, limit: Decision.subjectLimit)))
        }
        for id in ids where id.utf8.count < 8 {
            throw EngineError.book(.unknown(kind: "break", name: id))
        }
        var request = BookDecide.Request(
            try kind(form), try book.breakIDs(ids), reason: form["reason"] ?? "")
        if request.kind == .forceMatch {
            request.entries = try form.all("entry").map { text in
                guard let entry = EntryID(text) else {
                    throw EngineError.book(.unknown(kind: "entry", name: text))
                }
                return entry
            }
        }
        if let amount = form["amount"] { request.amount = BookDecide.ExactAmount(amount) }
        return request
    }

    private static func kind(_ form: FormFields) throws -> DecisionKind {
        let word = form["kind"] ?? ""
        switch DecisionKind.Name(rawValue: word) {
        case .adjustment:
            return .adjustment(
                form["account"].flatMap { DecisionKind.Adjustment(rawValue: $0) } ?? .misc)
        case .expectedUntil:
            guard let day = form["until"].flatMap({ Day($0) }) else {
                throw EngineError.book(.refused(rule: "expected_until", detail: "yyyy-MM-dd"))
            }
            return .expectedUntil(day)
        case .ignore: return .ignore(rule: form["rule"] ?? "manual")
        default:
            guard let kind = DecisionKind(word) else {
                throw EngineError.book(.unknown(kind: "decision", name: word))
            }
            return kind
        }
    }

    private static func preview(_ form: FormFields, _ reading: Pages.Reading) throws -> JSONValue {
        let book = reading.book
        let request = try request(form, book)
        let preview = try BookDecide(book).preview(request)
        let model = DecisionModel(language: reading.language, zone: reading.zone)
        let list = BreakListModel(
            language: reading.language, zone: reading.zone, last: try book.store.lastRun())
        let queue = request.breaks.count == 1 ? "/breaks/\(request.breaks[0].hex)" : "/breaks"
        let names = ["kind", "reason", "amount", "until", "account", "rule", "back"]
        var hidden: [(String, String)] = names.compactMap { name in
            form[name].map { (name, $0) }
        }
        hidden += request.breaks.map { ("break", $0.hex) }
        if request.kind == .forceMatch { hidden += form.all("entry").map { ("entry", $0) } }
        return .fields([
            "kind": .string(request.kind.name.words[reading.language]),
            "reason": .string(request.reason),
            "fields": .list(hidden) {
                .fields(["name": .string($0.0), "value": .string($0.1)])
            },
            "count": .string(Show.count(request.breaks.count)),
            "breaks": .list(preview.breaks.prefix(DecidePage.shown)) { list.row($0) },
            "more": preview.breaks.count > DecidePage.shown
                ? .string(Show.count(preview.breaks.count - DecidePage.shown)) : .null,
            "approval": model.approval(preview.approval),
            "effect": try model.effect(preview.effect, on: book.now.day(in: reading.zone)),
            "back": .string(DecidePage.back(form) ?? queue),
        ])
    }

    /// Breaks that a preview names one by one.
    private static let shown = 20
}
