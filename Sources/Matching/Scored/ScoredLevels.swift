/// How a pair agrees, field by field, packed into a small number: pairs of one pattern are alike.
enum ScoredLevels {
    enum Amount: Int, CaseIterable {
        case equal
        /// The right is the left less a fee at a known rate.
        case fee
        /// At most five units apart.
        case cents
        /// Less by a whole twentieth, tenth, fifth or half.
        case share
        /// At most an eighth apart.
        case near
        case differs
    }

    /// What a right's remark says of a left.
    enum Remark: Int, CaseIterable {
        case absent
        /// It names something of the left: its number, its payer, a word of its own.
        case shared
        case differs
        /// By its words it is of money of another kind: a refund, a fee, interest.
        case contradicts
    }

    static let amounts = 8
    static let times = 64
    static let channels = 4
    static let texts = 8
    /// Without remarks; with them so many for each of their levels.
    static let patterns = amounts * times * channels * texts * texts
    static let remarks = Remark.allCases.count

    static func amount(_ left: Int64, _ right: Int64) -> Amount {
        let difference = left - right
        if difference == 0 { return .equal }
        let size = abs(difference)
        // 3.4 % is the highest rate a channel is known to take.
        if difference > 0, left > 0, difference <= left / 25 + 1 {
            for rate in FeePlan.knownRates where rate > 0 {
                if (left * rate + 500_000) / 1_000_000 == difference { return .fee }
            }
        }
        if size <= 5 { return .cents }
        if difference > 0, left > 0 {
            for part in [20, 10, 5, 2] as [Int64] where left / part == difference { return .share }
        }
        return size <= abs(left) / 8 ? .near : .differs
    }

    /// Octaves of a lag before, half octaves of one after.
    static func time(_ lag: Int64) -> Int {
        if lag < 0 { return min(8, 63 - Int((-lag).leadingZeroBitCount)) }
        let value = UInt64(lag + 1)
        let whole = 63 - value.leadingZeroBitCount
        // 181/128 is the root of two.
        let half = value * 128 >= (UInt64(181) << UInt64(whole)) ? 1 : 0
        return min(times - 1, 9 + 2 * whole + half)
    }

    /// A hundred years, in seconds and more.
    private static let longest: Int64 = 1 << 32

    /// The lags of a level.
    static func lags(of level: Int) -> Range<Int64> {
        if level < 8 { return 1 - 2 << Int64(level)..<1 - 1 << Int64(level) }
        if level == 8 { return -longest..<1 - 1 << Int64(level) }
        return first(of: level)..<(level == times - 1 ? longest : first(of: level + 1))
    }

    /// The least lag after that is in a level or a later one.
    private static func first(of level: Int) -> Int64 {
        var (low, high): (Int64, Int64) = (0, longest)
        while low < high {
            let middle = (low + high) / 2
            if time(middle) < level { low = middle + 1 } else { high = middle }
        }
        return low
    }

    static func channel(_ left: Int32, _ right: Int32) -> Int {
        left < 0 || right < 0 ? 2 : left == right ? 1 : 0
    }

    @inline(__always)
    static func pattern(
        _ amount: Int, _ time: Int, _ channel: Int, _ account: Int, _ name: Int,
        _ remark: Remark = .absent
    ) -> Int {
        ((((remark.rawValue * amounts + amount) * times + time) * channels + channel) * texts
            + account) * texts + name
    }

    /// The levels of a pattern again.
    @inline(__always)
    static func levels(
        of pattern: Int
    ) -> (amount: Int, time: Int, channel: Int, account: Int, name: Int, remark: Int) {
        (
            pattern / (texts * texts * channels * times) % amounts,
            pattern / (texts * texts * channels) % times,
            pattern / (texts * texts) % channels, pattern / texts % texts, pattern % texts,
            pattern / patterns
        )
    }
}
