import Foundation

/// A Swift file as far as the house rules look at it: by lines, without strings and comments.
struct SwiftSource {
    var path: String
    var lines: [String]
    /// The same lines with comments and the insides of strings blanked.
    var code: [String]

    init(path: String, text: String) {
        self.path = path
        lines = text.components(separatedBy: "\n")
        if lines.last == "" { lines.removeLast() }
        code = SwiftSource.blanked(text)
    }

    var name: String { URL(filePath: path).deletingPathExtension().lastPathComponent }

    /// "Sources/Records/Money.swift" → "Records".
    var module: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

    var imports: [String] {
        code.compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
                words[..<index].allSatisfy({
                    ["package", "public", "internal", "private", "fileprivate", "@testable",
                        "@preconcurrency", "@_exported"].contains($0)
                })
            else { return nil }
            return words.last.map { $0.split(separator: ".").first.map(String.init) ?? $0 }
        }
    }

    /// Types declared at the top level and seen outside the file.
    var types: [String] {
        var depth = 0
        var found: [String] = []
        for line in code {
            if depth == 0, let type = SwiftSource.typeName(line) { found.append(type) }
            depth += SwiftSource.balance(line)
        }
        return found
    }

    /// Functions, initialisers and subscripts with the number of lines they span.
    var functions: [(name: String, line: Int, length: Int)] {
        var found: [(String, Int, Int)] = []
        for (index, line) in code.enumerated() {
            guard let name = SwiftSource.functionName(line) else { continue }
            var depth = 0
            var opened = false
            for end in index..<code.count {
                if end > index, !opened, SwiftSource.functionName(code[end]) != nil { break }
                depth += SwiftSource.balance(code[end])
                opened = opened || code[end].contains("{")
                if opened, depth <= 0 {
                    found.append((name, index + 1, end - index + 1))
                    break
                }
            }
        }
        return found
    }

    private static func typeName(_ line: String) -> String? {
        let words = line.split { " (:<{".contains($0) }.map(String.init)
        guard !words.contains("private"), !words.contains("fileprivate"), line.first != " ",
            let index = words.firstIndex(where: {
                ["struct", "class", "enum", "actor", "protocol"].contains($0)
            }), index + 1 < words.count
        else { return nil }
        return words[index + 1]
    }

    private static func functionName(_ line: String) -> String? {
        let trimmed = line.trimmingCharacters(in: .whitespaces)
        let words = trimmed.split { " (<".contains($0) }.map(String.init)
        for (index, word) in words.enumerated() {
            switch word {
            case "func": return index + 1 < words.count ? words[index + 1] : nil
            case "init", "init?", "subscript", "deinit": return word
            case "public", "package", "private", "fileprivate", "internal", "static", "mutating",
                "override", "final", "convenience", "required", "nonisolated", "consuming",
                "borrowing", "prefix", "postfix", "@inlinable", "@discardableResult", "@inline",
                "@main", "@Test", "@usableFromInline", "class":
                continue
            default: return nil
            }
        }
        return nil
    }

    private static func balance(_ line: String) -> Int {
        line.reduce(0) { $0 + ($1 == "{" ? 1 : $1 == "}" ? -1 : 0) }
    }

    private enum State { case code, lineComment, string(raw: Bool), longString(raw: Bool) }

    private static func blanked(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var state = State.code
        var index = 0
        var blockDepth = 0
        func at(_ offset: Int, _ word: StaticString) -> Bool {
            let pattern = Array("\(word)".utf8)
            return offset + pattern.count <= bytes.count
                && bytes[offset..<offset + pattern.count].elementsEqual(pattern)
        }
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x0A {
                result.append(byte)
                switch state {
                case .lineComment, .string: state = .code
                default: break
                }
            } else if blockDepth > 0 {
                if at(index, "*/") { blockDepth -= 1; index += 1 }
            } else {
                switch state {
                case .code:
                    if at(index, "//") {
                        state = .lineComment
                    } else if at(index, "/*") {
                        blockDepth += 1
                        index += 1
                    } else if at(index, "#\"\"\"") {
                        state = .longString(raw: true)
                        index += 3
                    } else if at(index, "\"\"\"") {
                        state = .longString(raw: false)
                        index += 2
                    } else if at(index, "#\"") {
                        state = .string(raw: true)
                        index += 1
                    } else if byte == 0x22 {
                        state = .string(raw: false)
                    } else {
                        result.append(byte)
                    }
                case .lineComment: break
                case .string(let raw):
                    if !raw, byte == 0x5C {
                        index += 1
                    } else if raw ? at(index, "\"#") : byte == 0x22 {
                        if raw { index += 1 }
                        state = .code
                    }
                case .longString(let raw):
                    if !raw, byte == 0x5C {
                        index += 1
                    } else if at(index, "\"\"\"") {
                        index += raw ? 3 : 2
                        state = .code
                    }
                }
            }
            index += 1
        }
        return String(decoding: result, as: UTF8.self).components(separatedBy: "\n")
    }
}
