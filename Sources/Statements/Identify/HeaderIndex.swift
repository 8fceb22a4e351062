import Records

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
            let found =
                alternative.isPrefix
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
