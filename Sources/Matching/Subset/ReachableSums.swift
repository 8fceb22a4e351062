/// Which sums some amounts can make, a bit per sum, and which of them in more than one way.
///
/// 64 sums are moved at a time: adding an amount is a shift of the whole set by it. Equal amounts
/// are added together, so that taking some of them, but not all, counts as more than one way.
struct ReachableSums {
    private var once: [UInt64]
    private var twice: [UInt64]
    private let words: Int

    private typealias Lane = SIMD8<UInt64>
    /// Words before the first sum, so that the word below a lane can always be read.
    private static let pad = 8

    /// Sums 0…limit; only 0 is reached, by taking nothing.
    init(limit: Int) {
        words = limit / 64 + 1
        once = Array(repeating: 0, count: ReachableSums.pad + words + 8)
        twice = once
        once[ReachableSums.pad] = 1
    }

    /// Adds `count` equal amounts; sums outside `range` need not be right afterwards. Answers the
    /// words looked at.
    mutating func add(_ amount: Int, count: Int, _ range: ClosedRange<Int>) -> Int {
        let first = max(0, range.lowerBound / 64)
        let last = min(words - 1, range.upperBound / 64)
        guard first <= last else { return 0 }
        var shifts: [(words: Int, bits: UInt64)] = []
        shifts.reserveCapacity(count)
        for times in 1...count {
            let distance = amount * times
            if distance / 64 > last { break }
            shifts.append((distance / 64, UInt64(distance % 64)))
        }
        ReachableSums.add(
            &once, &twice, shifts, isWhole: shifts.count == count, first: first, last: last)
        return (last - first + 1) * max(1, shifts.count)
    }

    private static func add(
        _ once: inout [UInt64], _ twice: inout [UInt64],
        _ shifts: [(words: Int, bits: UInt64)], isWhole: Bool, first: Int, last: Int
    ) {
        unsafe once.withUnsafeMutableBytes { ones in
            unsafe twice.withUnsafeMutableBytes { twos in
                let sets = unsafe Sets(ones: ones, twos: twos)
                // From the highest down, so that what is read below is the set as it was.
                var word = last - 7
                while word > first - 8 {
                    unsafe sets.add(shifts, isWhole: isWhole, at: word)
                    word -= 8
                }
            }
        }
    }

    /// Whether a sum is reached, and whether in more than one way.
    func ways(of sum: Int) -> Int {
        guard sum >= 0, sum < words * 64 else { return 0 }
        let word = ReachableSums.pad + sum / 64
        let bit = UInt64(sum % 64)
        return Int(once[word] >> bit & 1) + Int(twice[word] >> bit & 1)
    }

    /// How many sums of a range are reached.
    func count(in range: ClosedRange<Int>) -> Int {
        let (low, high) = (max(0, range.lowerBound), min(words * 64 - 1, range.upperBound))
        guard low <= high else { return 0 }
        var count = 0
        for word in low / 64...high / 64 {
            var bits = once[ReachableSums.pad + word]
            if word == low / 64 { bits &= ~0 << UInt64(low % 64) }
            if word == high / 64 { bits &= ~0 >> UInt64(63 - high % 64) }
            count += bits.nonzeroBitCount
        }
        return count
    }

    /// The first sum from `start` up to `total` that this set reaches while another reaches the
    /// rest of `total`.
    func firstSplit(of total: Int, _ other: ReachableSums, from start: Int) -> Int? {
        var sum = start
        while sum <= min(total, words * 64 - 1) {
            let bits = once[ReachableSums.pad + sum / 64] >> UInt64(sum % 64)
            if bits == 0 {
                sum = (sum / 64 + 1) * 64
                continue
            }
            sum += bits.trailingZeroBitCount
            if sum <= total, other.ways(of: total - sum) > 0 { return sum }
            sum += 1
        }
        return nil
    }

    @unsafe private struct Sets {
        let ones: UnsafeMutableRawBufferPointer
        let twos: UnsafeMutableRawBufferPointer

        @inline(__always)
        private func lane(_ bytes: UnsafeMutableRawBufferPointer, _ word: Int) -> Lane {
            unsafe bytes.loadUnaligned(
                fromByteOffset: (ReachableSums.pad + word) * 8, as: Lane.self)
        }

        /// Eight words from `word`, highest first over the set: what is read below is not yet new.
        @inline(__always)
        func add(_ shifts: [(words: Int, bits: UInt64)], isWhole: Bool, at word: Int) {
            var two = unsafe lane(twos, word)
            // Among many amounts most sums are soon reached in more than one way: nothing to add.
            let quarter = two.lowHalf & two.highHalf
            let eighth = quarter.lowHalf & quarter.highHalf
            if eighth[0] & eighth[1] == ~0 { return }
            var one = unsafe lane(ones, word)
            for place in shifts.indices {
                let (back, bits) = shifts[place]
                let from = word - back
                if from <= -ReachableSums.pad { break }
                let up = Lane(repeating: bits)
                let down = Lane(repeating: 63 - bits)
                let (high, low) = unsafe (lane(ones, from), lane(ones, from - 1))
                let moved = (high &<< up) | ((low &>> 1) &>> down)
                let (high2, low2) = unsafe (lane(twos, from), lane(twos, from - 1))
                two |= (high2 &<< up) | ((low2 &>> 1) &>> down)
                // Some but not all of several equal amounts can be chosen in more than one way.
                if isWhole, place == shifts.count - 1 {
                    two |= one & moved
                } else {
                    two |= moved
                }
                one |= moved
            }
            unsafe store(one, ones, word)
            unsafe store(two, twos, word)
        }

        @inline(__always)
        private func store(_ lane: Lane, _ bytes: UnsafeMutableRawBufferPointer, _ word: Int) {
            unsafe bytes.storeBytes(
                of: lane, toByteOffset: (ReachableSums.pad + word) * 8, as: Lane.self)
        }
    }
}
