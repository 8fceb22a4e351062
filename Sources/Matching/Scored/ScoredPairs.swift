/// The candidate pairs: a union of blocks, each bounded, so that their number grows with the rows.
struct ScoredPairs {
    /// By right, then left.
    private(set) var left: [Int32] = []
    private(set) var right: [Int32] = []
    private(set) var pattern: [Int32] = []
    /// What rare values add, in 1,024ths of a bit: a price that sells a thousand times a day adds
    /// little.
    private(set) var rarity: [Rarity] = []

    struct Rarity {
        var amount: Int32 = 0
        var payer: Int32 = 0
    }

    /// Places in the two sides that stay apart.
    struct Couple: Hashable {
        var left: Int32
        var right: Int32
    }

    var count: Int { left.count }

    /// Candidates taken from one block for one right: before its time, and after.
    private static let ofAmount = (before: 48, after: 8)
    private static let ofText = (before: 24, after: 4)
    private static let ofMoment = (before: 400, after: 40)
    /// Where nothing but the time is shared, seconds either way.
    private static let moment: (back: Int64, ahead: Int64) = (600, 30)

    init(
        _ lefts: ScoredSide, _ rights: ScoredSide, _ pool: TextPool,
        reach: (back: Int64, ahead: Int64), apart: Set<Couple> = []
    ) {
        guard lefts.count > 0, rights.count > 0 else { return }
        let start = min(lefts.time.min()!, rights.time.min()!) - reach.back - reach.ahead
        func block(_ keys: [Int64]) -> ScoredBlock {
            ScoredBlock(keys: keys, time: lefts.time, start: start)
        }
        let amounts = block(lefts.amount.map { abs($0) % (1 << 31) })
        let accounts = block(lefts.account.map(Int64.init))
        let tails = block(lefts.tail)
        let names = block(lefts.name.map(Int64.init))
        let moments = block(lefts.amount.map { _ in 0 })
        let rarities = Rarities(lefts)
        var found: [Int32] = []
        var near: [Int32] = []
        var account = TextPool.Prepared()
        var name = TextPool.Prepared()
        for r in 0..<rights.count {
            found.removeAll(keepingCapacity: true)
            near.removeAll(keepingCapacity: true)
            let time = rights.time[r]
            pool.prepare(rights.account[r], &account)
            pool.prepare(rights.name[r], &name)
            let (few, many) = (ScoredPairs.ofText, ScoredPairs.ofAmount)
            amounts.append(
                abs(rights.amount[r]) % (1 << 31), at: time, before: many.before, after: many.after,
                reach, to: &found)
            for (block, key) in [
                (accounts, Int64(rights.account[r])), (tails, rights.tail[r]),
                (names, Int64(rights.name[r])),
            ] {
                block.append(
                    key, at: time, before: few.before, after: few.after, reach, to: &found)
            }
            moments.append(
                0, at: time, before: ScoredPairs.ofMoment.before, after: ScoredPairs.ofMoment.after,
                ScoredPairs.moment, to: &near)
            let amount = rights.amount[r]
            for l in near where abs(lefts.amount[Int(l)] - amount) <= abs(amount) / 7 {
                found.append(l)
            }
            found.sort()
            var last: Int32 = -1
            for l in found where l != last {
                last = l
                if !apart.isEmpty, apart.contains(Couple(left: l, right: Int32(r))) { continue }
                add(Int(l), r, lefts, rights, pool, account, name, rarities)
            }
        }
    }

    private mutating func add(
        _ l: Int, _ r: Int, _ lefts: ScoredSide, _ rights: ScoredSide, _ pool: TextPool,
        _ ownAccount: borrowing TextPool.Prepared, _ ownName: borrowing TextPool.Prepared,
        _ rarities: Rarities
    ) {
        let amount = ScoredLevels.amount(lefts.amount[l], rights.amount[r])
        let account = pool.agreement(lefts.account[l], ownAccount)
        let name = pool.agreement(lefts.name[l], ownName)
        var rare = Rarity()
        if amount == .equal { rare.amount = rarities.amount[l] }
        switch account {
        case .equal, .slip: rare.payer = rarities.account[l]
        case .masked: rare.payer = rarities.tail[l]
        default: if name == .equal { rare.payer = rarities.name[l] }
        }
        left.append(Int32(l))
        right.append(Int32(r))
        pattern.append(
            Int32(
                ScoredLevels.pattern(
                    amount.rawValue, ScoredLevels.time(rights.time[r] - lefts.time[l]),
                    ScoredLevels.channel(lefts.channel[l], rights.channel[r]),
                    Int(account.rawValue), Int(name.rawValue))))
        rarity.append(rare)
    }

    /// Per left, −log2 of the share of lefts with the same value.
    private struct Rarities {
        var amount: [Int32] = []
        var account: [Int32]
        var tail: [Int32]
        var name: [Int32]

        init(_ lefts: ScoredSide) {
            amount = Rarities.rarity(lefts.amount)
            account = Rarities.rarity(lefts.account.map(Int64.init))
            tail = Rarities.rarity(lefts.tail)
            name = Rarities.rarity(lefts.name.map(Int64.init))
        }

        private static func rarity(_ keys: [Int64]) -> [Int32] {
            var counts: [Int64: UInt64] = [:]
            for key in keys { counts[key, default: 0] += 1 }
            // One of them is the partner itself, whose value says nothing of chance.
            let whole = Binary.log(2 * UInt64(keys.count))
            return keys.map { whole - Binary.log(2 * counts[$0]! - 1) }
        }
    }
}
