import Records

/// A column as a dialect names it: alternatives "a|b", each perhaps a prefix "a*", folded once.
struct ColumnName: Sendable {
    struct Alternative: Sendable {
        let folded: String
        let isPrefix: Bool
    }

    let text: String
    let alternatives: [Alternative]

    init(_ text: String, loose: Bool) {
        self.text = text
        alternatives = text.split(separator: "|").map { part in
            let folded = HeaderName.folded(String(part), loose: loose)
            let isPrefix = folded.utf8.last == 0x2A
            return Alternative(
                folded: isPrefix ? String(folded.dropLast()) : folded, isPrefix: isPrefix)
        }
    }
}
