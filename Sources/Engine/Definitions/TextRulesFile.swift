package import Matching
import Records
import Statements

/// What the program knows of names and remarks, out of the data files inside it: `names/folding`,
/// `remarks/rules` and `remarks/weights`.
package enum TextRulesFile {
    /// Read once; the files are part of the program, so that a fault in them is one of the program.
    package static let builtin: TextRules = {
        do {
            return try read(
                folding: bytes("names", "folding", ".txt"),
                rules: bytes("remarks", "rules", ".yaml"),
                weights: bytes("remarks", "weights", ".txt"))
        } catch {
            preconditionFailure("a data file of the program: \(error)")
        }
    }()

    private static func bytes(_ folder: String, _ base: String, _ suffix: String) -> [UInt8] {
        BuiltinText.bytes(in: folder, suffix: suffix)[base] ?? []
    }

    static func read(folding: [UInt8], rules: [UInt8], weights: [UInt8]) throws -> TextRules {
        var hasher = Hasher128(seed: 0)
        for bytes in [folding, rules, weights] { hasher.combine(bytes.span) }
        return TextRules(
            folding: try NameFolding(String(decoding: folding, as: UTF8.self)),
            reader: RemarkReader(
                try self.rules(String(decoding: rules, as: UTF8.self)),
                try RemarkClassifier(String(decoding: weights, as: UTF8.self))),
            digest: hasher.finalize(), text: { Statements.text($1, in: $0) })
    }

    /// Lists of words by what they mean.
    static func rules(_ text: String) throws(DialectFileError) -> RemarkRules {
        let map = try DefinitionFile.document(text, name: "rules.yaml").map(RemarkRules.keys)
        var lists: [String: [String]] = [:]
        for pair in map.pairs { lists[pair.key] = try pair.value.texts() }
        guard let rules = RemarkRules(lists) else {
            throw .contradiction(
                map.place, found: "\(lists.values.reduce(0) { $0 + $1.count })",
                expected: "≤ \(RemarkRules.wordLimit) × 1…\(RemarkRules.unitLimit)")
        }
        return rules
    }
}
