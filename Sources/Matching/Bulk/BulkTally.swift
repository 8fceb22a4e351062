import Records

/// What a join found: the sums of what is settled, and the places of everything else.
package struct BulkTally: Sendable {
    /// By currency code: pairs, and units of one side of them.
    package private(set) var pairs: [Int]
    package private(set) var units: [Int128]
    /// Of the right entries that are settled.
    package private(set) var firstTime = Int64.max
    package private(set) var lastTime = Int64.min
    /// Of the left ones.
    package private(set) var lastLeftTime = Int64.min
    /// Origins of entries that are left to the passes.
    package var left: [UInt64] = []
    package var right: [UInt64] = []

    package init() {
        pairs = Array(repeating: 0, count: BulkEntry.currencyLimit)
        units = Array(repeating: 0, count: BulkEntry.currencyLimit)
    }

    package var pairCount: Int { pairs.reduce(0, +) }

    @inline(__always)
    mutating func settle(_ left: UnsafePointer<BulkEntry>, _ right: UnsafePointer<BulkEntry>) {
        let currency = unsafe left.pointee.currency
        pairs[currency] += 1
        unsafe units[currency] += Int128(left.pointee.amount)
        let (leftTime, rightTime) = unsafe (left.pointee.time, right.pointee.time)
        if rightTime != EntryTable.noTime {
            firstTime = min(firstTime, rightTime)
            lastTime = max(lastTime, rightTime)
        }
        if leftTime != EntryTable.noTime { lastLeftTime = max(lastLeftTime, leftTime) }
    }

    package mutating func add(_ other: BulkTally) {
        for code in pairs.indices {
            pairs[code] += other.pairs[code]
            units[code] += other.units[code]
        }
        firstTime = min(firstTime, other.firstTime)
        lastTime = max(lastTime, other.lastTime)
        lastLeftTime = max(lastLeftTime, other.lastLeftTime)
        left += other.left
        right += other.right
    }
}
