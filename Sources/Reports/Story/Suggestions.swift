import Records

/// References of a run that look like one that is not in it: for a mistyped or cut number.
package enum Suggestions {
    /// As many as fit a line.
    static let shown = 5
    /// Entries looked at: an answer within a second on a day of millions.
    static let entriesLookedAt = 200_000
    /// Beyond two slips of the finger a guess helps nobody.
    static let greatestDistance = 2

    package static func near(_ reference: String, in report: RunReport) -> [String] {
        let wanted = Array(reference.utf8)
        var found: [String: Int] = [:]
        var looked = 0
        for source in report.entries {
            for index in 0..<source.count where looked < entriesLookedAt {
                looked += 1
                let row = source.row(index)
                let table = source.table
                for ref in [
                    table.orderReference[row], table.channelReference[row],
                    table.refundReference[row], table.chainReference[row],
                ] where !ref.isEmpty {
                    let candidate = table.utf8Text(ref)
                    if let distance = distance(wanted, Array(candidate.utf8)) {
                        found[candidate] = distance
                    }
                }
            }
        }
        return found.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(shown).map(\.key)
    }

    /// Slips between two references (Levenshtein), nil beyond the greatest; a text that starts or
    /// ends with the other counts as one slip.
    static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int? {
        let a = a.map(lowered)
        let b = b.map(lowered)
        if a.count >= 4, b.starts(with: a) || b.suffix(a.count).elementsEqual(a) { return 1 }
        guard abs(a.count - b.count) <= greatestDistance else { return nil }
        var row = Array(0...b.count)
        for i in 0..<a.count {
            var diagonal = row[0]
            row[0] = i + 1
            for j in 0..<b.count {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0 : 1))
                diagonal = above
            }
            if row.min()! > greatestDistance { return nil }
        }
        return row[b.count] <= greatestDistance ? row[b.count] : nil
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
    }
}
