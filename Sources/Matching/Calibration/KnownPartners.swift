import Records

/// Whom entries of a leg belong to, as far as keys and people say.
struct KnownPartners {
    /// By side index; −1: not known.
    private var ofLeft: [Int32]
    private var ofRight: [Int32]
    /// Lefts and rights that people joined, not a key.
    private var confirmedLefts: Set<Int32> = []
    private var confirmedRights: Set<Int32> = []
    /// Pairs of sales that a key joined, whatever is wrong with them besides.
    private(set) var keyed: [(left: Int32, right: Int32)] = []

    /// `confirmed` counts for entries that no key has joined. An identity that two entries have
    /// says nothing of either.
    init(_ work: borrowing LegWork, _ confirmed: [ApartCouple]) {
        ofLeft = Array(repeating: -1, count: work.left.count)
        ofRight = Array(repeating: -1, count: work.right.count)
        for pair in work.pairs where LegLessons.teaching.contains(pair.entryClass) {
            guard work.definition.passes[Int(pair.pass)].hasKey, pair.left >= 0, pair.right >= 0,
                work.group(pair.left, .left) == .sale, work.group(pair.right, .right) == .sale
            else { continue }
            join(pair.left, pair.right)
            keyed.append((pair.left, pair.right))
        }
        let lefts = KnownPartners.places(Set(confirmed.map(\.left)), work.left.identity)
        let rights = KnownPartners.places(Set(confirmed.map(\.right)), work.right.identity)
        for couple in confirmed {
            guard let l = lefts[couple.left], let r = rights[couple.right], l >= 0, r >= 0,
                ofLeft[Int(l)] < 0, ofRight[Int(r)] < 0
            else { continue }
            join(l, r)
            confirmedLefts.insert(l)
            confirmedRights.insert(r)
        }
    }

    private mutating func join(_ l: Int32, _ r: Int32) {
        ofLeft[Int(l)] = r
        ofRight[Int(r)] = l
    }

    private static func places(
        _ wanted: Set<Hash128>, _ identities: [Hash128]
    ) -> [Hash128: Int32] {
        if wanted.isEmpty { return [:] }
        var places: [Hash128: Int32] = [:]
        for (index, identity) in identities.enumerated() where wanted.contains(identity) {
            places[identity] = places[identity] == nil ? Int32(index) : -1
        }
        return places
    }

    func hasAny(of lefts: [Int32]) -> Bool { lefts.contains { ofLeft[Int($0)] >= 0 } }

    /// Whether the two belong together; nil where the partner of neither is known. `byKey`: what
    /// people said does not count.
    func says(_ l: Int32, _ r: Int32, byKey: Bool) -> Bool? {
        let right = byKey && confirmedLefts.contains(l) ? -1 : ofLeft[Int(l)]
        let left = byKey && confirmedRights.contains(r) ? -1 : ofRight[Int(r)]
        return right < 0 && left < 0 ? nil : right == r
    }
}
