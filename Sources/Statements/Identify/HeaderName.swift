import Records

/// Header names as they are compared: blanks and one leading mark off, full-width brackets folded,
/// ASCII letters without case.
enum HeaderName {
    /// `loose` also drops spaces, "_" and "-" inside the name (generic dialects).
    static func folded(_ text: String, loose: Bool = false) -> String {
        var scalars = Array(text.unicodeScalars)[...]
        trim(&scalars)
        if scalars.first == "`" || scalars.first == "'" {
            scalars.removeFirst()
            trim(&scalars)
        }
        var name = String.UnicodeScalarView()
        for scalar in scalars {
            switch scalar {
            case "（": name.append("(")
            case "）": name.append(")")
            case " ", "_", "-": if !loose { name.append(scalar) }
            case "A"..."Z": name.append(Unicode.Scalar(UInt8(scalar.value) + 0x20))
            default: name.append(scalar)
            }
        }
        return String(name)
    }

    /// The name for people: blanks and the leading mark off, nothing folded.
    static func shown(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)[...]
        trim(&scalars)
        if scalars.first == "`" || scalars.first == "'" { scalars.removeFirst() }
        trim(&scalars)
        return String(String.UnicodeScalarView(scalars))
    }

    private static func trim(_ scalars: inout ArraySlice<Unicode.Scalar>) {
        while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
        while let last = scalars.last, isBlank(last) { scalars.removeLast() }
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0xA0, 0x3000, 0xFEFF: true
        default: false
        }
    }
}

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
            return Alternative(folded: isPrefix ? String(folded.dropLast()) : folded, isPrefix: isPrefix)
        }
    }
}

/// The names of one header row, and where each stands. A name that stands twice is the first.
struct HeaderIndex {
    /// As shown, by position; empty names stay empty.
    let names: [String]
    private let folded: [String]
    private let position: [String: Int]
    private let loose: Bool

    init(_ texts: [String], loose: Bool = false) {
        self.loose = loose
        names = texts.map(HeaderName.shown)
        folded = texts.map { HeaderName.folded($0, loose: loose) }
        var position: [String: Int] = [:]
        for (index, name) in folded.enumerated() where !name.isEmpty && position[name] == nil {
            position[name] = index
        }
        self.position = position
    }

    /// Number of columns up to the last one that has a name.
    var width: Int { (folded.lastIndex { !$0.isEmpty } ?? -1) + 1 }

    func index(of name: ColumnName) -> Int? {
        for alternative in name.alternatives {
            let found = alternative.isPrefix
                ? folded.firstIndex { !$0.isEmpty && $0.hasPrefix(alternative.folded) }
                : position[alternative.folded]
            if let found { return found }
        }
        return nil
    }

    func index(of name: String) -> Int? { index(of: ColumnName(name, loose: loose)) }

    func firstIndex(of synonyms: [String]) -> Int? {
        for name in synonyms {
            if let index = index(of: name) { return index }
        }
        return nil
    }

    func missing(of names: [String]) -> [String] { names.filter { index(of: $0) == nil } }

    func hasAll(_ names: [ColumnName]) -> Bool { names.allSatisfy { index(of: $0) != nil } }

    /// Names that none of `allowed` stands for.
    func extra(beside allowed: [String]) -> [String] {
        let known = Set(
            allowed.flatMap { $0.split(separator: "|") }.compactMap { index(of: String($0)) })
        return names.indices.filter { !names[$0].isEmpty && !known.contains($0) }.map { names[$0] }
    }
}

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
        let missing = zip(names, found).filter { name, set in best.map { !set.contains($0) } ?? true }
        return (nil, missing.map(\.0.text))
    }

    private func rows(with name: ColumnName) -> Set<Int> {
        var found: Set<Int> = []
        for alternative in name.alternatives {
            if alternative.isPrefix {
                for (text, at) in rows where text.hasPrefix(alternative.folded) { found.formUnion(at) }
            } else {
                found.formUnion(rows[alternative.folded] ?? [])
            }
        }
        return found
    }
}
