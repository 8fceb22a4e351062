import Yams

/// A node of a YAML file that knows its place, with the few shapes that dialects are made of.
/// Every reading answers a value or throws where · found · expected.
struct YAMLValue {
    let node: Node
    let file: String
    /// Where the node stands, or what holds it where it has no mark of its own (an empty value).
    private let line: Int
    private let column: Int

    init(_ node: Node, file: String, fallback: DialectFileError.Place) {
        self.init(node, file: file, line: fallback.line, column: fallback.column)
    }

    private init(_ node: Node, file: String, line: Int, column: Int) {
        self.node = node
        self.file = file
        let mark = node.mark
        self.line = mark?.line ?? line
        self.column = mark?.column ?? column
    }

    /// The tree of a text; nil where it is empty. No word of ours is a number, a date or a truth
    /// value by itself, so no scalar is tried as one: that would cost more than all the rest.
    static func compose(_ text: String) throws -> Node? {
        try Yams.compose(yaml: text, .basic, .default, .utf8)
    }

    var place: DialectFileError.Place { .init(file: file, line: line, column: column) }

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
        return sequence.map { YAMLValue($0, file: file, line: line, column: column) }
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
        for pair in map.pairs where !known.contains(pair.key) {
            let key = pair.key
            throw .unknownKey(
                map.keyPlace(key) ?? pair.value.place, found: key,
                nearest: Spelling.nearest(to: key, among: known), known: known)
        }
        return map
    }

    /// A mapping with any keys (column names, words).
    func map() throws(DialectFileError) -> YAMLMap {
        guard let mapping = node.mapping else { throw wrongType("mapping") }
        var pairs: [YAMLMap.Pair] = []
        pairs.reserveCapacity(mapping.count)
        for (key, value) in mapping {
            let keyValue = YAMLValue(key, file: file, line: line, column: column)
            guard let name = key.scalar?.string else { throw keyValue.wrongType("text") }
            pairs.append(
                .init(
                    key: name, keyLine: keyValue.line, keyColumn: keyValue.column,
                    value: YAMLValue(
                        value, file: file, line: keyValue.line, column: keyValue.column)))
        }
        return YAMLMap(pairs: pairs, place: place)
    }
}
