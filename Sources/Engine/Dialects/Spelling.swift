/// "Did you mean": the nearest of a few known words.
enum Spelling {
    /// The known word with the fewest single-letter edits, if they are at most a third of it.
    static func nearest(to word: String, among known: [String]) -> String? {
        let scored = known.map { (word: $0, edits: distance(word.lowercased(), $0.lowercased())) }
        guard let best = scored.min(by: { ($0.edits, $0.word) < ($1.edits, $1.word) }) else {
            return nil
        }
        return best.edits <= max(1, best.word.count / 3) ? best.word : nil
    }

    /// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment);
    /// words are keys, hence short.
    static func distance(_ first: String, _ second: String) -> Int {
        let a = Array(first.unicodeScalars)
        let b = Array(second.unicodeScalars)
        var older = Array(repeating: 0, count: b.count + 1)
        var previous = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                let substitution = previous[j] + (a[i] == b[j] ? 0 : 1)
                var edits = min(substitution, previous[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    edits = min(edits, older[j - 1] + 1)
                }
                row.append(edits)
            }
            older = previous
            previous = row
        }
        return previous[b.count]
    }
}
