import Records

/// How a time is written: one of the built-in forms, or a pattern of the dialect.
enum TimeFormat: Sendable, Hashable {
    /// yyyy-MM-dd [HH:mm[:ss[.f]]] with - / . or 年月日, yyyyMMdd, yyyyMMddHHmmss; Z or ±hh:mm.
    case common
    case unixSeconds
    case unixMilliseconds
    case excelSerial
    case pattern([Token])

    enum Token: Sendable, Hashable {
        case year4, year2, month, day, hour, minute, second
        case literal(UInt8)
        /// Any run of blanks.
        case blank
    }

    /// Nil for a text that is no format: it has no day, or a letter out of place.
    init?(_ text: String) {
        switch text {
        case "common", "rfc3339": self = .common
        case "unixSeconds": self = .unixSeconds
        case "unixMilliseconds": self = .unixMilliseconds
        case "excelSerial": self = .excelSerial
        default:
            guard let tokens = TimeFormat.tokens(text) else { return nil }
            self = .pattern(tokens)
        }
    }

    private static func tokens(_ text: String) -> [Token]? {
        var tokens: [Token] = []
        var rest = Substring(text)
        let words: [(String, Token)] = [
            ("yyyy", .year4), ("yy", .year2), ("MM", .month), ("M", .month), ("dd", .day),
            ("d", .day), ("HH", .hour), ("H", .hour), ("mm", .minute), ("ss", .second),
        ]
        scan: while let first = rest.first {
            for (word, token) in words where rest.hasPrefix(word) {
                tokens.append(token)
                rest = rest.dropFirst(word.count)
                continue scan
            }
            if first.isASCII, first.isLetter, first != "T", first != "Z" { return nil }
            if first == " " {
                if tokens.last != .blank { tokens.append(.blank) }
            } else {
                tokens.append(contentsOf: String(first).utf8.map { .literal($0) })
            }
            rest.removeFirst()
        }
        return tokens.contains(.day) && tokens.contains(.month) ? tokens : nil
    }
}
