import Ledger
import Records
import Resolution
import Statements

/// What a bank's own first statement says was there when the book began: balances that are printed
/// prove an opening balance, or contradict it.
struct StatedOpening {
    let file: String
    let amount: Money

    /// Files that are read for it at most: one per account of a bank, and their first ones.
    private static let fileLimit = 16

    /// Nil where no statement of the account prints balances, or one of several does not.
    init?(of account: Account, _ currency: Currency, in book: Book) throws(EngineError) {
        guard case .bank(let label) = account else { return nil }
        let own = try book.store.statements().filter {
            $0.firstTime != nil
                && AccountLabel.spelled($0.source, otherwise: AccountLabel("bank")!) == label
        }
        let library = try BookSources.library(book.store.definition())
        var start: Instant?
        if let day = book.settings.startsOn { start = try book.zone.start(of: day) }
        var sum: (file: String, amount: Money)?
        let accounts = Dictionary(grouping: own, by: \.account)
        guard accounts.count <= StatedOpening.fileLimit else { return nil }
        for (_, facts) in accounts.sorted(by: { $0.key < $1.key }) {
            let first = facts.min {
                ($0.firstTime ?? 0, $0.number) < ($1.firstTime ?? 0, $1.number)
            }
            guard let first,
                let money = try StatedOpening.opening(first, start, library, book),
                money.currency == currency
            else { return nil }
            sum = (sum?.file ?? first.file, (sum?.amount ?? .zero(currency)) + money)
        }
        guard let sum else { return nil }
        (file, amount) = (sum.file, sum.amount.canonical)
    }

    /// The balance before the first row that counts.
    private static func opening(
        _ fact: StatementFact, _ start: Instant?, _ library: FormatLibrary, _ book: Book
    ) throws(EngineError) -> Money? {
        guard let kept = try book.store.importFact(number: fact.importNumber) else { return nil }
        let statements = library.statements(
            of: try book.store.kept(kept), as: library.dialect(named: fact.dialect))
        guard let statement = statements.first(where: { $0.file == fact.file }),
            let printed = statement.openingBalance
        else { return nil }
        var opening = printed
        let table = statement.table
        for row in 0..<table.count {
            guard let start, table.occurredAt[row] != EntryTable.noTime,
                table.occurredAt[row] < start.microseconds, table.status[row].movedMoney,
                let net = table.net(ofRow: row), net.currency == printed.currency
            else { continue }
            opening = opening + net
        }
        return opening
    }
}
