package import Records

/// Reads the plain rows of a file's blocks: one per worker, since it remembers what it met.
///
/// 64 bytes at a time; a row costs less than a hundred nanoseconds. It is taken only where the
/// reader would make exactly one entry of it and no problem; `BulkRows.hard` lists the others.
@safe
package final class BulkScan {
    let plan: BulkPlan
    let partitions: BulkPartitions
    let words: BulkWords
    /// By counted column.
    let vocabularies: UnsafeMutablePointer<BulkVocabulary>
    /// First and behind the last byte of each field of the row.
    let starts: UnsafeMutablePointer<Int>
    let ends: UnsafeMutablePointer<Int>
    let wordBuffer: UnsafeMutablePointer<UInt64>
    /// By a word's length, twice: what of its first and of its second eight bytes is its own.
    let wordMasks: UnsafeMutablePointer<UInt64>
    let isOutsideStart: UnsafeMutablePointer<Bool>
    /// The plan's columns, where a loop finds them without counting references.
    let wordColumns: UnsafeMutableBufferPointer<Int>
    let countedColumns: UnsafeMutableBufferPointer<Int>
    let idColumns: UnsafeMutableBufferPointer<Int>
    let readings: UnsafeMutableBufferPointer<HotReading>
    let separator: UInt8
    let width: Int
    let scale: Int
    let otherScale: Int
    let keyColumn: Int
    let hasPlaceholders: Bool
    /// Blocks are cut where rows end, not only where lines do.
    let knowsRows: Bool
    let clock: UnsafeMutablePointer<BulkClock>
    private let program: BulkProgram
    /// Off, every row goes through Swift: the two are compared (BulkProgramTests).
    package var usesProgram = true
    /// The reader's scanner wants places to put fields into.
    var fields: [TextRef] = []
    var heap: [UInt8] = []

    /// A reading with its columns in one stretch: others, moments, further times.
    @safe
    struct HotReading {
        var isPresent = false
        var grossColumn = 0
        var sign = BulkPlan.Sign.asPrinted
        var columns: UnsafeMutablePointer<Int>
        var others = 0
        var moments = 0
        var times = 0
    }

    /// Rows left to the reader above which a block is not worth the lane: one in eight.
    static let hardShare = 8
    /// Below so many rows a share says nothing.
    static let hardFloor = 4_096
    /// A row that needs more days than these is read by itself.
    private static let daysOfRow = 4
    /// Readable bytes behind a block's last.
    package static let padding = 128

    package init(
        _ plan: BulkPlan, currencies: [Currency], groups: [UInt8],
        into partitions: BulkPartitions, knowsRows: Bool, workers: Int
    ) {
        self.plan = plan
        self.knowsRows = knowsRows
        self.partitions = partitions
        unsafe vocabularies = .allocate(capacity: max(1, plan.countedColumns.count))
        for place in plan.countedColumns.indices {
            unsafe (vocabularies + place).initialize(to: BulkVocabulary(workers: workers))
        }
        words = BulkWords(plan, currencies: currencies, groups: groups)
        separator = plan.scanner.separator
        width = plan.width
        scale = plan.scale
        otherScale = min(plan.scale, plan.feeScale)
        keyColumn = plan.keyColumn
        hasPlaceholders = !plan.plan.placeholders.isEmpty
        unsafe starts = .allocate(capacity: plan.scanner.columns + 2)
        unsafe ends = .allocate(capacity: plan.scanner.columns + 2)
        unsafe wordBuffer = .allocate(capacity: BulkPlan.wordColumnLimit * 2 + 1)
        unsafe wordBuffer.initialize(repeating: 0, count: BulkPlan.wordColumnLimit * 2 + 1)
        unsafe wordMasks = .allocate(capacity: 2 * (BulkWords.wordBytes + 1))
        for length in 0...BulkWords.wordBytes {
            let masks = (BulkScan.mask(min(length, 8)), BulkScan.mask(max(length - 8, 0)))
            unsafe (wordMasks + 2 * length).initialize(to: masks.0)
            unsafe (wordMasks + 2 * length + 1).initialize(to: masks.1)
        }
        unsafe program = BulkProgram(
            plan, words: words, wordMasks: wordMasks, vocabularies: vocabularies, into: partitions)
        unsafe clock = .allocate(capacity: 1)
        unsafe clock.initialize(to: BulkClock())
        unsafe isOutsideStart = .allocate(capacity: 256)
        unsafe isOutsideStart.initialize(repeating: false, count: 256)
        unsafe wordColumns = BulkScan.copy(plan.wordColumns)
        unsafe countedColumns = BulkScan.copy(plan.countedColumns)
        unsafe idColumns = BulkScan.copy(plan.idColumns)
        unsafe readings = .allocate(capacity: plan.readings.count)
        for (index, reading) in plan.readings.enumerated() {
            let all = reading.map { $0.otherAmounts + $0.occurredAt + $0.otherTimes } ?? []
            unsafe readings.initializeElement(
                at: index,
                to: HotReading(
                    isPresent: reading != nil, grossColumn: reading?.grossColumn ?? 0,
                    sign: reading?.sign ?? .asPrinted, columns: BulkScan.copy(all).baseAddress!,
                    others: reading?.otherAmounts.count ?? 0,
                    moments: reading?.occurredAt.count ?? 0,
                    times: reading?.otherTimes.count ?? 0))
        }
        for start in plan.outsideStarts { unsafe isOutsideStart[Int(start[0])] = true }
    }

    /// All bits of the first `count` bytes, 0…8.
    private static func mask(_ count: Int) -> UInt64 {
        count == 8 ? ~0 : (1 << UInt64(count * 8)) - 1
    }

    private static func copy(_ values: [Int]) -> UnsafeMutableBufferPointer<Int> {
        let copy = UnsafeMutableBufferPointer<Int>.allocate(capacity: max(1, values.count))
        for (index, value) in values.enumerated() {
            unsafe copy.initializeElement(at: index, to: value)
        }
        return unsafe UnsafeMutableBufferPointer(rebasing: copy[..<values.count])
    }

    deinit {
        unsafe starts.deallocate()
        unsafe ends.deallocate()
        unsafe wordBuffer.deallocate()
        unsafe wordMasks.deallocate()
        unsafe isOutsideStart.deallocate()
        unsafe clock.deallocate()
        unsafe wordColumns.baseAddress!.deallocate()
        for place in unsafe countedColumns.indices { unsafe vocabularies[place].free() }
        unsafe vocabularies.deallocate()
        unsafe countedColumns.baseAddress!.deallocate()
        unsafe idColumns.baseAddress!.deallocate()
        for index in unsafe readings.indices { unsafe readings[index].columns.deallocate() }
        unsafe readings.deallocate()
    }

    /// Reads the rows that start in `0..<border` of `bytes`; the last may end behind it. `bytes`
    /// ends with a whole row or the file, and is followed by `padding` zeros.
    package func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, block: Int, border: Int, isASCII: Bool
    ) throws(BulkFault) -> BulkRows {
        if !isASCII { try unsafe checkEncoding(bytes) }
        var rows = BulkRows()
        let base = bytes.baseAddress!
        var at = 0
        var (learnt, learntRow) = (0, -1)
        unsafe program.begin(bytes, block: block, border: border)
        while at < border {
            guard rows.count < BulkEntry.rowLimit else { throw .tooManyRows }
            if usesProgram {
                switch program.take(&at, &rows.count) {
                case .done: continue
                case .partition(let full):
                    partitions.addChunk(to: full)
                    continue
                case .day(let reading, let place):
                    // Days of one row may each take the other's place.
                    learnt = rows.count == learntRow ? learnt + 1 : 0
                    learntRow = rows.count
                    if learnt < BulkScan.daysOfRow, unsafe learn(dayAt: base + place, reading) {
                        continue
                    }
                case .row: break
                }
            }
            at = try unsafe step(bytes, at, block: block, &rows)
            rows.count += 1
        }
        rows.end = at
        return rows
    }

    /// One row that the program did not take. Answers where the next one starts.
    private func step(
        _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, block: Int, _ rows: inout BulkRows
    ) throws(BulkFault) -> Int {
        let base = bytes.baseAddress!
        var masks = unsafe Masks(base, from: at, separator)
        var row = unsafe split(base, from: at, to: bytes.count, &masks)
        // Too long for the reader: it says so.
        if row.next &- at > plan.lineBytes { row.fieldCount = -1 }
        guard row.fieldCount == width else { return try unsafe leave(bytes, at, &rows) }
        if unsafe take(base, block: block, row: rows.count, at: at) { return row.next }
        if plan.hasOneKeyColumn, unsafe starts[keyColumn] == ends[keyColumn] {
            rows.keyless.append(BulkRows.Place(row: rows.count, offset: at))
            return row.next
        }
        return try unsafe leave(bytes, at, &rows)
    }

    private func learn(dayAt text: UnsafePointer<UInt8>, _ reading: Int) -> Bool {
        guard
            let start = unsafe clock.pointee.start(
                ofDay: text, reading: reading, zone: plan.readings[reading]!.zone)
        else { return false }
        unsafe program.learn(day: text, reading: reading, start: start)
        return true
    }

    private func checkEncoding(_ bytes: UnsafeBufferPointer<UInt8>) throws(BulkFault) {
        let span = unsafe Span(_unsafeElements: bytes)
        if UTF8Check.run(span, from: 0).badAt != nil { throw .encoding }
    }

    /// The reader reads this row. Answers where the next one starts.
    private func leave(
        _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ rows: inout BulkRows
    ) throws(BulkFault) -> Int {
        let span = unsafe Span(_unsafeElements: bytes)
        heap.removeAll(keepingCapacity: true)
        guard
            case .row(_, let next, let lineEnds, let isBroken) = plan.scanner.scan(
                span, from: at, fields: &fields, heap: &heap)
        else { throw .line }
        // Quotes that do not add up, or a block that ends within them: which it is, only the whole
        // file says.
        if isBroken, !knowsRows { throw .quotes }
        if lineEnds > 1 { rows.longRows.append((rows.count, lineEnds - 1)) }
        rows.hard.append(BulkRows.Place(row: rows.count, offset: at))
        if rows.hard.count > BulkScan.hardFloor,
            rows.hard.count > rows.count / BulkScan.hardShare
        {
            throw .notWorthIt
        }
        return next
    }
}
