package import Matching
package import Records

/// Everything a run knows of one reference: every entry that carries it, what they were matched or
/// linked with, and the breaks they ended in.
package struct Story: Sendable {
    package var reference: String
    package var parts: [Part] = []
    /// Entries of channels without any money file.
    package var unsourced: [EntryView] = []
    package var problems: [Problem] = []

    package struct Part: Sendable {
        package var view: LegView
        package var entries: [Member] = []
        /// Indices into the leg's matches.
        package var matches: [Int] = []
        package var breaks: [Break] = []
        package var expected: [Break] = []
    }

    /// An entry of a leg's side.
    package struct Member: Sendable, Hashable {
        package var side: Side
        package var index: Int
    }

    package var isEmpty: Bool { parts.isEmpty && unsourced.isEmpty && problems.isEmpty }

    /// `reference` is an order, trade, refund or batch number, a transaction hash, or the id of an
    /// entry, a match or a break.
    package static func find(_ reference: String, in report: RunReport) -> Story {
        var story = Story(reference: reference)
        let query = Query(reference)
        for view in report.legViews {
            let part = StoryFinder(view: view, query: query).part()
            if !part.entries.isEmpty { story.parts.append(part) }
        }
        for item in report.unsourced {
            for index in 0..<item.entries.count {
                let row = item.entries.row(index)
                guard query.matches(item.entries.table, row) else { continue }
                story.unsourced.append(
                    EntryView(
                        source: item.entries.source, file: item.entries.file,
                        box: item.entries.box, row: row, decode: report.text))
            }
        }
        story.problems = report.problems.filter { $0.reference == reference }
        return story
    }

    /// What one looks for, ready to be compared without decoding texts.
    struct Query {
        let bytes: [UInt8]
        let id: Hash128?

        init(_ reference: String) {
            bytes = Array(reference.utf8)
            id = Hash128(hex: reference)
        }

        func matches(_ table: EntryTable, _ row: Int) -> Bool {
            if let id, table.identity[row] == id { return true }
            return equal(table, table.orderReference[row])
                || equal(table, table.channelReference[row])
                || equal(table, table.refundReference[row])
                || equal(table, table.chainReference[row])
                || equal(table, table.batchReference[row])
                || equal(table, table.bankReference[row])
        }

        private func equal(_ table: EntryTable, _ ref: TextRef) -> Bool {
            guard ref.length == bytes.count, !ref.isEmpty else { return false }
            return table.withBytes(of: ref) { span in
                for index in span.indices where span[index] != bytes[index] { return false }
                return true
            }
        }
    }
}
