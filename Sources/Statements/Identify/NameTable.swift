import Records

/// Which of many rows hold which names: a claim is looked up name by name, not row by row.
struct NameTable {
    private var rows: [String: [Int]] = [:]
    private let rowCount: Int

    init(_ texts: [[String]], loose: Bool) {
        rowCount = texts.count
        for (row, names) in texts.enumerated() {
            for name in names {
                let folded = HeaderName.folded(name, loose: loose)
                if folded.isEmpty || rows[folded]?.last == row { continue }
                rows[folded, default: []].append(row)
            }
        }
    }

    /// The first row with all the names, or what the row with the most of them lacks.
    func best(for names: [ColumnName]) -> (complete: Int?, missing: [String]) {
        let found = names.map { rows(with: $0) }
        var counts = Array(repeating: 0, count: rowCount)
        for set in found { for row in set { counts[row] += 1 } }
        let most = counts.max() ?? 0
        let best = counts.firstIndex(of: most)
        if most == names.count, most > 0 { return (best, []) }
        let missing = zip(names, found).filter { name, set in best.map { !set.contains($0) } ?? true
        }
        return (nil, missing.map(\.0.text))
    }

    private func rows(with name: ColumnName) -> Set<Int> {
        var found: Set<Int> = []
        for alternative in name.alternatives {
            if alternative.isPrefix {
                for (text, at) in rows where text.hasPrefix(alternative.folded) {
                    found.formUnion(at)
                }
            } else {
                found.formUnion(rows[alternative.folded] ?? [])
            }
        }
        return found
    }
}
