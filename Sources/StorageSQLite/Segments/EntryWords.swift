import Records

/// The dictionaries of a segment on their way into a table: all words where the whole segment is
/// read, else only those that rows use, in the order they appear.
struct EntryWords {
    private let segment: EntriesSegment
    private var channel: Dictionary
    private var product: Dictionary
    private var shop: Dictionary

    private struct Dictionary {
        var words: [String]
        /// The table's code of a code of the segment.
        var codes: [UInt16?]
    }

    init(
        _ segment: EntriesSegment, all takesAll: Bool, into table: inout EntryTable
    ) throws(SegmentFault) {
        self.segment = segment
        channel = try EntryWords.dictionary(.channelWords, segment)
        product = try EntryWords.dictionary(.productWords, segment)
        shop = try EntryWords.dictionary(.shopWords, segment)
        guard takesAll else { return }
        EntryWords.takeAll(&channel, &table.channel)
        EntryWords.takeAll(&product, &table.product)
        EntryWords.takeAll(&shop, &table.shop)
    }

    mutating func fill(
        _ row: Int, _ draft: inout EntryDraft, _ table: inout EntryTable
    ) throws(SegmentFault) {
        draft.channel = try code(segment.columns.channel, .channel, row, &channel, &table.channel)
        draft.product = try code(segment.columns.product, .product, row, &product, &table.product)
        draft.shop = try code(segment.columns.shop, .shop, row, &shop, &table.shop)
        guard let delivery = DeliveryStatus(rawValue: segment.columns.delivery[row]) else {
            throw segment.cell(.delivery, row)
        }
        draft.delivery = delivery
    }

    private static func takeAll(_ words: inout Dictionary, _ column: inout DictionaryColumn) {
        for code in words.words.indices { words.codes[code] = column.code(for: words.words[code]) }
    }

    private func code(
        _ cells: Column<UInt16>, _ column: EntryColumn, _ row: Int, _ words: inout Dictionary,
        _ dictionary: inout DictionaryColumn
    ) throws(SegmentFault) -> UInt16 {
        let code = Int(cells[row])
        guard code < words.words.count else { throw segment.cell(column, row) }
        if let known = words.codes[code] { return known }
        // The words of one segment fit one dictionary.
        guard let new = dictionary.code(for: words.words[code]) else {
            throw segment.cell(column, row)
        }
        words.codes[code] = new
        return new
    }

    /// Each word is four bytes of length and UTF-8; code 0 is the empty word.
    private static func dictionary(
        _ column: EntryColumn, _ segment: EntriesSegment
    ) throws(SegmentFault) -> Dictionary {
        var words = [""]
        guard let bytes = try segment.file.list(column.rawValue, of: UInt8.self) else {
            return Dictionary(words: words, codes: [0])
        }
        var place = 0
        while place < bytes.count {
            guard let prefix = unsafe bytes.bytes(place, 4) else {
                throw segment.cell(column, words.count)
            }
            let length = Int(LittleEndianBytes.value(unsafe Array(prefix), 0, as: UInt32.self))
            guard let word = unsafe bytes.bytes(place + 4, length),
                words.count <= DictionaryColumn.limit
            else { throw segment.cell(column, words.count) }
            unsafe words.append(String(decoding: word, as: UTF8.self))
            place += 4 + length
        }
        return Dictionary(words: words, codes: [0] + words.dropFirst().map { _ in nil })
    }
}
