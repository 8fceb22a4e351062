package import Ledger
package import Records
package import Reports

/// A fact that a leaf of the log proves: what it is, its number among its kind, and its canonical
/// bytes.
package enum BookFact: Sendable {
    case book(BookSettings)
    case definition(StoredDefinition)
    case imported(ImportFact)
    case statement(StatementFact)
    case run(RunFact)
    case undo(UndoFact)
    case posting(PostingFact)
    case decision(number: Int, JSONValue)
    case close(number: Int, JSONValue)

    package var kind: String {
        switch self {
        case .book: "book"
        case .definition: "definition"
        case .imported: "import"
        case .statement: "statement"
        case .run: "run"
        case .undo: "undo"
        case .posting: "posting"
        case .decision: "decision"
        case .close: "close"
        }
    }

    package var number: Int {
        switch self {
        case .book: 1
        case .definition(let fact): fact.number
        case .imported(let fact): fact.number
        case .statement(let fact): fact.number
        case .run(let fact): fact.number
        case .undo(let fact): fact.run
        case .posting(let fact): fact.number
        case .decision(let number, _), .close(let number, _): number
        }
    }

    private var json: JSONValue {
        switch self {
        case .book(let settings):
            .fields([
                "fact": .string("book"), "merchant": .string(settings.merchant),
                "zone": .string(settings.zone),
                "created_at": .integer(Int(settings.createdAt.microseconds)),
                "log_key": .string(settings.logKey),
            ])
        case .definition(let fact): fact.json
        case .imported(let fact): fact.json
        case .statement(let fact): fact.json
        case .run(let fact): fact.json
        case .undo(let fact): fact.json
        case .posting(let fact): fact.json
        case .decision(_, let json), .close(_, let json): json
        }
    }

    /// A leaf's length stands in 16 bits (C2SP tlog-tiles).
    private static let leafLimit = 65_535

    /// The fact as one line of JSON; of one that is too long, its SHA-256.
    package var leaf: [UInt8] {
        let bytes = json.compact()
        guard bytes.count > BookFact.leafLimit else { return bytes }
        return JSONValue.fields([
            "fact": .string(kind), "number": .integer(number),
            "sha256": .string(Digest.sha256(bytes)),
        ]).compact()
    }
}

/// A run that was taken back.
package struct UndoFact: Sendable, Hashable {
    package var run: Int
    package var at: Instant
    package var actor: String

    package init(run: Int, at: Instant, actor: String) {
        self.run = run
        self.at = at
        self.actor = actor
    }

    var json: JSONValue {
        .fields([
            "fact": .string("undo"), "run": .integer(run),
            "at": .integer(Int(at.microseconds)), "actor": .string(actor),
        ])
    }
}

/// An entry of the journal, in the order of posting.
package struct PostingFact: Sendable, Hashable {
    package var number: Int
    package var entry: JournalEntry
    /// "run 12", "decision 3".
    package var cause: String

    package init(number: Int, entry: JournalEntry, cause: String) {
        self.number = number
        self.entry = entry
        self.cause = cause
    }

    var json: JSONValue {
        .fields([
            "fact": .string("posting"), "number": .integer(number),
            "identifier": .string(entry.identifier.description),
            "day": .string(entry.day.description), "kind": .string(entry.kind.rawValue),
            "memo": .string(entry.memo), "reverses": .optional(entry.reverses?.description),
            "cause": .string(cause),
            "postings": .array(
                entry.postings.map { posting in
                    .array([
                        .string(posting.account.description),
                        .string(posting.amount.decimal),
                        .string(posting.amount.currency.description),
                    ])
                }),
        ])
    }
}
