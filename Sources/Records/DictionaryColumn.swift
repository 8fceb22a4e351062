/// A column of few distinct words (channel, product, currency): a code per row, the words once.
public struct DictionaryColumn: Sendable {
    /// Code 0 is the empty word.
    public internal(set) var words: [String] = [""]
    public private(set) var codes = SparseColumn<UInt16>(missing: 0)
    private var codeOf: [String: UInt16] = ["": 0]

    /// A dictionary of a column holds 65,535 words: beyond that the column is no dictionary.
    public static let limit = 65_535

    public init() {}

    /// The code of a word, made if new. Nil where the dictionary is full.
    public mutating func code(for word: String) -> UInt16? {
        if let code = codeOf[word] { return code }
        guard words.count <= DictionaryColumn.limit else { return nil }
        let code = UInt16(words.count)
        words.append(word)
        codeOf[word] = code
        return code
    }

    public mutating func append(code: UInt16, at row: Int) { codes.append(code, at: row) }

    @inlinable
    public subscript(row: Int) -> String { words[Int(codes[row])] }

    /// Whether the words of both fit one dictionary, even if all differ.
    func hasRoom(for next: DictionaryColumn) -> Bool {
        words.count + next.words.count <= DictionaryColumn.limit
    }

    /// Puts the `rows` words of another column behind this one's, whose next row is `row`.
    mutating func append(_ next: DictionaryColumn, rows: Int, at row: Int) {
        // Codes are given in order of first appearance, as if the rows had come one by one.
        let map = next.words.map { code(for: $0) ?? 0 }
        codes.append(next.codes, rows: rows, at: row) { map[Int($0)] }
    }
}
