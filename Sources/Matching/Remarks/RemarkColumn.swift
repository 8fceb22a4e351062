/// What the remarks of one side name: per entry, numbers of tokens that lefts have, ascending.
struct RemarkColumn {
    private var starts: [Int32] = [0]
    private var tokens: [Int32] = []
    private var says: [Bool] = []
    private var isOther: [Bool] = []

    /// Whether any entry says anything.
    private(set) var isEmpty = true

    /// `isOther`: its words are of money that is no sale.
    mutating func append(_ numbers: Set<Int32>, says: Bool, isOther: Bool) {
        tokens += numbers.sorted()
        starts.append(Int32(tokens.count))
        self.says.append(says)
        self.isOther.append(isOther)
        if says || isOther { isEmpty = false }
    }

    func tokens(of entry: Int) -> ArraySlice<Int32> {
        tokens[Int(starts[entry])..<Int(starts[entry + 1])]
    }

    /// Per token, how many entries have it.
    var counts: [Int32] {
        var counts: [Int32] = []
        for token in tokens {
            while counts.count <= Int(token) { counts.append(0) }
            counts[Int(token)] += 1
        }
        return counts
    }

    /// Each token with each entry that has it.
    func places(where isWanted: (Int32) -> Bool) -> (keys: [Int64], entries: [Int32]) {
        var found: (keys: [Int64], entries: [Int32]) = ([], [])
        for entry in says.indices {
            for token in tokens(of: entry) where isWanted(token) {
                found.keys.append(Int64(token))
                found.entries.append(Int32(entry))
            }
        }
        return found
    }

    /// How an entry's remark agrees with one of the other side, and what they have in common.
    func agreement(
        _ own: Int, _ other: borrowing RemarkColumn, _ entry: Int
    ) -> (level: ScoredLevels.Remark, common: [Int32]) {
        if other.isOther[entry], !isOther[own] { return (.contradicts, []) }
        guard says[own], other.says[entry] else { return (.absent, []) }
        let (a, b) = (tokens(of: own), other.tokens(of: entry))
        if a.isEmpty || b.isEmpty { return (.differs, []) }
        var (x, y, common) = (a.startIndex, b.startIndex, [Int32]())
        while x < a.endIndex, y < b.endIndex {
            if a[x] == b[y] {
                common.append(a[x])
                x += 1
                y += 1
            } else if a[x] < b[y] {
                x += 1
            } else {
                y += 1
            }
        }
        return (common.isEmpty ? .differs : .shared, common)
    }
}
