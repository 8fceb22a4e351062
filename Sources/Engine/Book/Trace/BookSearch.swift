package import Records
package import Reports

/// What a book has under some words: entries by a whole reference – the index knows no other –,
/// breaks by how a reference or their id begins.
package struct BookSearch: Sendable {
    package var entries: [TracedEntry] = []
    package var breaks: [BookBreak] = []
    /// There are more than are given.
    package var isCut = false

    package var isEmpty: Bool { entries.isEmpty && breaks.isEmpty }

    /// Entries and breaks of one answer: a page.
    package static let limit = 100
    /// Digits of a break's id that are worth looking for.
    private static let idDigits = 6

    package init(_ words: [String], in book: Book) throws(EngineError) {
        let references = Array(Set(words.map { Array($0.utf8) })).filter {
            (1...BookTrace.referenceLimit).contains($0.count)
        }.sorted { $0.lexicographicallyPrecedes($1) }
        let found = try book.store.entries(
            bearing: references, ignoringCase: false, limit: BookSearch.limit + 1)
        let ids = Set(found.map(\.entry)).sorted()
        isCut = ids.count > BookSearch.limit
        entries = try TracedEntry.read(
            Dictionary(
                uniqueKeysWithValues: ids.prefix(BookSearch.limit).map { ($0, 0) }), in: book)
        var known: Set<Hash128> = []
        for word in words where !word.isEmpty {
            for version in try book.store.breaks(
                referencePrefix: word, limit: BookSearch.limit + 1)
            where known.insert(version.id).inserted { breaks.append(version) }
            if word.utf8.count >= BookSearch.idDigits {
                let named = try book.store.breakIDs(beginning: word).filter {
                    known.insert($0).inserted
                }
                breaks += try book.store.breaks(ids: named)
            }
        }
        if breaks.count > BookSearch.limit {
            isCut = true
            breaks.removeLast(breaks.count - BookSearch.limit)
        }
    }

    package func json(_ zone: ZoneRules) -> JSONValue {
        .fields([
            "complete": .bool(!isCut),
            "entries": .array(entries.map { BookTrace.json($0, zone) }),
            "breaks": .array(breaks.map { BookTrace.json($0) }),
        ])
    }
}
