/// One table of a report.
package struct ReportTable: Sendable, Hashable {
    package var title: String
    package var columns: [Column]
    package var rows: [[Cell]] = []
    /// Rows below a line: sums, one per currency.
    package var sums: [[Cell]] = []

    package struct Column: Sendable, Hashable {
        /// On the wire: "amount".
        package var key: String
        package var heading: String
        package var kind: Kind
        /// Share of a page's width that it asks for.
        package var weight: Int

        package init(_ key: String, _ heading: String, _ kind: Kind = .text, weight: Int = 10) {
            self.key = key
            self.heading = heading
            self.kind = kind
            self.weight = weight
        }
    }

    package enum Kind: Sendable, Hashable {
        case text
        /// Aligned to the right: counts, amounts, shares.
        case number
        /// A reference or hash, in letters of one width.
        case code
    }

    package init(_ title: String, _ columns: [Column]) {
        self.title = title
        self.columns = columns
    }

    package mutating func add(_ cells: [Cell]) {
        precondition(cells.count == columns.count, "\(cells.count) ≠ \(columns.count)")
        rows.append(cells)
    }

    package mutating func addSum(_ cells: [Cell]) {
        precondition(cells.count == columns.count, "\(cells.count) ≠ \(columns.count)")
        sums.append(cells)
    }

    package var json: JSONValue {
        let keys = columns.map(\.key)
        return .fields([
            "title": .string(title),
            "columns": .array(
                columns.map {
                    .fields(["key": .string($0.key), "heading": .string($0.heading)])
                }),
            "rows": .array(rows.map { Cell.json(keys, $0) }),
            "sums": .array(sums.map { Cell.json(keys, $0) }),
        ])
    }
}
