package import Records
package import Reports

/// What pages mask of an entry, as it stands in its file; empty where the file says nothing.
package struct RevealedEntry: Sendable, Hashable {
    package var entry: EntryID
    package var source: String
    package var line: Int
    package var counterparty: String
    package var memo: String
    /// Of a payer on a chain.
    package var address: String

    package var json: JSONValue {
        .fields([
            "entry": .string("\(entry)"), "source": .string(source), "line": .integer(line),
            "counterparty": .string(counterparty), "memo": .string(memo),
            "address": .string(address),
        ])
    }
}
