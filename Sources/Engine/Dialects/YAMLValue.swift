import Yams

/// A node of a YAML file that knows its place, with the few shapes that dialects are made of.
/// Every reading answers a value or throws where · found · expected.
struct YAMLValue {
    let node: Node
    let file: String
    /// Stands in where a node has no mark of its own (an empty value).
    let fallback: DialectFileError.Place

    init(_ node: Node, file: String, fallback: DialectFileError.Place) {
        self.node = node
        self.file = file
        self.fallback = fallback
    }

    var place: DialectFileError.Place {
        node.mark.map { .init(file: file, line: $0.line, column: $0.column) } ?? fallback
    }

    /// What stands here, in short, for "found".
    var summary: String {
        switch node {
        case .scalar(let scalar): scalar.string.isEmpty ? "–" : scalar.string
        case .mapping: "{…}"
        case .sequence: "[…]"
        case .alias: "*…"
        }
    }

    var isScalar: Bool { node.scalar != nil }
    var isMapping: Bool { node.mapping != nil }
    var isSequence: Bool { node.sequence != nil }

    func wrongType(_ expected: String) -> DialectFileError {
        .wrongType(place, found: summary, expected: expected)
    }

    /// Text as written: no word is a number or a truth value unless a key says so. Never empty,
    /// except in quotes.
    func text() throws(DialectFileError) -> String {
        guard let scalar = node.scalar else { throw wrongType("text") }
        if scalar.string.isEmpty, scalar.style == .plain || scalar.style == .any {
            throw wrongType("text")
        }
        return scalar.string
    }

    /// One text, or a list of them.
    func texts() throws(DialectFileError) -> [String] {
        var all: [String] = []
        for item in items() { all.append(try item.text()) }
        return all
    }

    /// Names of one column, first present wins: "金额", "a|b", [a, b].
    func columns() throws(DialectFileError) -> [String] {
        var names: [String] = []
        for text in try texts() { names += YAMLValue.alternatives(text) }
        return names
    }

    /// "a|b" is two names. Spaces around them come from lines that were folded.
    static func alternatives(_ text: String) -> [String] {
        text.split(separator: "|").map { name in
            let head = name.drop { $0 == " " }
            let blanks = head.reversed().prefix { $0 == " " }.count
            return String(head.dropLast(blanks))
        }
    }

    /// The items of a list; anything else is a list of itself.
    func items() -> [YAMLValue] {
        guard let sequence = node.sequence else { return [self] }
        return sequence.map { YAMLValue($0, file: file, fallback: place) }
    }

    func flag() throws(DialectFileError) -> Bool {
        switch node.scalar?.string {
        case "true": true
        case "false": false
        default: throw wrongType("true | false")
        }
    }

    func number(_ range: ClosedRange<Int>) throws(DialectFileError) -> Int {
        guard let text = node.scalar?.string, let value = Int(text), range.contains(value) else {
            throw wrongType("\(range.lowerBound)…\(range.upperBound)")
        }
        return value
    }

    /// One of a table's words.
    func word<Value>(_ table: [(String, Value)]) throws(DialectFileError) -> Value {
        let found = try text()
        if let hit = table.first(where: { $0.0 == found }) { return hit.1 }
        let known = table.map { $0.0 }
        throw .unknownWord(
            place, found: found, nearest: Spelling.nearest(to: found, among: known), known: known)
    }

    /// A mapping whose keys are all among `known`.
    func map(_ known: [String]) throws(DialectFileError) -> YAMLMap {
        let map = try map()
        for (key, value) in map.pairs where !known.contains(key) {
            throw .unknownKey(
                map.keyPlace(key) ?? value.place, found: key,
                nearest: Spelling.nearest(to: key, among: known), known: known)
        }
        return map
    }

    /// A mapping with any keys (column names, words).
    func map() throws(DialectFileError) -> YAMLMap {
        guard let mapping = node.mapping else { throw wrongType("mapping") }
        var pairs: [(key: String, value: YAMLValue)] = []
        var places: [String: DialectFileError.Place] = [:]
        for (key, value) in mapping {
            let keyValue = YAMLValue(key, file: file, fallback: place)
            guard let name = key.scalar?.string else { throw keyValue.wrongType("text") }
            places[name] = keyValue.place
            pairs.append((name, YAMLValue(value, file: file, fallback: keyValue.place)))
        }
        return YAMLMap(pairs: pairs, place: place, places: places)
    }
}

/// The entries of a YAML mapping in the order of the file.
struct YAMLMap {
    let pairs: [(key: String, value: YAMLValue)]
    let place: DialectFileError.Place
    private let places: [String: DialectFileError.Place]

    init(
        pairs: [(key: String, value: YAMLValue)], place: DialectFileError.Place,
        places: [String: DialectFileError.Place]
    ) {
        self.pairs = pairs
        self.place = place
        self.places = places
    }

    subscript(key: String) -> YAMLValue? { pairs.first { $0.key == key }?.value }

    func keyPlace(_ key: String) -> DialectFileError.Place? { places[key] }

    func required(_ key: String) throws(DialectFileError) -> YAMLValue {
        guard let value = self[key] else { throw .missingKey(place, key: key) }
        return value
    }

    /// This mapping over another: its own keys win, the other's fill the gaps.
    func over(_ base: YAMLMap) -> YAMLMap {
        YAMLMap(
            pairs: pairs + base.pairs.filter { pair in self[pair.key] == nil }, place: place,
            places: places.merging(base.places) { own, _ in own })
    }
}

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
