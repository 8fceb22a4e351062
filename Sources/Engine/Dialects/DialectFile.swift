import Dispatch
import Records
package import Statements
import Synchronization
import Yams

/// YAML → `Dialect` (docs/dialects.md). Every mistake is an error with its place, what was found
/// there and what was expected; nothing is guessed.
package enum DialectFile {
    /// The longest built-in file has 6 KB.
    static let textLimitBytes = 256 << 10

    /// The dialect of one file. `extends` names a built-in dialect; `name` is the file's own name,
    /// shown in errors.
    package static func parse(_ text: String, name: String) throws(DialectFileError) -> Dialect {
        try parse(text, name: name, bases: builtinTexts())
    }

    /// Every dialect inside the program, sorted by name; read once, because a server asks again and
    /// again.
    package static func builtin() throws(DialectFileError) -> [Dialect] { try inside.get() }

    private static let inside = Result { () throws(DialectFileError) in try readBuiltin() }

    private static func readBuiltin() throws(DialectFileError) -> [Dialect] {
        let texts = builtinTexts()
        let files = texts.sorted { $0.key < $1.key }
        // Each file for itself, on all cores: a program that starts waits for nothing else.
        let parsed = Mutex([Result<Dialect, DialectFileError>?](repeating: nil, count: files.count))
        DispatchQueue.concurrentPerform(iterations: files.count) { index in
            let result = Result<Dialect, DialectFileError> { () throws(DialectFileError) in
                try parse(files[index].value, name: files[index].key + ".yaml", bases: texts)
            }
            parsed.withLock { $0[index] = result }
        }
        var dialects: [Dialect] = []
        for (file, result) in zip(files, parsed.withLock { $0 }) {
            let base = file.key
            guard let dialect = try result?.get() else { continue }
            if dialects.contains(where: { $0.name == dialect.name }) {
                throw .duplicateName(
                    .init(file: base + ".yaml", line: 1, column: 1), found: dialect.name)
            }
            dialects.append(dialect)
        }
        return dialects.sorted { $0.name < $1.name }
    }

    /// The built-in files' texts by base name: "alipay-trade".
    static func builtinTexts() -> [String: String] { BuiltinText.texts(in: "dialects") }

    static func parse(
        _ text: String, name: String, bases: [String: String]
    ) throws(DialectFileError) -> Dialect {
        var map = try document(text, name: name)
        var base = map["extends"]
        var chain: [String] = []
        while let wanted = try base?.text(), let place = base?.place {
            guard let text = bases[wanted] else {
                throw .unknownBase(place, found: wanted, known: bases.keys.sorted())
            }
            if chain.contains(wanted) {
                throw .contradiction(place, found: wanted, expected: "extends: no circle")
            }
            chain.append(wanted)
            let inherited = try document(text, name: wanted + ".yaml")
            base = inherited["extends"]
            map = map.over(inherited)
        }
        return try dialect(map)
    }

    /// `synonyms` holds what the file names with YAML anchors; nothing else is read from it.
    static let keys = [
        "extends", "synonyms", "name", "version", "title", "role", "channel", "product", "shape",
        "zone",
        "currency", "scale", "feeScale", "autoScale", "claim", "headerNames", "leadingMark",
        "comments", "placeholders", "lines", "footer", "totals", "ignore", "common", "entries",
        "rowChecks", "balance", "crossChecks", "signature", "ids", "fallback", "totalsQuarantine",
    ]

    /// What the page on dialects must explain.
    static var allKeys: [String] {
        keys + claimKeys + entryKeys + amountKeys + testKeys + ["required"]
    }

    private static func document(
        _ text: String, name: String
    ) throws(DialectFileError) -> YAMLMap {
        let start = DialectFileError.Place(file: name, line: 1, column: 1)
        guard text.utf8.count <= textLimitBytes else {
            throw .tooLarge(start, bytes: text.utf8.count, limit: textLimitBytes)
        }
        let node: Node?
        do {
            node = try YAMLValue.compose(text)
        } catch {
            throw syntaxError(error, name: name)
        }
        guard let node else { throw .missingKey(start, key: "name") }
        return try YAMLValue(node, file: name, fallback: start).map(keys)
    }

    private static func syntaxError(_ error: any Error, name: String) -> DialectFileError {
        var place = DialectFileError.Place(file: name, line: 1, column: 1)
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            place.line = mark.line
            place.column = mark.column
            return .syntax(place, found: problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            place.line = context.mark.line
            place.column = context.mark.column
            return .syntax(place, found: duplicates.joined(separator: ", "))
        case .some(let other): return .syntax(place, found: "\(other)")
        case nil: return .syntax(place, found: "\(error)")
        }
    }

    private static func dialect(_ map: YAMLMap) throws(DialectFileError) -> Dialect {
        var dialect = Dialect(name: try name(map.required("name")))
        try readIdentity(map, into: &dialect)
        try readScales(map, into: &dialect)
        try readMarks(map, into: &dialect)
        dialect.shape = try map["shape"].map(shape) ?? dialect.shape
        dialect.claim = try map["claim"].map(claim) ?? dialect.claim
        for item in map["lines"]?.items() ?? [] { dialect.lines.append(try line(item)) }
        dialect.footerTable = try map["footer"].map(footer)
        for item in map["totals"]?.items() ?? [] { dialect.totalRows.append(try totalRow(item)) }
        for item in map["ignore"]?.items() ?? [] { dialect.ignoredRows.append(try ignored(item)) }
        let common = try map["common"].map(entryMap)
        for item in map["entries"]?.items() ?? [] {
            dialect.entries.append(try entry(item, common: common))
        }
        if dialect.entries.isEmpty, dialect.role != .summary {
            throw .missingKey(map.place, key: "entries")
        }
        for item in map["rowChecks"]?.items() ?? [] { dialect.rowChecks.append(try rowCheck(item)) }
        dialect.balanceCheck = try map["balance"].map(balance)
        for item in map["crossChecks"]?.items() ?? [] {
            dialect.crossChecks += try crossChecks(item)
        }
        return dialect
    }

    /// Names stand in file names, on the wire and in `--as`: lower case, digits and hyphens.
    private static func name(_ value: YAMLValue) throws(DialectFileError) -> String {
        let name = try value.text()
        let fits = name.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
        }
        guard fits, name.utf8.count <= 64 else { throw value.wrongType("a-z 0-9 - (≤ 64)") }
        return name
    }

    private static func readIdentity(
        _ map: YAMLMap, into dialect: inout Dialect
    ) throws(DialectFileError) {
        if let version = map["version"] { dialect.version = try version.number(1...1_000_000) }
        if let title = map["title"] {
            if title.isScalar {
                let text = try title.text()
                dialect.title = ["zh-CN": text, "zh-TW": text, "en": text]
            } else {
                for pair in try title.map(["zh-CN", "zh-TW", "en"]).pairs {
                    let (language, text) = (pair.key, pair.value)
                    dialect.title[language] = try text.text()
                }
            }
        }
        if let role = map["role"] {
            dialect.role = try role.word(SourceRole.allCases.map { ($0.rawValue, $0) })
        }
        if let channel = map["channel"] { dialect.channel = try channel.text() }
        if let product = map["product"] { dialect.product = try product.text() }
        if let signature = map["signature"] {
            dialect.signature = try signature.word([
                ("epay-md5", .epayMD5), ("epusdt-md5", .epusdtMD5),
            ])
        }
        if let fallback = map["fallback"] { dialect.fallback = try fallback.flag() }
        if let quarantine = map["totalsQuarantine"] {
            dialect.totalsQuarantine = try quarantine.flag()
        }
    }

    private static func readScales(
        _ map: YAMLMap, into dialect: inout Dialect
    ) throws(DialectFileError) {
        if let zone = map["zone"] { dialect.zone = try zone.text() }
        if let currency = map["currency"] { dialect.currency = try currencyCode(currency) }
        let scales = 0...Money.maximumScale
        if let scale = map["scale"] { dialect.scale = try scale.number(scales) }
        if let scale = map["feeScale"] { dialect.feeScale = try scale.number(scales) }
        if let raise = map["autoScale"] { dialect.autoScale = try raise.flag() }
    }

    private static func readMarks(
        _ map: YAMLMap, into dialect: inout Dialect
    ) throws(DialectFileError) {
        if let names = map["headerNames"] { dialect.headerNames = try names.texts() }
        if let mark = map["leadingMark"] {
            let bytes = Array(try mark.text().utf8)
            guard bytes.count == 1, bytes[0] > 0x20, bytes[0] < 0x7F else {
                throw mark.wrongType("one of ! … ~")
            }
            dialect.leadingMark = bytes[0]
        }
        if let comments = map["comments"] { dialect.commentPrefixes = try comments.texts() }
        if let placeholders = map["placeholders"] {
            dialect.placeholders = try placeholders.texts()
        }
        if let ids = map["ids"] { dialect.idColumns = try ids.columns() }
    }

    static func currencyCode(_ value: YAMLValue) throws(DialectFileError) -> Currency {
        guard let currency = Currency(try value.text()) else {
            throw value.wrongType("currency code (A–Z 0–9, ≤ 8)")
        }
        return currency
    }
}
