package import Ledger
import Records
import Reports

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
