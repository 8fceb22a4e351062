import Records
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
                "starts_on": .optional(settings.startsOn?.description),
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
