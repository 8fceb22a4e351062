/// Which sums some amounts can make, a bit per sum.
///
/// 64 sums are moved at a time: adding an amount is a shift of the whole set by it.
struct ReachableSums {
    /// The words of the sums, with `pad` more before and behind them.
    private var bits: [UInt64]
    /// The first word is of the sums from 64 × this on; lower ones are not kept.
    private let origin: Int
    private let words: Int

    private typealias Lane = SIMD8<UInt64>
    /// So that a lane, and the word below it, can be read around every word there is.
    private static let pad = 9

    /// Sums 0…limit; only 0 is reached, by taking nothing.
    init(limit: Int) {
        (origin, words) = (0, limit / 64 + 1)
        bits = Array(repeating: 0, count: words + 2 * ReachableSums.pad)
        bits[ReachableSums.pad] = 1
    }

    /// What another set reaches of a range, with room up to a limit.
    init(_ other: ReachableSums, _ range: ClosedRange<Int>, limit: Int) {
        origin = max(other.origin, range.lowerBound / 64)
        words = max(1, limit / 64 + 1 - origin)
        let end = min(range.upperBound / 64 + 1, other.origin + other.words, origin + words)
        bits = []
        bits.reserveCapacity(words + 2 * ReachableSums.pad)
        bits += repeatElement(0, count: ReachableSums.pad)
        if origin < end {
            let start = ReachableSums.pad - other.origin
            bits += other.bits[start + origin..<start + end]
        }
        bits += repeatElement(0, count: words + 2 * ReachableSums.pad - bits.count)
    }

    /// Equal amounts are added in so many steps: each takes up to twice as many as those before.
    static func steps(_ count: Int) -> Int { Int.bitWidth - count.leadingZeroBitCount }

    /// Adds up to `count` equal amounts; sums outside `range` need not be right afterwards. Answers
    /// the words looked at.
    mutating func add(_ amount: Int, count: Int, _ range: ClosedRange<Int>) -> Int {
        var (taken, spent) = (0, 0)
        while taken < count {
            let more = min(taken + 1, count - taken)
            taken += more
            // What is still to be added starts lower.
            let low = max(0, range.lowerBound - amount * (count - taken)) / 64
            let (first, last) = (
                max(low - origin, 0), min(range.upperBound / 64 - origin, words - 1)
            )
            guard first <= last else { continue }
            spent += last - first + 1
            if amount * more / 64 <= last {
                shift(by: amount * more, first: first, last: last)
            }
        }
        return spent
    }

    private mutating func shift(by distance: Int, first: Int, last: Int) {
        let (back, up) = (distance / 64, UInt64(distance % 64))
        unsafe bits.withUnsafeMutableBytes { bytes in
            // From the highest down, so that what is read below is the set as it was.
            var word = last - 7
            let end = max(first - 8, back - 8)
            let down = 64 - up
            if up == 0 {
                while word > end {
                    let moved = unsafe ReachableSums.lane(bytes, word - back)
                    let lane = unsafe ReachableSums.lane(bytes, word)
                    unsafe ReachableSums.store(lane | moved, bytes, word)
                    word -= 8
                }
                return
            }
            while word > end {
                let lane = unsafe ReachableSums.lane(bytes, word)
                // Among many amounts most sums are soon reached: nothing to add.
                let quarter = lane.lowHalf & lane.highHalf
                let eighth = quarter.lowHalf & quarter.highHalf
                if eighth[0] & eighth[1] == ~0 {
                    word -= 8
                    continue
                }
                let high = unsafe ReachableSums.lane(bytes, word - back)
                let low = unsafe ReachableSums.lane(bytes, word - back - 1)
                let moved = (high &<< Lane(repeating: up)) | (low &>> Lane(repeating: down))
                unsafe ReachableSums.store(lane | moved, bytes, word)
                word -= 8
            }
        }
    }

    @inline(__always)
    private static func lane(_ bytes: UnsafeMutableRawBufferPointer, _ word: Int) -> Lane {
        unsafe bytes.loadUnaligned(fromByteOffset: (pad + word) * 8, as: Lane.self)
    }

    @inline(__always)
    private static func store(
        _ lane: Lane, _ bytes: UnsafeMutableRawBufferPointer, _ word: Int
    ) {
        unsafe bytes.storeBytes(of: lane, toByteOffset: (pad + word) * 8, as: Lane.self)
    }

    func contains(_ sum: Int) -> Bool {
        let word = sum / 64 - origin
        guard sum >= 0, word >= 0, word < words else { return false }
        return bits[ReachableSums.pad + word] >> UInt64(sum % 64) & 1 == 1
    }

    /// How many sums of a range are reached.
    func count(in range: ClosedRange<Int>) -> Int {
        let low = max(origin * 64, range.lowerBound)
        let high = min((origin + words) * 64 - 1, range.upperBound)
        guard low <= high else { return 0 }
        var count = 0
        for word in low / 64...high / 64 {
            var own = bits[ReachableSums.pad + word - origin]
            if word == low / 64 { own &= ~0 << UInt64(low % 64) }
            if word == high / 64 { own &= ~0 >> UInt64(63 - high % 64) }
            count += own.nonzeroBitCount
        }
        return count
    }

    /// The first sum of a range that is reached.
    func first(in range: ClosedRange<Int>) -> Int? {
        range.first { contains($0) }
    }

    /// The first sum from `start` up to `total` that this set reaches while another reaches the
    /// rest of `total`.
    func firstSplit(of total: Int, _ other: ReachableSums, from start: Int) -> Int? {
        var sum = max(start, origin * 64)
        while sum <= min(total, (origin + words) * 64 - 1) {
            let own = bits[ReachableSums.pad + sum / 64 - origin] >> UInt64(sum % 64)
            if own == 0 {
                sum = (sum / 64 + 1) * 64
                continue
            }
            sum += own.trailingZeroBitCount
            if sum <= total, other.contains(total - sum) { return sum }
            sum += 1
        }
        return nil
    }
}
