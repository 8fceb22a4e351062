import Records

/// Hashes with the entries that bear them, sorted by hash, then entry: one half of an index file.
struct IndexKeys: Sendable {
    private(set) var high: [UInt64] = []
    private(set) var low: [UInt64] = []
    private(set) var entry: [UInt64] = []

    /// Keys of a stretch that is sorted by comparing neighbours; more are sorted as a whole.
    private static let shortStretch = 32

    var count: Int { high.count }

    mutating func reserve(_ count: Int) {
        high.reserveCapacity(count)
        low.reserveCapacity(count)
        entry.reserveCapacity(count)
    }

    mutating func append(_ hash: Hash128, _ entry: UInt64) {
        append(hash.high, hash.low, entry)
    }

    @inline(__always)
    mutating func append(_ high: UInt64, _ low: UInt64, _ entry: UInt64) {
        self.high.append(high)
        self.low.append(low)
        self.entry.append(entry)
    }

    /// Hashes are spread evenly, so that their first bits put nearly every key in its place; where
    /// they are not, it is only slower.
    mutating func sort() {
        guard count > 1 else { return }
        let shift = UInt64(64 - IndexKeys.bits(count, perPlace: 8))
        var starts = [Int](repeating: 0, count: 1 << (64 - Int(shift)) + 1)
        for word in high { starts[Int(shift < 64 ? word >> shift : 0) + 1] += 1 }
        for place in 1..<starts.count { starts[place] += starts[place - 1] }
        var sorted = IndexKeys()
        sorted.high = [UInt64](repeating: 0, count: count)
        sorted.low = sorted.high
        sorted.entry = sorted.high
        var next = starts
        for index in 0..<count {
            let place = Int(shift < 64 ? high[index] >> shift : 0)
            let position = next[place]
            next[place] += 1
            sorted.high[position] = high[index]
            sorted.low[position] = low[index]
            sorted.entry[position] = entry[index]
        }
        for place in 0..<starts.count - 1 {
            sorted.sort(starts[place]..<starts[place + 1])
        }
        self = sorted
    }

    private mutating func sort(_ range: Range<Int>) {
        guard range.count <= IndexKeys.shortStretch else {
            let keys = range.map { (high[$0], low[$0], entry[$0]) }.sorted { $0 < $1 }
            for (index, key) in zip(range, keys) {
                (high[index], low[index], entry[index]) = key
            }
            return
        }
        for index in range.dropFirst() {
            let key = (high[index], low[index], entry[index])
            var hole = index
            while hole > range.lowerBound,
                key < (high[hole - 1], low[hole - 1], entry[hole - 1])
            {
                (high[hole], low[hole], entry[hole]) = (
                    high[hole - 1], low[hole - 1], entry[hole - 1]
                )
                hole -= 1
            }
            (high[hole], low[hole], entry[hole]) = key
        }
    }

    /// Calls `found` with the entries of a hash, ascending, until it answers false. The keys are
    /// sorted.
    func find(_ high: UInt64, _ low: UInt64, _ found: (UInt64) -> Bool) {
        var (start, end) = (0, count)
        while start < end {
            let middle = (start + end) / 2
            if (self.high[middle], self.low[middle]) < (high, low) {
                start = middle + 1
            } else {
                end = middle
            }
        }
        while start < count, self.high[start] == high, self.low[start] == low {
            if !found(entry[start]) { return }
            start += 1
        }
    }

    /// Bits of a hash that tell places of about `perPlace` keys apart.
    static func bits(_ count: Int, perPlace: Int) -> Int {
        let places = max(1, count / perPlace)
        return Int.bitWidth - 1 - places.leadingZeroBitCount
    }

    /// Where the keys of each place start, and where the last ends. Places are told by the bits
    /// behind the first `skipping`, which all keys have in common.
    func directory(skipping: Int) -> [UInt32] {
        let bits = IndexKeys.bits(count, perPlace: 16)
        var directory = [UInt32](repeating: 0, count: 1 << bits + 1)
        guard bits > 0 else {
            directory[1] = UInt32(count)
            return directory
        }
        for word in high {
            directory[Int((word << UInt64(skipping)) >> UInt64(64 - bits)) + 1] += 1
        }
        for place in 1..<directory.count { directory[place] += directory[place - 1] }
        return directory
    }
}
