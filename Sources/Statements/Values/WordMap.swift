import Records

/// Words with their meanings, in a stated order.
struct WordMap<Value: Sendable>: Sendable {
    private let list: WordList
    private let values: [Value]

    /// Sorted by word, so that words equal but for case always give the same answer.
    init(_ map: [String: Value], encoding: TextEncoding) {
        let sorted = map.sorted { $0.key < $1.key }
        list = WordList(sorted.map { Word($0.key, encoding: encoding) })
        values = sorted.map(\.value)
    }

    var isEmpty: Bool { values.isEmpty }

    func value(of bytes: Span<UInt8>, isUTF8: Bool) -> Value? {
        let index = list.firstIndex(of: bytes, isUTF8: isUTF8)
        return index < 0 ? nil : values[index]
    }

    /// For a problem's "expected".
    var words: String { list.texts.joined(separator: ", ") }
}
