package import Ledger
package import Records
import Resolution

extension Book {
    /// The breaks whose ids begin with these digits, each of which must say one.
    package func breakIDs(_ names: [String]) throws(EngineError) -> [Hash128] {
        var ids: [Hash128] = []
        for name in names {
            let found = try store.breakIDs(beginning: name)
            guard let first = found.first else {
                throw .book(.unknown(kind: "break", name: name))
            }
            guard found.count == 1 else {
                throw .book(.ambiguous(kind: "break", name: name))
            }
            ids.append(first)
        }
        return ids
    }

    /// What each name may mean: an entry ("12:345"), or all that bear a reference.
    package func entries(named names: [String]) throws(EngineError) -> [[EntryID]] {
        var found: [[EntryID]] = []
        for name in names {
            if let entry = EntryID(name) {
                found.append([entry])
                continue
            }
            let bearing = try store.entries(bearing: [Array(name.utf8)]).map(\.entry)
            if bearing.isEmpty { throw .book(.unknown(kind: "entry", name: name)) }
            found.append(bearing)
        }
        return found
    }

    /// The books, posted again from the journal.
    package func ledger() throws(EngineError) -> GeneralLedger {
        let journal = try store.journal()
        var ledger = GeneralLedger(ChartOfAccounts(of: journal))
        do throws(LedgerRefusal) {
            for entry in journal { try ledger.post(entry) }
        } catch {
            throw .book(.decision(.ledger(error)))
        }
        return ledger
    }
}
