import Engine
import HTTPTypes
import Hummingbird
import Matching
import Records
import Reports

/// The statement of one run.
struct RunPage: Sendable {
    let pages: Pages

    func register(on router: Router<PageContext>) {
        router.get("runs/{number}") { request, context -> Response in
            let number = context.parameters.get("number").flatMap { Int($0) } ?? 0
            return try await pages.show(
                "run", Words("余额调节表", "餘額調節表", "Reconciliation statement"), request, context
            ) { try RunPage.model($0, number) }
        }
        router.get("runs/{number}/statement.json") { request, context -> Response in
            let number = context.parameters.get("number").flatMap { Int($0) } ?? 0
            return try await pages.answering(request, context) {
                let bytes = try await pages.server.desk.read(as: context.actor) { book in
                    try RunPage.statement(number, book)
                }
                return Response(
                    status: .ok,
                    headers: [
                        .contentType: "application/json",
                        .contentDisposition:
                            "attachment; filename=\"statement-\(number).json\"",
                    ], body: .init(byteBuffer: .init(bytes: bytes)))
            }
        }
    }

    private static func statement(_ number: Int, _ book: Book) throws -> [UInt8] {
        guard let bytes = try book.store.statementJSON(ofRun: number) else {
            throw EngineError.book(.unknown(kind: "run", name: "\(number)"))
        }
        return bytes
    }

    private static func model(_ reading: Pages.Reading, _ number: Int) throws -> JSONValue {
        let runs = try reading.book.store.runs()
        guard let place = runs.firstIndex(where: { $0.number == number }) else {
            throw EngineError.book(.unknown(kind: "run", name: "\(number)"))
        }
        let record = try StatementRecord.read(try statement(number, reading.book))
        func path(_ index: Int) -> JSONValue {
            runs.indices.contains(index) ? .string("/runs/\(runs[index].number)") : .null
        }
        return .merged(
            RunsPage.row(runs[place], reading, isLast: place == runs.count - 1),
            StatementModel(record, language: reading.language).json,
            .fields([
                "previous": path(place - 1), "next": path(place + 1),
                "compare": place > 0
                    ? .string("/compare?from=\(runs[place - 1].number)&to=\(number)") : .null,
            ]))
    }
}
