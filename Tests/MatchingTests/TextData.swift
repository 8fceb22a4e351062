import Foundation
import Records

@testable import Matching

/// The program's data of names and remarks, read from where they lie: the room that embeds them
/// stands above this one.
enum TextData {
    private static func text(_ path: String) -> String {
        var root = URL(filePath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        let file = root.appending(path: "Sources/BuiltinFiles/files/" + path)
        return String(decoding: (try? Data(contentsOf: file)) ?? Data(), as: UTF8.self)
    }

    static let folding = text("names/folding.txt")
    static let weights = text("remarks/weights.txt")

    /// "key:", then "  - word" per line.
    static var lists: [String: [String]] {
        var lists: [String: [String]] = [:]
        var key = ""
        for line in text("remarks/rules.yaml").split(separator: "\n") {
            if line.hasPrefix("  - ") {
                lists[key, default: []].append(String(line.dropFirst(4)))
            } else if line.hasSuffix(":") {
                key = String(line.dropLast())
            }
        }
        return lists
    }

    static func rules() throws -> TextRules {
        guard let rules = RemarkRules(lists) else {
            throw RemarkClassifier.Fault.line(0, found: "rules.yaml", expected: "lists of words")
        }
        return TextRules(
            folding: try NameFolding(folding),
            reader: RemarkReader(rules, try RemarkClassifier(weights)), digest: .zero,
            text: { $0.utf8Text($1) })
    }
}
