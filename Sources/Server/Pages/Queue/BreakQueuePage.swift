import Engine
import Records

/// One page of a queue: the store seeks it, and nothing before or after it is read.
struct BreakQueuePage: Sendable {
    var rows: [BookBreak] = []
    var count = 0
    /// Nil where adding up so many would keep the page waiting.
    var sums: [Currency: Money]?
    var hasEarlier = false
    var hasLater = false
    var currencies: [Currency] = []

    /// Breaks that are added up for the head of a page: some hundredths of a second.
    static let sumLimit = 10_000

    init() {}

    /// - Parameter key: names the queue, whatever the page, for what is kept of it.
    init(
        _ filter: BreakFilter, at place: BreakQuery.Place?, key: String, _ book: Book,
        _ memo: BookMemo, size: Int = BreakQuery.rowsPerPage
    ) throws {
        count = try memo.value("count " + key, book) { try book.store.breakCount(filter) }
        if count <= BreakQueuePage.sumLimit {
            sums = try memo.value("sums " + key, book) { try book.store.breakSums(filter) }
        }
        currencies = try memo.value("currencies \(filter.standing)", book) {
            try book.store.breakCurrencies(filter.standing)
        }
        var asked = filter
        // One more says whether there is another page.
        asked.limit = size + 1
        var isBackwards = false
        switch place {
        case .after(let name): asked.after = try BreakPage.id(name, book)
        case .before(let name):
            asked.after = try BreakPage.id(name, book)
            asked.isDescending.toggle()
            isBackwards = true
        case nil: break
        }
        // A page that is asked for again, or by others: words and amounts are looked for in every
        // row.
        let page = asked
        let begin = place.map { "\($0)" } ?? ""
        let found = try memo.value("page \(size) \(begin) \(key)", book) {
            try book.store.breaks(page)
        }
        let isMore = found.count > size
        rows = Array(found.prefix(size))
        if isBackwards { rows.reverse() }
        hasEarlier = isBackwards ? isMore : place != nil
        hasLater = isBackwards || isMore
    }
}
