/// The lefts of one key in the order of time: a block from which candidates are taken.
struct ScoredBlock {
    private var codes: [UInt64] = []
    private var entries: [Int32] = []
    private let start: Int64

    /// Keys below 0 are none. Times are seconds, within 136 years of `start`.
    init(keys: [Int64], time: [Int64], start: Int64) {
        self.start = start
        var items: [(code: UInt64, entry: Int32)] = []
        items.reserveCapacity(keys.count)
        for index in keys.indices where keys[index] >= 0 {
            items.append((ScoredBlock.code(keys[index], time[index] - start), Int32(index)))
        }
        take(&items)
    }

    /// An entry may have several keys, or none.
    init(keys: [Int64], entries: [Int32], time: [Int64], start: Int64) {
        self.start = start
        var items = zip(keys, entries).map {
            (code: ScoredBlock.code($0, time[Int($1)] - start), entry: $1)
        }
        take(&items)
    }

    private mutating func take(_ items: inout [(code: UInt64, entry: Int32)]) {
        items.sort { ($0.code, $0.entry) < ($1.code, $1.entry) }
        codes = items.map(\.code)
        entries = items.map(\.entry)
    }

    @inline(__always)
    private static func code(_ key: Int64, _ time: Int64) -> UInt64 {
        UInt64(bitPattern: key) << 32 | UInt64(max(0, min(0xFFFF_FFFF, time)))
    }

    /// Adds the lefts of a key nearest in time: up to `before` of them no later than `time`, and up
    /// to `after` later ones, within `reach` seconds either way.
    func append(
        _ key: Int64, at time: Int64, before: Int, after: Int, _ reach: (back: Int64, ahead: Int64),
        to found: inout [Int32]
    ) {
        if key < 0 { return }
        let least = ScoredBlock.code(key, time - start - reach.back)
        let most = ScoredBlock.code(key, time - start + reach.ahead)
        let middle = place(of: ScoredBlock.code(key, time - start) + 1)
        var at = middle - 1
        while at >= 0, at >= middle - before, codes[at] >= least {
            found.append(entries[at])
            at -= 1
        }
        at = middle
        while at < codes.count, at < middle + after, codes[at] <= most {
            found.append(entries[at])
            at += 1
        }
    }

    private func place(of code: UInt64) -> Int {
        var (low, high) = (0, codes.count)
        while low < high {
            let middle = (low + high) / 2
            if codes[middle] < code { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
