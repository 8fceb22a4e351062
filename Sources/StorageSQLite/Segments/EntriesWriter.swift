import Records
import TransparencyLog

/// Writes the entries of one statement as a segment.
struct EntriesWriter: ~Copyable {
    private let table: EntryTable
    private let texts: EntryTexts
    private var occurrences: [UInt32] = []
    private var contents: [UInt128] = []
    private var tree = MerkleTree()

    struct Outcome: Sendable {
        var digest: [UInt8]
        var root: TreeHash
    }

    init(_ table: EntryTable) {
        self.table = table
        texts = EntryTexts(table)
        occurrences.reserveCapacity(table.count)
        contents.reserveCapacity(table.count)
        var counter = OccurrenceCounter(limit: table.count)
        var leaf = EntryLeaf(table)
        let content = EntryContent(table)
        for row in 0..<table.count {
            let occurrence = counter.next(table.identity[row])
            occurrences.append(occurrence)
            contents.append(UInt128(content.hash(table, row, texts)))
            tree.append(leaf.hash(table, row, texts, occurrence: occurrence))
        }
    }

    func keys(number: Int) -> EntryKeys {
        var keys = EntryKeys()
        keys.append(table, texts, segment: number, first: 0)
        return keys
    }

    consuming func write(
        _ path: SegmentPath, number: Int, sealedWith key: DataKey
    ) throws(SegmentFault) -> Outcome {
        for count in [texts.bytes.count, texts.sealed.count]
        where count >= SegmentLimits.textBytes {
            throw .tooMany(
                file: path.shown, what: .textBytes, found: count, limit: SegmentLimits.textBytes)
        }
        var file = try ColumnFileWriter(
            path, .entries, number: number, rows: table.count,
            capacity: EntryColumn.allCases.count)
        let root = tree.root
        file.constant(EntryColumn.scale.rawValue, UInt8(table.gross.scale))
        file.constant(EntryColumn.feeScale.rawValue, UInt8(table.fee.scale))
        try file.addList(EntryColumn.merkleRoot.rawValue, root.bytes)
        try writeFacts(&file)
        try writeAmounts(&file)
        try writeTexts(&file, sealedWith: key)
        try writeTimes(&file)
        try writeWords(&file)
        return Outcome(digest: try file.finish(), root: root)
    }

    private func add<Value: FixedWidthInteger>(
        _ column: EntryColumn, to file: inout ColumnFileWriter, missing: Value? = nil,
        _ value: (Int) -> Value
    ) throws(SegmentFault) {
        var values: [Value] = []
        values.reserveCapacity(table.count)
        for row in 0..<table.count { values.append(value(row)) }
        try file.add(column.rawValue, values, missing: missing)
    }

    private func writeFacts(_ file: inout ColumnFileWriter) throws(SegmentFault) {
        try add(.identity, to: &file) { UInt128(table.identity[$0]) }
        try file.add(EntryColumn.occurrence.rawValue, occurrences, missing: 0)
        try file.add(EntryColumn.content.rawValue, contents)
        try add(.kind, to: &file) { table.kind[$0].rawValue }
        try add(.status, to: &file) { table.status[$0].rawValue }
    }

    private func writeAmounts(_ file: inout ColumnFileWriter) throws(SegmentFault) {
        try amounts(.gross, table.gross, &file)
        try amounts(.discount, table.discount, &file)
        try amounts(.fee, table.fee, &file)
        try amounts(.asked, table.asked, &file)
        try amounts(.settled, table.settled, &file)
        try amounts(.original, table.original, &file)
        try amounts(.balance, table.balance, &file)
        try add(.statedFeeRate, to: &file, missing: table.statedFeeRate.missing) {
            table.statedFeeRate[$0]
        }
        try file.addList(
            EntryColumn.currencies.rawValue,
            table.currencies.all.dropFirst().map { $0?.packed ?? 0 })
        try add(.currency, to: &file) { table.currency[$0] }
        try add(.feeCurrency, to: &file, missing: 0) { table.feeCurrency[$0] }
        try add(.askedCurrency, to: &file, missing: 0) { table.askedCurrency[$0] }
        try add(.settledCurrency, to: &file, missing: 0) { table.settledCurrency[$0] }
        try add(.originalCurrency, to: &file, missing: 0) { table.originalCurrency[$0] }
    }

    /// Eight bytes up to nine decimals, sixteen beyond, as in the table.
    private func amounts(
        _ column: EntryColumn, _ amounts: AmountColumn, _ file: inout ColumnFileWriter
    ) throws(SegmentFault) {
        if amounts.isWide {
            try add(column, to: &file, missing: AmountColumn.absent) { amounts[$0] }
        } else {
            try add(column, to: &file, missing: Int64.min) {
                Int64(exactly: amounts[$0]) ?? Int64.min
            }
        }
    }

    private func writeTexts(
        _ file: inout ColumnFileWriter, sealedWith key: DataKey
    ) throws(SegmentFault) {
        for (index, column) in EntryColumn.texts.enumerated()
        where !texts.places[index].isEmpty {
            try file.add(column.rawValue, texts.places[index], missing: 0)
        }
        try file.addList(EntryColumn.text.rawValue, texts.bytes)
        try file.addSealed(.sealedText, texts.sealed, with: key)
    }

    private func writeTimes(_ file: inout ColumnFileWriter) throws(SegmentFault) {
        let (noTime, noDay) = (EntryTable.noTime, EntryTable.noDay)
        try add(.occurredAt, to: &file, missing: noTime) { table.occurredAt[$0] }
        try add(.createdAt, to: &file, missing: noTime) { table.createdAt[$0] }
        try add(.expiresAt, to: &file, missing: noTime) { table.expiresAt[$0] }
        try add(.deliveredAt, to: &file, missing: noTime) { table.deliveredAt[$0] }
        try add(.bookedOn, to: &file, missing: noDay) { table.bookedOn[$0] }
        try add(.valueOn, to: &file, missing: noDay) { table.valueOn[$0] }
        try add(.rowOffset, to: &file) { table.rowOffset[$0] }
        try add(.rowLength, to: &file) { table.rowLength[$0] }
        try add(.line, to: &file) { table.line[$0] }
    }

    private func writeWords(_ file: inout ColumnFileWriter) throws(SegmentFault) {
        try words(.channelWords, .channel, table.channel, &file)
        try words(.productWords, .product, table.product, &file)
        try words(.shopWords, .shop, table.shop, &file)
        try add(.delivery, to: &file, missing: 0) { table.delivery[$0].rawValue }
    }

    /// The words one behind the other, each with its length before it; code 0 is the empty word.
    private func words(
        _ list: EntryColumn, _ codes: EntryColumn, _ dictionary: DictionaryColumn,
        _ file: inout ColumnFileWriter
    ) throws(SegmentFault) {
        var bytes: [UInt8] = []
        for word in dictionary.words.dropFirst() {
            LittleEndianBytes.append(UInt32(word.utf8.count), to: &bytes)
            bytes += word.utf8
        }
        try file.addList(list.rawValue, bytes)
        try add(codes, to: &file, missing: 0) { dictionary.codes[$0] }
    }
}

extension UInt128 {
    init(_ hash: Hash128) { self = UInt128(hash.high) << 64 | UInt128(hash.low) }
}
