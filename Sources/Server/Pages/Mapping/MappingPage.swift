import Engine
import HTTPTypes
import Hummingbird
import Reports
import Statements

/// What the columns of a file are that no format knows: said once, seen as the import will make it,
/// and kept as a format of the book.
struct MappingPage: Sendable {
    let pages: Pages

    private static let title = Words("说明各列", "說明各欄", "What the columns are")

    func register(on router: Router<PageContext>) {
        router.get("imports/mapping/{draft}") { request, context -> Response in
            try await answer(request, context) { draft in
                (draft, draft.mapping, draft.headerLine)
            }
        }
        router.post("imports/mapping/{draft}") { request, context -> Response in
            let form = try await FormFields.read(request)
            return try await answer(request, context) { draft in
                let line = form["line"].flatMap { Int($0) }
                let file = try draft.file()
                // Another line's names are other columns: they are suggested anew.
                guard line == form["was"].flatMap({ Int($0) }),
                    let sample = try MappingPreview.table(of: file, headerLine: line)
                else { return (draft, nil, line) }
                let mapping = ColumnMapping(form, sample)
                pages.server.drafts.note(mapping, headerLine: sample.headerLine, of: draft.id)
                return (draft, mapping, line)
            }
        }
        router.post("imports/mapping/{draft}/keep") { request, context -> Response in
            let form = try await FormFields.read(request)
            guard let draft = draft(context), let mapping = draft.mapping else {
                throw HTTPError(.notFound)
            }
            return try await keep(mapping, draft, form["source"], request, context)
        }
    }

    private func draft(_ context: PageContext) -> MappingDrafts.Draft? {
        pages.server.drafts.draft(
            context.parameters.get("draft") ?? "", of: context.visitor?.account ?? 0,
            at: pages.server.desk.now)
    }

    private func answer(
        _ request: Request, _ context: PageContext,
        _ told:
            @escaping @Sendable (MappingDrafts.Draft) throws -> (
                MappingDrafts.Draft, ColumnMapping?, Int?
            )
    ) async throws -> Response {
        guard let draft = draft(context) else { throw HTTPError(.notFound) }
        let drafts = pages.server.drafts
        return try await pages.show("mapping", MappingPage.title, request, context) { reading in
            let (draft, told, line) = try told(draft)
            let file = try draft.file()
            guard let sample = try MappingPreview.table(of: file, headerLine: line) else {
                return .fields(["name": .string(Mask.fileName(draft.name)), "none": .bool(true)])
            }
            var mapping = told ?? ColumnMapping()
            if told == nil {
                mapping = try draft.suggestion(for: sample, reading.book)
                drafts.note(mapping, headerLine: sample.headerLine, of: draft.id)
            }
            return try MappingModel(
                reading: reading, draft: draft, sample: sample, mapping: mapping
            ).json(of: file)
        }
    }

    /// The format, and the file with it, or neither: a file that it does not read is seen on the
    /// page before.
    private func keep(
        _ mapping: ColumnMapping, _ draft: MappingDrafts.Draft, _ source: String?,
        _ request: Request, _ context: PageContext
    ) async throws -> Response {
        let language = pages.server.renderer.language(of: request)
        return try await pages.answering(request, context) {
            let receipt = try await pages.server.desk.write(as: context.actor) { book in
                ImportsPage.receipt(
                    try await book.take(
                        try draft.file(), at: draft.path, by: mapping, source: source), language)
            }
            pages.server.drafts.remove(draft.id)
            return try await pages.show("receipts", ImportsPage.cameTitle, request, context) { _ in
                .fields([
                    "receipts": .array([receipt]), "none": .bool(false),
                    "kept": .string(mapping.name),
                ])
            }
        }
    }
}
