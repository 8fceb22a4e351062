/// What the words of a remark mean: rules as data (`remarks/rules.yaml`), looked up by the unit
/// they begin with.
package struct RemarkRules: Sendable {
    /// What a word announces or says.
    enum Meaning: String, CaseIterable {
        case reference, batch, name, fee, common
    }

    struct Word {
        var units: [UInt16]
        var meaning: Meaning
    }

    /// Longer words than these are none; more of them than that nobody reviews.
    package static let unitLimit = 32
    package static let wordLimit = 2_000
    package static let keys = Meaning.allCases.map(\.rawValue) + [surnameKey]
    private static let surnameKey = "surnames"

    /// By first unit, the longest first.
    private var words: [UInt16: [Word]] = [:]
    private var surnames: Set<UInt16> = []
    /// Words of each list, in the order of `keys`: for who counts them.
    package private(set) var count = 0

    /// By list of `keys`; nil where a word is empty, too long, or they are too many.
    package init?(_ lists: [String: [String]]) {
        for (key, list) in lists {
            guard key != RemarkRules.surnameKey else {
                for line in list { surnames.formUnion(RemarkText.units(of: Array(line.utf8).span)) }
                continue
            }
            guard let meaning = Meaning(rawValue: key) else { return nil }
            for text in list {
                let units = RemarkText.units(of: Array(text.utf8).span)
                guard let first = units.first, units.count <= RemarkRules.unitLimit else {
                    return nil
                }
                words[first, default: []].append(Word(units: units, meaning: meaning))
                count += 1
            }
        }
        guard count <= RemarkRules.wordLimit else { return nil }
        for key in words.keys {
            words[key]!.sort {
                ($1.units.count, $0.meaning.rawValue) < ($0.units.count, $1.meaning.rawValue)
            }
        }
    }

    /// The longest word that begins at a place. A Latin word ends where no letter follows, and is
    /// no part of a number: "INV-20391".
    func word(_ text: Span<UInt16>, at place: Int) -> Word? {
        guard let known = words[text[place]] else { return nil }
        let isLatin = RemarkText.isLetter(text[place])
        if isLatin, place > 0, RemarkText.isLetter(text[place - 1]) { return nil }
        for word in known where word.units.count <= text.count - place {
            let end = place + word.units.count
            if isLatin, end < text.count {
                let isHeld =
                    RemarkText.isJoint(text[end]) && end + 1 < text.count
                    && (RemarkText.isLetter(text[end + 1]) || RemarkText.isDigit(text[end + 1]))
                if RemarkText.isLetter(text[end]) || isHeld { continue }
            }
            if word.units.indices.allSatisfy({ text[place + $0] == word.units[$0] }) {
                return word
            }
        }
        return nil
    }

    func isSurname(_ unit: UInt16) -> Bool { surnames.contains(unit) }
}
