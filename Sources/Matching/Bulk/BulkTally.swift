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

    /// Pairs of one currency after another, summed up where they are at hand.
    struct Sums {
        fileprivate var currency = 0
        fileprivate var pairs = 0
        fileprivate var units: Int128 = 0
        fileprivate var firstTime = Int64.max
        fileprivate var lastTime = Int64.min
        fileprivate var lastLeftTime = Int64.min
    }

    @inline(__always)
    mutating func settle(
        _ left: UnsafePointer<BulkEntry>, _ right: UnsafePointer<BulkEntry>, _ sums: inout Sums
    ) {
        let currency = unsafe left.pointee.currency
        if currency != sums.currency {
            add(sums)
            sums = Sums()
            sums.currency = currency
        }
        sums.pairs &+= 1
        unsafe sums.units += Int128(left.pointee.amount)
        let (leftTime, rightTime) = unsafe (left.pointee.time, right.pointee.time)
        if rightTime != EntryTable.noTime {
            sums.firstTime = min(sums.firstTime, rightTime)
            sums.lastTime = max(sums.lastTime, rightTime)
        }
        if leftTime != EntryTable.noTime { sums.lastLeftTime = max(sums.lastLeftTime, leftTime) }
    }

    mutating func add(_ sums: Sums) {
        pairs[sums.currency] += sums.pairs
        units[sums.currency] += sums.units
        firstTime = min(firstTime, sums.firstTime)
        lastTime = max(lastTime, sums.lastTime)
        lastLeftTime = max(lastLeftTime, sums.lastLeftTime)
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
