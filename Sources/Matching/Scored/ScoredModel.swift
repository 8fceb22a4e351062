/// How often each level occurs among pairs that belong together (m) and among those that do not
/// (u), as log2 in 1,024ths, and what a pattern weighs by that.
struct ScoredModel {
    private(set) var m = Fields()
    private(set) var u = Fields()
    /// Of names where accounts agree: one payer's other orders bear his name too.
    private(set) var nameWithin: [[Int32]] = []
    /// log2 of the weight of any pair before it is looked at.
    private(set) var prior: Int32 = 0
    /// log2 of the share of rights that show an account or a name which some left has too, an
    /// account that none has, or hide it in part: a value can only be met where there is one.
    private let shown: (account: Int32, slip: Int32, masked: Int32, name: Int32, remark: Int32)
    let hasRemarks: Bool
    private let lefts: Int
    private let rights: Int

    struct Fields {
        var amount = Array(repeating: Int32(0), count: ScoredLevels.amounts)
        var time = Array(repeating: Int32(0), count: ScoredLevels.times)
        var channel = Array(repeating: Int32(0), count: ScoredLevels.channels)
        var account = Array(repeating: Int32(0), count: ScoredLevels.texts)
        var name = Array(repeating: Int32(0), count: ScoredLevels.texts)
        var remark = Array(repeating: Int32(0), count: ScoredLevels.remarks)
    }

    /// Pairs taken at a stride to learn what chance pairs look like.
    private static let sampled = 400_000

    /// `reach`: how far before and after a right its lefts may lie, in seconds.
    init(
        _ lefts: ScoredSide, _ rights: ScoredSide, _ pool: TextPool,
        reach: (back: Int64, ahead: Int64)
    ) {
        self.lefts = lefts.count
        self.rights = rights.count
        let (ofAccount, ofName) = (Set(lefts.account), Set(lefts.name))
        let masked = rights.account.count { pool.isMasked($0) }
        let accounts = rights.account.count {
            $0 >= 0 && !pool.isMasked($0) && ofAccount.contains($0)
        }
        let others = rights.account.count { $0 >= 0 } - masked - accounts
        let names = rights.name.count { $0 >= 0 && ofName.contains($0) }
        let whole = UInt64(rights.count)
        func share(_ count: Int) -> Int32 { Binary.log(UInt64(max(1, count)), of: whole) }
        hasRemarks = !lefts.remarks.isEmpty && !rights.remarks.isEmpty
        let remarks =
            hasRemarks
            ? (0..<rights.count).count { !rights.remarks.tokens(of: $0).isEmpty } : 0
        shown = (share(accounts), share(others), share(masked), share(names), share(remarks))
        u = ScoredModel.chance(lefts, rights, pool)
        u.time = ScoredModel.times(lefts.time, rights.time, reach)
        m = ScoredModel.start()
        // Until pairs are seen: names say nothing where accounts agree.
        nameWithin = Array(repeating: m.name, count: ScoredLevels.texts)
        setPrior(matched: UInt64(min(self.lefts, self.rights)) * 8 / 10)
    }

    /// One to one: with so many pairs among so many entries, any one of them has this weight
    /// against leaving both single.
    mutating func setPrior(matched: UInt64) {
        let most = UInt64(min(lefts, rights))
        let pairs = max(1, min(matched, most - most / 100))
        let single = [lefts, rights].map { max(1, UInt64($0) - min(UInt64($0), pairs)) }
        prior = Binary.log(pairs) - Binary.log(single[0]) - Binary.log(single[1])
    }

    /// What a pair weighs, field by field, in 1,024ths of a bit.
    struct Weight {
        var prior: Int32
        var amount: Int32
        var time: Int32
        var channel: Int32
        var payer: Int32
        var remark: Int32

        var total: Int32 { prior + amount + time + channel + payer + remark }
    }

    /// What a pattern weighs; where values are equal, how rare they are comes on top.
    func weight(of pattern: Int) -> Weight {
        let levels = ScoredLevels.levels(of: pattern)
        let isEqual = levels.amount == ScoredLevels.Amount.equal.rawValue
        return Weight(
            prior: prior, amount: m.amount[levels.amount] - (isEqual ? 0 : u.amount[levels.amount]),
            time: m.time[levels.time] - u.time[levels.time],
            channel: m.channel[levels.channel] - u.channel[levels.channel],
            payer: payer(levels.account, levels.name), remark: remark(levels.remark))
    }

    /// Words that both have are evidence by how rare they are. What words are taken to mean is a
    /// guess: it may only speak against a pair, and no less than saying something else does.
    private func remark(_ level: Int) -> Int32 {
        guard hasRemarks else { return 0 }
        let differs = ScoredLevels.Remark.differs.rawValue
        switch ScoredLevels.Remark(rawValue: level) {
        case .shared: return m.remark[level] - shown.remark
        case .contradicts:
            return min(
                0, m.remark[level] - u.remark[level], m.remark[differs] - u.remark[differs])
        default: return m.remark[level] - u.remark[level]
        }
    }

    /// How much a rare value may add to a pattern. Where many accounts are a slip apart, as numbers
    /// that are given out in turn, a slip says no more than how often it is met by chance.
    func rarityLimit(of pattern: Int) -> Int32 {
        let level = ScoredLevels.levels(of: pattern).account
        guard level == Int(TextAgreement.slip.rawValue) else { return Int32.max }
        return -u.account[level] - 3 * Binary.unit
    }

    /// Account and name together: they are not independent.
    private func payer(_ accountLevel: Int, _ nameLevel: Int) -> Int32 {
        let weight = m.account[accountLevel] + m.name[nameLevel]
        switch TextAgreement(rawValue: UInt8(accountLevel)) {
        case .equal: return weight - nameWithin[accountLevel][nameLevel] - shown.account
        case .masked: return weight - nameWithin[accountLevel][nameLevel] - shown.masked
        case .slip: return weight - nameWithin[accountLevel][nameLevel] - shown.slip
        default:
            let isEqual = nameLevel == Int(TextAgreement.equal.rawValue)
            return weight - u.account[accountLevel] - (isEqual ? shown.name : u.name[nameLevel])
        }
    }

    /// Learns from how likely each pattern's pairs are: sums of probabilities in 65,536ths, and
    /// numbers of pairs.
    mutating func learn(_ likely: [UInt64], _ pairs: [UInt64]) {
        var sums = Counts()
        var others = Array(
            repeating: Array(repeating: UInt64(0), count: ScoredLevels.texts),
            count: ScoredLevels.texts)
        var all: UInt64 = 0
        for pattern in likely.indices where pairs[pattern] > 0 {
            let levels = ScoredLevels.levels(of: pattern)
            let sum = likely[pattern]
            all += sum
            sums.amount[levels.amount] += sum
            sums.time[levels.time] += sum
            sums.channel[levels.channel] += sum
            sums.account[levels.account] += sum
            sums.name[levels.name] += sum
            sums.remark[levels.remark] += sum
            let whole = pairs[pattern] << 16
            others[levels.account][levels.name] += whole - min(sum, whole)
        }
        m = sums.shares()
        nameWithin = others.map { ScoredModel.shares($0) }
        setPrior(matched: all >> 16)
    }

    private struct Counts {
        var amount = Array(repeating: UInt64(0), count: ScoredLevels.amounts)
        var time = Array(repeating: UInt64(0), count: ScoredLevels.times)
        var channel = Array(repeating: UInt64(0), count: ScoredLevels.channels)
        var account = Array(repeating: UInt64(0), count: ScoredLevels.texts)
        var name = Array(repeating: UInt64(0), count: ScoredLevels.texts)
        var remark = Array(repeating: UInt64(0), count: ScoredLevels.remarks)

        func shares() -> Fields {
            var fields = Fields()
            fields.amount = ScoredModel.shares(amount)
            fields.time = ScoredModel.shares(time)
            fields.channel = ScoredModel.shares(channel)
            fields.account = ScoredModel.shares(account)
            fields.name = ScoredModel.shares(name)
            fields.remark = ScoredModel.shares(remark)
            return fields
        }
    }

    /// log2 of the shares; what was never seen counts as half a pair.
    private static func shares(_ counts: [UInt64]) -> [Int32] {
        let half: UInt64 = 1 << 15
        let whole = counts.reduce(0) { $0 + $1 + half }
        return counts.map { Binary.log($0 + half, of: whole) }
    }

    private static func chance(
        _ lefts: ScoredSide, _ rights: ScoredSide, _ pool: TextPool
    ) -> Fields {
        var counts = Counts()
        let pairs = min(sampled, lefts.count * rights.count)
        // Two strides that share no divisor with anything likely.
        var (l, r) = (0, 0)
        var ownAccount = TextPool.Prepared()
        var ownName = TextPool.Prepared()
        let hasRemarks = !lefts.remarks.isEmpty && !rights.remarks.isEmpty
        for _ in 0..<pairs {
            l = (l + 7_919) % lefts.count
            r = (r + 104_729 + l % 3) % rights.count
            let amount = ScoredLevels.amount(lefts.amount[l], rights.amount[r])
            pool.prepare(rights.account[r], &ownAccount)
            pool.prepare(rights.name[r], &ownName)
            let account = pool.agreement(lefts.account[l], ownAccount)
            let name = pool.agreement(lefts.name[l], ownName)
            counts.amount[amount.rawValue] += 1 << 16
            counts.channel[ScoredLevels.channel(lefts.channel[l], rights.channel[r])] += 1 << 16
            counts.account[Int(account.rawValue)] += 1 << 16
            counts.name[Int(name.rawValue)] += 1 << 16
            if hasRemarks {
                let level = lefts.remarks.agreement(l, rights.remarks, r).level
                counts.remark[level.rawValue] += 1 << 16
            }
        }
        return counts.shares()
    }

    /// Of all pairs, how many lie at each lag within reach: both sides are walked in order of time
    /// per level.
    private static func times(
        _ lefts: [Int64], _ rights: [Int64], _ reach: (back: Int64, ahead: Int64)
    ) -> [Int32] {
        let (lefts, rights) = (lefts.sorted(), rights.sorted())
        let whole = UInt64(lefts.count) * UInt64(rights.count) << 16
        return (0..<ScoredLevels.times).map { level in
            let lags = ScoredLevels.lags(of: level).clamped(to: -reach.ahead..<reach.back + 1)
            let below = pairs(lefts, rights, below: lags.lowerBound)
            let count = pairs(lefts, rights, below: lags.upperBound) - below
            return Binary.log(count << 16 + 1 << 15, of: whole)
        }
    }

    private static func pairs(_ lefts: [Int64], _ rights: [Int64], below lag: Int64) -> UInt64 {
        var (count, at): (UInt64, Int) = (0, 0)
        for time in lefts {
            while at < rights.count, rights[at] - time < lag { at += 1 }
            count += UInt64(at)
        }
        return count
    }

    private static func start() -> Fields {
        var fields = Fields()
        func logs(_ thousandths: [UInt64]) -> [Int32] {
            thousandths.map { Binary.log($0, of: 1_000) }
        }
        fields.amount = logs([920, 20, 20, 10, 10, 20, 1, 1])
        // An hour is likely, a day is possible, and before is a slip of the clock.
        fields.time = (0..<ScoredLevels.times).map { level in
            Binary.log(level < 9 ? 5 : level < 33 ? 35 : level < 45 ? 5 : 1, of: 1_000)
        }
        fields.channel = logs([40, 900, 60, 1])
        fields.account = logs([300, 450, 120, 80, 1, 20, 29, 1])
        fields.name = logs([300, 350, 20, 130, 130, 40, 30, 60])
        fields.remark = logs([380, 300, 315, 5])
        return fields
    }
}
