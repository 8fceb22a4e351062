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

/// The names of one header row, and where each stands. A name that stands twice is the first.
struct HeaderIndex: Sendable {
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

    /// `name` as a dialect writes it; a trailing "*" matches by prefix.
    func index(of name: String) -> Int? {
        let wanted = HeaderName.folded(name, loose: loose)
        if wanted.utf8.last == 0x2A {
            let prefix = wanted.dropLast()
            return folded.firstIndex { !$0.isEmpty && $0.hasPrefix(prefix) }
        }
        return position[wanted]
    }

    func firstIndex(of synonyms: [String]) -> Int? {
        for name in synonyms {
            if let index = index(of: name) { return index }
        }
        return nil
    }

    /// Names of a claim that are not there; "a|b" is there where one of the two is.
    func missing(of names: [String]) -> [String] {
        names.filter { firstIndex(of: HeaderIndex.alternatives($0)) == nil }
    }

    static func alternatives(_ name: String) -> [String] { name.split(separator: "|").map(String.init) }

    /// Names that none of `allowed` stands for.
    func extra(beside allowed: [String]) -> [String] {
        let known = Set(allowed.flatMap(HeaderIndex.alternatives).compactMap { index(of: $0) })
        return names.indices.filter { !names[$0].isEmpty && !known.contains($0) }.map { names[$0] }
    }
}
