import Records
import Reports

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
    /// A decision, a step that it took, or what it did: canonical bytes.
    case decision(number: Int, [UInt8])
    /// What somebody noted on a break; numbers count the notes.
    case note(number: Int, [UInt8])
    case close(PeriodCloseFact)
    case revealed(RevealFact)

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
        case .note: "note"
        case .close: "close"
        case .revealed: "reveal"
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
        case .decision(let number, _), .note(let number, _): number
        case .close(let fact): fact.number
        case .revealed(let fact): fact.number
        }
    }

    private var bytes: [UInt8] {
        switch self {
        case .decision(_, let bytes), .note(_, let bytes): bytes
        case .close(let fact): fact.leaf
        default: json.compact()
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
        case .revealed(let fact): fact.json
        case .decision, .note, .close: .null
        }
    }

    /// A leaf's length stands in 16 bits (C2SP tlog-tiles).
    private static let leafLimit = 65_535

    /// The fact as one line of JSON; of one that is too long, its SHA-256.
    package var leaf: [UInt8] {
        let bytes = bytes
        guard bytes.count > BookFact.leafLimit else { return bytes }
        return JSONValue.fields([
            "fact": .string(kind), "number": .integer(number),
            "sha256": .string(Digest.sha256(bytes)),
        ]).compact()
    }
}
