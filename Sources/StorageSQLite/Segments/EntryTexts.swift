import Records
import Statements

/// The texts of a table as UTF-8, one behind the other in the order of the rows, so that what is
/// said of one entry lies together. Texts that tell of a person are held apart: they are sealed.
struct EntryTexts {
    static let columnCount = EntryColumn.texts.count
    /// Columns that hold references; the others are an address and free text.
    static let referenceCount = 6

    private(set) var bytes: [UInt8] = []
    /// Address, counterparty and memo.
    private(set) var sealed: [UInt8] = []
    /// Per column of `EntryColumn.texts` and row the place of the text in `bytes` or `sealed`
    /// (offset << 24 | length); empty where the table has no such text.
    private(set) var places = [[UInt64]](repeating: [], count: columnCount)

    init(_ table: EntryTable) {
        let isThere = [
            table.orderReference, table.channelReference, table.refundReference,
            table.batchReference, table.bankReference, table.chainReference, table.chainAddress,
            table.counterparty, table.memo,
        ].map { !$0.isEmpty }
        for column in isThere.indices where isThere[column] {
            places[column].reserveCapacity(table.count)
        }
        for row in 0..<table.count {
            if isThere[0] { append(0, table.orderReference[row], table) }
            if isThere[1] { append(1, table.channelReference[row], table) }
            if isThere[2] { append(2, table.refundReference[row], table) }
            if isThere[3] { append(3, table.batchReference[row], table) }
            if isThere[4] { append(4, table.bankReference[row], table) }
            if isThere[5] { append(5, table.chainReference[row], table) }
            if isThere[6] { append(6, table.chainAddress[row], table) }
            if isThere[7] { append(7, table.counterparty[row], table) }
            if isThere[8] { append(8, table.memo[row], table) }
        }
    }

    func isEmpty(_ column: Int, _ row: Int) -> Bool {
        places[column].isEmpty || places[column][row] == 0
    }

    /// A text's bytes.
    func text(_ column: Int, _ row: Int) -> ArraySlice<UInt8> {
        let range = range(column, row)
        return EntryTexts.isSealed(column) ? sealed[range] : bytes[range]
    }

    static func isSealed(_ column: Int) -> Bool { column >= referenceCount }

    /// Where a text lies in `bytes` or `sealed`.
    func range(_ column: Int, _ row: Int) -> Range<Int> {
        guard !places[column].isEmpty else { return 0..<0 }
        return EntryTexts.range(places[column][row])
    }

    private static func range(_ place: UInt64) -> Range<Int> {
        let start = Int(place >> 24)
        return start..<start + Int(place & 0xFF_FFFF)
    }

    private mutating func append(_ column: Int, _ ref: TextRef, _ table: EntryTable) {
        guard !ref.isEmpty else {
            places[column].append(0)
            return
        }
        if EntryTexts.isSealed(column) {
            EntryTexts.append(ref, table, to: &sealed, &places[column])
        } else {
            EntryTexts.append(ref, table, to: &bytes, &places[column])
        }
    }

    private static func append(
        _ ref: TextRef, _ table: EntryTable, to bytes: inout [UInt8], _ places: inout [UInt64]
    ) {
        let start = bytes.count
        Statements.appendText(ref, in: table, to: &bytes)
        let length = bytes.count - start
        guard length > 0, length <= TextRef.maximumLength else {
            // Transcoding may lengthen a text that was near the limit before: it is cut there.
            bytes.removeLast(max(0, length - TextRef.maximumLength))
            let rest = bytes.count - start
            places.append(rest == 0 ? 0 : UInt64(start) << 24 | UInt64(rest))
            return
        }
        // A memo or a batch is often the one of the row before.
        if let last = places.last, last & 0xFF_FFFF == UInt64(length),
            bytes[EntryTexts.range(last)].elementsEqual(bytes[start...])
        {
            bytes.removeLast(length)
            places.append(last)
        } else {
            places.append(UInt64(start) << 24 | UInt64(length))
        }
    }
}
