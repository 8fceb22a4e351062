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
        currencies = try memo.value("currencies \(filter.standing)", book) {
            try book.store.breakCurrencies(filter.standing)
        }
        if filter.words != nil || filter.sizes != nil {
            // Every row is looked at for these: once, whatever page is shown then.
            let ids = try memo.value("ids " + key, book) { try book.store.breakIDs(filter) }
            count = ids.count
            try cut(ids, at: place, size, book)
        } else {
            count = try memo.value("count " + key, book) { try book.store.breakCount(filter) }
            try seek(filter, at: place, size, book)
        }
        if count <= BreakQueuePage.sumLimit {
            sums = try memo.value("sums " + key, book) { try book.store.breakSums(filter) }
        }
    }

    private mutating func seek(
        _ filter: BreakFilter, at place: BreakQuery.Place?, _ size: Int, _ book: Book
    ) throws {
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
        let found = try book.store.breaks(asked)
        let isMore = found.count > size
        rows = Array(found.prefix(size))
        if isBackwards { rows.reverse() }
        hasEarlier = isBackwards ? isMore : place != nil
        hasLater = isBackwards || isMore
    }

    /// A break that is no more among them is the end that it was asked from.
    private mutating func cut(
        _ ids: [Hash128], at place: BreakQuery.Place?, _ size: Int, _ book: Book
    ) throws {
        let range: Range<Int>
        switch place {
        case .after(let name):
            let id = try BreakPage.id(name, book)
            let start = ids.firstIndex(of: id).map { $0 + 1 } ?? 0
            range = start..<min(ids.count, start + size)
        case .before(let name):
            let id = try BreakPage.id(name, book)
            let end = ids.firstIndex(of: id) ?? ids.count
            range = max(0, end - size)..<end
        case nil: range = 0..<min(ids.count, size)
        }
        let known = Dictionary(try book.store.breaks(ids: Array(ids[range])).map { ($0.id, $0) }) {
            $1
        }
        rows = ids[range].compactMap { known[$0] }
        hasEarlier = range.lowerBound > 0
        hasLater = range.upperBound < ids.count
    }
}
