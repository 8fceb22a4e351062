import Records

/// The couples of a leg that stay apart, by side index. Empty in nearly every leg: then it is asked
/// for nothing.
struct ApartEntries: Sendable {
    private var rights: [Int32: [Int32]] = [:]
    private var lefts: [Int32: [Int32]] = [:]
    let isEmpty: Bool

    init(
        _ couples: [ApartCouple], _ left: borrowing SideColumns, _ right: borrowing SideColumns
    ) {
        isEmpty = couples.isEmpty
        if isEmpty { return }
        let ofLeft = ApartEntries.places(Set(couples.map(\.left)), left.identity)
        let ofRight = ApartEntries.places(Set(couples.map(\.right)), right.identity)
        for couple in Set(couples) {
            for l in ofLeft[couple.left] ?? [] {
                for r in ofRight[couple.right] ?? [] {
                    rights[l, default: []].append(r)
                    lefts[r, default: []].append(l)
                }
            }
        }
        for l in rights.keys { rights[l]!.sort() }
        for r in lefts.keys { lefts[r]!.sort() }
    }

    private static func places(
        _ wanted: Set<Hash128>, _ identities: [Hash128]
    ) -> [Hash128: [Int32]] {
        var places: [Hash128: [Int32]] = [:]
        for (index, identity) in identities.enumerated() where wanted.contains(identity) {
            places[identity, default: []].append(Int32(index))
        }
        return places
    }

    func contains(_ l: Int32, _ r: Int32) -> Bool { rights[l]?.contains(r) ?? false }

    /// Whether an entry is kept from every one of these of the other side.
    func keeps(_ index: Int32, _ side: Side, fromAll others: [Int32]) -> Bool {
        guard let apart = partners(of: index, side) else { return false }
        return others.allSatisfy { apart.contains($0) }
    }

    func keeps(anyOf lefts: [Int32], from rights: [Int32]) -> Bool {
        if isEmpty { return false }
        let rights = Set(rights)
        return lefts.contains { l in
            partners(of: l, .left)?.contains { rights.contains($0) } ?? false
        }
    }

    /// Ascending; nil: nobody.
    func partners(of index: Int32, _ side: Side) -> [Int32]? {
        side == .left ? rights[index] : lefts[index]
    }

    /// By left, then right.
    var couples: [(left: Int32, right: Int32)] {
        rights.sorted { $0.key < $1.key }.flatMap { l, own in own.map { (l, $0) } }
    }
}
