import Records

/// A line template cut into letters and captures, ready to be laid on a line.
struct CompiledTemplate: Sendable {
    enum Part: Sendable, Hashable {
        case literal([UInt8])
        /// "*" is skipped.
        case capture(String)
    }

    let line: Dialect.LineTemplate
    let parts: [Part]

    /// Nil where braces do not pair, or two captures touch (nothing would say where one ends).
    init?(_ line: Dialect.LineTemplate) {
        self.line = line
        var parts: [Part] = []
        var rest = Substring(LineText.folded(line.template, trimsSeparators: false))
        while !rest.isEmpty {
            if rest.first == "{" {
                guard let end = rest.firstIndex(of: "}") else { return nil }
                if case .capture = parts.last { return nil }
                let name = String(rest[rest.index(after: rest.startIndex)..<end])
                guard !name.isEmpty else { return nil }
                parts.append(.capture(name))
                rest = rest[rest.index(after: end)...]
            } else {
                let end = rest.firstIndex(of: "{") ?? rest.endIndex
                parts.append(.literal(Array(rest[..<end].utf8)))
                rest = rest[end...]
            }
        }
        guard !parts.isEmpty else { return nil }
        self.parts = parts
    }

    var captures: [String] {
        parts.compactMap { if case .capture(let name) = $0 { name } else { nil } }
    }

    /// The letters the line must start with; nil where the template starts with a capture.
    var start: [UInt8]? {
        if case .literal(let bytes) = parts.first { return bytes }
        return nil
    }

    /// The total's name: the line's first letters without their marks, and the capture.
    func name(of capture: String) -> String {
        guard case .literal(let bytes) = parts.first else { return capture }
        let marks: Set<Character> = ["#", ":", "：", "，", ",", " ", "[", "=", "【"]
        let text = String(decoding: bytes, as: UTF8.self)
        var title = text.drop(while: marks.contains)
        while let last = title.last, marks.contains(last) { title.removeLast() }
        return title.isEmpty ? capture : "\(title).\(capture)"
    }

    /// The captured texts, or nil for another line. `line` comes from `LineText.folded`.
    func match(_ line: [UInt8]) -> [String: String]? {
        var captured: [String: String] = [:]
        var index = 0
        var pending: String?
        for part in parts {
            switch part {
            case .capture(let name):
                pending = name
            case .literal(let bytes):
                if let name = pending {
                    guard let found = LineText.find(bytes, in: line, from: index) else {
                        return nil
                    }
                    captured[name] = LineText.text(line[index..<found])
                    index = found + bytes.count
                    pending = nil
                } else {
                    guard LineText.find(bytes, in: line, from: index, anchored: true) != nil
                    else { return nil }
                    index += bytes.count
                }
            }
        }
        if let name = pending { captured[name] = LineText.text(line[index...]) }
        captured["*"] = nil
        return captured
    }
}
