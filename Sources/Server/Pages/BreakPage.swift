import Engine
import Hummingbird
import Records
import Reports
import Resolution

/// One break: both sides, why, what may be done, and what was done.
struct BreakPage: Sendable {
    let pages: Pages

    func register(on router: Router<PageContext>) {
        router.get("breaks/{id}") { request, context -> Response in
            let name = context.parameters.get("id") ?? ""
            return try await pages.show(
                "break", Words("差错", "差異", "Break"), request, context
            ) { reading in
                try BreakPage.model(reading, name)
            }
        }
        router.post("breaks/{id}/notes") { request, context -> Response in
            let name = context.parameters.get("id") ?? ""
            let form = try await FormFields.read(request)
            return try await pages.act(request, context) { book in
                let id = try BreakPage.id(name, book)
                let note = BookNotes.Request(
                    comment: form["comment"],
                    owner: form["owner"] ?? (form["no_owner"].map { _ in "" }),
                    labels: form["label"].map { [$0] } ?? [], unlabels: form.all("unlabel"),
                    files: [])
                if !note.isEmpty { try BookNotes(book).add(note, to: id) }
                return "/breaks/\(id.hex)#notes"
            }
        }
    }

    static func id(_ name: String, _ book: Book) throws -> Hash128 {
        guard name.utf8.count >= 8, name.utf8.count <= 32, let id = try book.breakIDs([name]).first
        else { throw EngineError.book(.unknown(kind: "break", name: name)) }
        return id
    }

    private static func model(_ reading: Pages.Reading, _ name: String) throws -> JSONValue {
        let book = reading.book
        let id = try BreakPage.id(name, book)
        guard let found = try book.store.breaks(ids: [id]).first else {
            throw EngineError.book(.unknown(kind: "break", name: name))
        }
        let last = try book.store.lastRun()
        var model = BreakModel(
            found, list: BreakListModel(language: reading.language, zone: reading.zone, last: last))
        model.left = try found.left.map { try EntryFields.read($0, book) }
        model.right = try found.right.map { try EntryFields.read($0, book) }
        model.settled = try book.store.settled([id])[id]
        model.events = try BookNotes(book).events(of: id)
        var about = DecisionFilter()
        about.breakID = id
        model.decisions = try book.store.decisions(about)
        var candidates = BookCandidates(book)
        candidates.limit = BreakModel.candidateLimit
        if found.state != .resolved { model.candidates = try candidates.rank(found) }
        if found.isOpen {
            model.previous = try neighbour(of: id, book, isBackwards: true)
            model.next = try neighbour(of: id, book, isBackwards: false)
        }
        // What may be decided needs a run to have been; a break without one cannot be.
        model.allowed = found.state == .resolved ? [] : try BookDecide(book).allowed(id)
        return model.json
    }

    /// In the queue as it opens.
    private static func neighbour(
        of id: Hash128, _ book: Book, isBackwards: Bool
    ) throws -> Hash128? {
        var filter = BreakFilter()
        filter.order = .severity
        filter.isDescending = isBackwards
        filter.after = id
        filter.limit = 1
        return try book.store.breaks(filter).first?.id
    }
}
