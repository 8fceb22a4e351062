/// What speaks for and against a pair of open entries that a person looks at, field by field: the
/// weights of the scored pass before it has learnt anything, against how often values are met among
/// the open entries.
package struct CandidateScale {
    /// An open entry as it is weighed.
    package struct Entry: Sendable {
        /// Whatever the sign, in units of one scale that all entries share.
        package var units: Int64
        /// Seconds; nil where no time is known.
        package var time: Int64?
        package var channel: String
        /// UTF-8, empty where the source says none.
        package var account: [UInt8]
        package var name: [UInt8]

        package init(
            units: Int64, time: Int64?, channel: String, account: [UInt8], name: [UInt8]
        ) {
            self.units = units
            self.time = time
            self.channel = channel
            self.account = account
            self.name = name
        }
    }

    /// Beyond it products would leave a machine word.
    package static let unitsLimit = Int64.max / 1_000_000

    private var lefts = ScoredSide()
    private var rights = ScoredSide()
    private var pool = TextPool()
    private let model: ScoredModel
    /// Whether the time is known, per entry.
    private let timed: (left: [Bool], right: [Bool])

    /// At least one entry on each side.
    package init(lefts: [Entry], rights: [Entry]) {
        precondition(!lefts.isEmpty && !rights.isEmpty)
        var words: [String: Int32] = [:]
        let known = (lefts + rights).compactMap(\.time)
        let (first, last) = (known.min() ?? 0, known.max() ?? 0)
        for entry in lefts {
            CandidateScale.append(entry, to: &self.lefts, &pool, &words, unknown: first)
        }
        for entry in rights {
            CandidateScale.append(entry, to: &self.rights, &pool, &words, unknown: first)
        }
        timed = (lefts.map { $0.time != nil }, rights.map { $0.time != nil })
        // Whatever lies between any two of them is within reach: a person may choose it.
        model = ScoredModel(
            self.lefts, self.rights, pool, reach: (last - first + 1, last - first + 1))
    }

    private static func append(
        _ entry: Entry, to side: inout ScoredSide, _ pool: inout TextPool,
        _ words: inout [String: Int32], unknown: Int64
    ) {
        var channel: Int32 = -1
        if !entry.channel.isEmpty {
            channel = words[entry.channel] ?? Int32(words.count)
            words[entry.channel] = channel
        }
        side.append(
            amount: entry.units, time: entry.time ?? unknown, channel: channel,
            account: pool.number(of: entry.account.span), name: pool.number(of: entry.name.span),
            pool)
    }

    package func weigh(left: Int, right: Int) -> CandidateWeight {
        let amount = ScoredLevels.amount(lefts.amount[left], rights.amount[right])
        let channel = ScoredLevels.channel(lefts.channel[left], rights.channel[right])
        let account = pool.agreement(lefts.account[left], rights.account[right])
        let name = pool.agreement(lefts.name[left], rights.name[right])
        let pattern = ScoredLevels.pattern(
            amount.rawValue, ScoredLevels.time(rights.time[right] - lefts.time[left]), channel,
            Int(account.rawValue), Int(name.rawValue))
        let weight = model.weight(of: pattern)
        var result = CandidateWeight(amount: weight.amount)
        if amount == .equal { result.amount += rarity(lefts.amount, left) }
        // What a side does not say speaks neither for the pair nor against it.
        if timed.left[left], timed.right[right] { result.time = weight.time }
        if lefts.channel[left] >= 0, rights.channel[right] >= 0 { result.channel = weight.channel }
        if account != .absent || name != .absent {
            var rare: Int32 = 0
            switch account {
            case .equal, .slip: rare = rarity(lefts.account, left)
            case .masked: rare = rarity(lefts.tail, left)
            default: if name == .equal { rare = rarity(lefts.name, left) }
            }
            result.payer = weight.payer + min(rare, model.rarityLimit(of: pattern))
        }
        return result
    }

    /// −log2 of the share of lefts with the same value; one of them is the partner itself.
    private func rarity<Value: Equatable>(_ values: [Value], _ place: Int) -> Int32 {
        let same = values.count { $0 == values[place] }
        return Binary.log(2 * UInt64(values.count)) - Binary.log(2 * UInt64(same) - 1)
    }
}
