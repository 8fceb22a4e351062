import Records

/// Words of a column with their codes, as they stand in the file.
struct KnownCodes {
    private var words: [[UInt8]] = []
    private var codes: [UInt16] = []

    /// A shop has a few channels; a column of more words is looked up in its dictionary.
    static let limit = 16

    /// Nil where the word is not known.
    func code(of word: Span<UInt8>) -> UInt16? {
        for index in words.indices where words[index].count == word.count {
            if FieldText.hasWord(word, 0, words[index]) { return codes[index] }
        }
        return nil
    }

    mutating func remember(_ word: [UInt8], _ code: UInt16) {
        if words.count == KnownCodes.limit {
            words.removeAll(keepingCapacity: true)
            codes.removeAll(keepingCapacity: true)
        }
        words.append(word)
        codes.append(code)
    }
}
