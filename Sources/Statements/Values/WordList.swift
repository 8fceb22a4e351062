import Records

/// Several words of a dialect, laid out flat: a row asks many of them, and a list of `Word`s counts
/// two references for each that is looked at.
final class WordList: Sendable {
    private let utf8: Words
    private let native: Words
    /// For a problem's "expected".
    let texts: [String]

    init(_ words: [Word]) {
        utf8 = Words(words, \.utf8)
        native = Words(words, \.native)
        texts = words.map { String(decoding: $0.utf8, as: UTF8.self) }
    }

    var isEmpty: Bool { texts.isEmpty }

    /// Whether a word is equal to a text: equal bytes, an ASCII word without case.
    @inline(__always)
    func contains(_ text: Span<UInt8>, isUTF8: Bool) -> Bool {
        firstIndex(of: text, isUTF8: isUTF8) >= 0
    }

    /// The first word equal to a text, or −1.
    @inline(__always)
    func firstIndex(of text: Span<UInt8>, isUTF8: Bool) -> Int {
        isUTF8 ? utf8.firstIndex(of: text) : native.firstIndex(of: text)
    }

    /// Whether one of the words stands somewhere in a text.
    func isIn(_ text: Span<UInt8>, isUTF8: Bool, gb18030: Bool) -> Bool {
        isUTF8 ? utf8.isIn(text, gb18030: false) : native.isIn(text, gb18030: gb18030)
    }

    /// Whether a text starts with one of the words.
    func starts(_ text: Span<UInt8>, isUTF8: Bool) -> Bool {
        isUTF8 ? utf8.starts(text) : native.starts(text)
    }

    /// The words in one encoding.
    private struct Words: Sendable {
        private struct Extent {
            var start: Int
            var count: Int
            var isASCII: Bool
        }

        private var bytes: [UInt8] = []
        private var extents: [Extent] = []
        /// Lengths of the words, as bits; those of 63 bytes and more share one.
        private var lengths: UInt64 = 0

        init(_ words: [Word], _ encoded: (Word) -> [UInt8]) {
            for word in words {
                let own = encoded(word)
                extents.append(
                    Extent(start: bytes.count, count: own.count, isASCII: word.isASCII))
                bytes += own
                lengths |= 1 << UInt64(min(own.count, 63))
            }
        }

        @inline(__always)
        func firstIndex(of text: Span<UInt8>) -> Int {
            if lengths >> UInt64(min(text.count, 63)) & 1 == 0 { return -1 }
            return firstIndexOfLength(text)
        }

        private func firstIndexOfLength(_ text: Span<UInt8>) -> Int {
            for index in extents.indices {
                let word = extents[index]
                if word.count != text.count { continue }
                var place = 0
                while place < word.count {
                    let (a, b) = (text[place], bytes[word.start + place])
                    if a != b, !word.isASCII || Word.lowercased(a) != Word.lowercased(b) { break }
                    place += 1
                }
                if place == word.count { return index }
            }
            return -1
        }

        func isIn(_ text: Span<UInt8>, gb18030: Bool) -> Bool {
            let all = bytes.span
            for extent in extents {
                let word = all.extracting(extent.start..<extent.start + extent.count)
                if FieldText.contains(text, word, gb18030: gb18030) { return true }
            }
            return false
        }

        func starts(_ text: Span<UInt8>) -> Bool {
            let all = bytes.span
            for extent in extents {
                let word = all.extracting(extent.start..<extent.start + extent.count)
                if FieldText.hasWord(text, 0, word) { return true }
            }
            return false
        }
    }
}
