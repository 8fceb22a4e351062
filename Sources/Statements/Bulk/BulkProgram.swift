import CByteMask
import Records

/// A scan's plan as the C function reads it that takes plain rows (`PlainRows.h`), and where it is
/// in a block. It shares the scan's tables: what the scan learns of words, texts and days, it
/// knows.
@safe
final class BulkProgram {
    private let rows: UnsafeMutablePointer<mb_rows>
    private let columns: [UnsafeMutablePointer<Int32>]
    private let readings: UnsafeMutablePointer<mb_reading>
    private let vocabularies: UnsafeMutablePointer<UnsafeMutablePointer<UInt64>?>
    private let days: UnsafeMutablePointer<mb_day>

    /// Why it stopped before a row.
    enum Stop: Equatable {
        case done
        /// The row is not plain, or holds what the scan has to learn first.
        case row
        case partition(Int)
        /// A reading, and where its day stands.
        case day(reading: Int, at: Int)
    }

    init(
        _ plan: BulkPlan, words: BulkWords, wordMasks: UnsafeMutablePointer<UInt64>,
        vocabularies known: UnsafeMutablePointer<BulkVocabulary>, into partitions: BulkPartitions
    ) {
        unsafe rows = .allocate(capacity: 1)
        unsafe rows.initialize(to: mb_rows())
        unsafe readings = .allocate(capacity: max(1, plan.readings.count))
        unsafe days = .allocate(capacity: Int(MB_DAYS))
        unsafe days.initialize(repeating: mb_day(), count: Int(MB_DAYS))
        unsafe vocabularies = .allocate(capacity: max(1, plan.countedColumns.count))
        var all: [UnsafeMutablePointer<Int32>] = unsafe []
        func copy(_ values: [Int]) -> UnsafePointer<Int32> {
            let copy = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, values.count))
            for (index, value) in values.enumerated() {
                unsafe (copy + index).initialize(to: Int32(value))
            }
            unsafe all.append(copy)
            return unsafe UnsafePointer(copy)
        }
        for (index, reading) in plan.readings.enumerated() {
            let found = reading.map { $0.otherAmounts + $0.occurredAt + $0.otherTimes } ?? []
            unsafe (readings + index).initialize(
                to: mb_reading(
                    grossColumn: Int32(reading?.grossColumn ?? 0),
                    sign: BulkProgram.code(reading?.sign ?? .asPrinted),
                    others: Int32(reading?.otherAmounts.count ?? 0),
                    moments: Int32(reading?.occurredAt.count ?? 0),
                    times: Int32(reading?.otherTimes.count ?? 0), columns: copy(found)))
        }
        for place in plan.countedColumns.indices {
            unsafe (vocabularies + place).initialize(to: known[place].slots)
        }
        unsafe BulkProgram.setNumbers(of: rows, plan)
        unsafe rows.pointee.wordColumns = copy(plan.wordColumns)
        unsafe rows.pointee.idColumns = copy(plan.idColumns)
        unsafe rows.pointee.countedColumns = copy(plan.countedColumns)
        unsafe rows.pointee.readings = UnsafePointer(readings)
        unsafe rows.pointee.wordMasks = UnsafePointer(wordMasks)
        unsafe rows.pointee.wordSlots = UnsafePointer(words.slots)
        unsafe rows.pointee.knownWords = UnsafePointer(words.known)
        unsafe rows.pointee.decisions = UnsafePointer(words.decisions)
        unsafe rows.pointee.vocabularies = UnsafePointer(vocabularies)
        unsafe rows.pointee.days = unsafe days
        unsafe rows.pointee.lastDecision = -1
        let next = unsafe UnsafeMutableRawPointer(partitions.places)
        unsafe rows.pointee.next = next.assumingMemoryBound(
            to: UnsafeMutablePointer<UInt64>?.self)
        unsafe rows.pointee.shift = UInt64(64 - partitions.bits)
        unsafe columns = unsafe all
    }

    private static func setNumbers(
        of rows: UnsafeMutablePointer<mb_rows>, _ plan: BulkPlan
    ) {
        unsafe rows.pointee.separator = plan.scanner.separator
        unsafe withUnsafeMutableBytes(of: &rows.pointee.isOutsideStart) { starts in
            for start in plan.outsideStarts { unsafe starts[Int(start[0])] = 1 }
        }
        unsafe rows.pointee.width = Int32(plan.width)
        unsafe rows.pointee.scale = Int32(plan.scale)
        unsafe rows.pointee.otherScale = Int32(min(plan.scale, plan.feeScale))
        unsafe rows.pointee.keyColumn = Int32(plan.keyColumn)
        let placeholders = plan.plan.placeholders.texts.map(\.utf8.count).max() ?? 0
        unsafe rows.pointee.placeholderBytes = Int32(placeholders)
        unsafe rows.pointee.wordCount = Int32(plan.wordColumns.count)
        unsafe rows.pointee.idCount = Int32(plan.idColumns.count)
        unsafe rows.pointee.countedCount = Int32(plan.countedColumns.count)
        unsafe rows.pointee.noTime = EntryTable.noTime
        unsafe rows.pointee.lineBytes = Int64(plan.lineBytes)
        unsafe rows.pointee.rowLimit = Int64(BulkEntry.rowLimit)
    }

    deinit {
        for index in unsafe columns.indices { unsafe columns[index].deallocate() }
        unsafe rows.deallocate()
        unsafe readings.deallocate()
        unsafe vocabularies.deallocate()
        unsafe days.deallocate()
    }

    private static func code(_ sign: BulkPlan.Sign) -> Int32 {
        switch sign {
        case .asPrinted: 0
        case .reversed: 1
        case .positive: 2
        case .negative: 3
        }
    }

    /// `bytes` are followed by `BulkScan.padding` zeros.
    func begin(_ bytes: UnsafeBufferPointer<UInt8>, block: Int, border: Int) {
        unsafe rows.pointee.bytes = bytes.baseAddress
        unsafe rows.pointee.end = Int64(bytes.count)
        unsafe rows.pointee.border = Int64(border)
        unsafe rows.pointee.blockBits = UInt64(block) << 50
        unsafe rows.pointee.window = 0
        unsafe rows.pointee.placeCount = 0
        unsafe rows.pointee.feedCount = 0
        unsafe rows.pointee.oddCount = 0
        unsafe rows.pointee.place = 1
        unsafe rows.pointee.feed = 0
        unsafe rows.pointee.odd = 0
    }

    /// Takes rows from `at` on, the block's `row`th, and moves both on behind them.
    func take(_ at: inout Int, _ row: inout Int) -> Stop {
        unsafe rows.pointee.at = Int64(at)
        unsafe rows.pointee.row = Int64(row)
        let stop = unsafe mb_take_rows(rows)
        at = unsafe Int(rows.pointee.at)
        row = unsafe Int(rows.pointee.row)
        switch Int(stop) {
        case Int(MB_DONE): return .done
        case Int(MB_ROOM): return unsafe .partition(Int(rows.pointee.wanted))
        case Int(MB_DAY):
            return unsafe .day(
                reading: Int(rows.pointee.wanted), at: Int(rows.pointee.dayAt))
        default: return .row
        }
    }

    /// Remembers the second of UTC at which the day at `text` starts.
    func learn(day text: UnsafePointer<UInt8>, reading: Int, start: Int64) {
        let characters = unsafe BulkClock.characters(text)
        let rest = UInt64(reading + 1) << 16 | UInt64(characters.1)
        unsafe days[Int(mb_day_slot(characters.0, rest))] = mb_day(
            first: characters.0, rest: rest, start: start)
    }
}
