import Records

/// Words with their meanings, in a stated order.
struct WordMap<Value: Sendable>: Sendable {
    private let entries: [(word: Word, value: Value)]

    /// Sorted by word, so that words equal but for case always give the same answer.
    init(_ map: [String: Value], encoding: TextEncoding) {
        entries = map.sorted { $0.key < $1.key }
            .map { (Word($0.key, encoding: encoding), $0.value) }
    }

    func value(of bytes: Span<UInt8>, isUTF8: Bool) -> Value? {
        for entry in entries where entry.word.equals(bytes, isUTF8: isUTF8) { return entry.value }
        return nil
    }

    /// For a problem's "expected".
    var words: String {
        entries.map { String(decoding: $0.word.utf8, as: UTF8.self) }.joined(separator: ", ")
    }
}
