import Engine
import Reports
import Resolution

/// How the book stands, in the few figures that a page needs to see that it is out of date.
struct LiveFigures: Sendable, Equatable {
    /// Leaves of the log: every change of the book adds some.
    var leaves: Int
    var imports: Int
    var runs: Int
    var openBreaks: Int
    /// Decisions that wait for a second person.
    var waitingDecisions: Int

    init(_ book: Book, _ stock: PageStock) throws {
        let numbers = try book.store.numbers()
        leaves = numbers.leaves
        imports = numbers.imports
        runs = numbers.run
        openBreaks = try stock.board.now(book).open.count
        waitingDecisions = try Pages.waitingDecisions(book, stock.memo)
    }

    var json: JSONValue {
        .fields([
            "leaves": .integer(leaves), "imports": .integer(imports), "runs": .integer(runs),
            "open_breaks": .integer(openBreaks), "waiting_decisions": .integer(waitingDecisions),
        ])
    }

    /// Milliseconds after which a browser comes again.
    private static let retry = 3000

    /// As an event of a stream (HTML Living Standard, 9.2.5): one line of JSON.
    var event: String {
        "retry: \(LiveFigures.retry)\nid: \(leaves)\nevent: book\ndata: "
            + String(decoding: json.compact(), as: UTF8.self) + "\n\n"
    }
}
