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
        var remark: Int32 = 0
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
        let names = block(lefts.name.map(pool.blockKey))
        let moments = block(lefts.amount.map { _ in 0 })
        let hasRemarks = !lefts.remarks.isEmpty && !rights.remarks.isEmpty
        let tokens = TokenBlock(lefts, start: start, isUsed: hasRemarks)
        let rarities = Rarities(lefts, hasRemarks: hasRemarks)
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
                (names, pool.blockKey(of: rights.name[r])),
            ] {
                block.append(
                    key, at: time, before: few.before, after: few.after, reach, to: &found)
            }
            if hasRemarks {
                tokens.append(rights.remarks.tokens(of: r), at: time, reach, to: &found)
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
        var remark = ScoredLevels.Remark.absent
        if !rarities.token.isEmpty {
            let told = lefts.remarks.agreement(l, rights.remarks, r)
            remark = told.level
            rare.remark = told.common.map { rarities.token[Int($0)] }.max() ?? 0
        }
        left.append(Int32(l))
        right.append(Int32(r))
        pattern.append(
            Int32(
                ScoredLevels.pattern(
                    amount.rawValue, ScoredLevels.time(rights.time[r] - lefts.time[l]),
                    ScoredLevels.channel(lefts.channel[l], rights.channel[r]),
                    Int(account.rawValue), Int(name.rawValue), remark)))
        rarity.append(rare)
    }

    /// Lefts by the tokens that few of them have.
    private struct TokenBlock {
        private let block: ScoredBlock
        private let isRare: [Bool]
        /// More lefts than these share a word, not a payment.
        private static let most = 64
        /// Of one right's remark.
        private static let looked = 4
        private static let taken = (before: 16, after: 4)

        init(_ lefts: ScoredSide, start: Int64, isUsed: Bool) {
            let rare = isUsed ? lefts.remarks.counts.map { Int($0) <= TokenBlock.most } : []
            isRare = rare
            let places =
                isUsed ? lefts.remarks.places { rare[Int($0)] } : (keys: [], entries: [])
            block = ScoredBlock(
                keys: places.keys, entries: places.entries, time: lefts.time, start: start)
        }

        func append(
            _ tokens: ArraySlice<Int32>, at time: Int64, _ reach: (back: Int64, ahead: Int64),
            to found: inout [Int32]
        ) {
            for token in tokens.lazy.filter({ isRare[Int($0)] }).prefix(TokenBlock.looked) {
                block.append(
                    Int64(token), at: time, before: TokenBlock.taken.before,
                    after: TokenBlock.taken.after, reach, to: &found)
            }
        }
    }

    /// Per left, −log2 of the share of lefts with the same value.
    private struct Rarities {
        var amount: [Int32] = []
        var account: [Int32]
        var tail: [Int32]
        var name: [Int32]
        /// Per token of remarks; empty where none are compared.
        var token: [Int32] = []

        init(_ lefts: ScoredSide, hasRemarks: Bool) {
            amount = Rarities.rarity(lefts.amount)
            account = Rarities.rarity(lefts.account.map(Int64.init))
            tail = Rarities.rarity(lefts.tail)
            name = Rarities.rarity(lefts.name.map(Int64.init))
            guard hasRemarks else { return }
            let whole = Binary.log(2 * UInt64(lefts.count))
            token = lefts.remarks.counts.map { whole - Binary.log(2 * UInt64(max(1, $0)) - 1) }
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
