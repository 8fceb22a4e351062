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
