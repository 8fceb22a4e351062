import Records

extension WindowSearch {
    /// Where an entry stands among the groups', and in which.
    private struct Place {
        var at: Int
        var group: Int
    }

    /// Takes back that couples fit which stay apart.
    func keep(_ apart: ApartEntries) {
        let couples = apart.couples
        var lefts = Dictionary(
            uniqueKeysWithValues: Set(couples.map(\.left)).map { ($0, Place?.none) })
        var rights = Dictionary(
            uniqueKeysWithValues: Set(couples.map(\.right)).map { ($0, Place?.none) })
        for part in 0..<items.count {
            for group in groups.numbers(of: part) {
                for at in groups[group].lefts where lefts[groups.lefts[at]] != nil {
                    lefts[groups.lefts[at]] = Place(at: at, group: group)
                }
                for at in groups[group].rights where rights[groups.rights[at]] != nil {
                    rights[groups.rights[at]] = Place(at: at, group: group)
                }
            }
        }
        for couple in couples {
            guard let l = lefts[couple.left] ?? nil, let r = rights[couple.right] ?? nil,
                meets(r.group, l.group), isOpen(l.at, at: groups.times[r.at])
            else { continue }
            fits[r.at].count -= 1
            fits[r.at].sum -= Int64(l.at)
            rivals[l.at].count -= 1
            if rivals[l.at].first == couple.right { findFirst(l, couple.left, apart) }
        }
    }

    /// The first right entry of a left one, without those that stay apart from it.
    private func findFirst(_ l: Place, _ index: Int32, _ apart: ApartEntries) {
        rivals[l.at].first = -1
        for part in 0..<items.count {
            for group in groups.numbers(of: part) where meets(group, l.group) {
                for at in groups[group].rights {
                    let (other, first) = (groups.rights[at], rivals[l.at].first)
                    if isOpen(l.at, at: groups.times[at]), !apart.contains(index, other),
                        first < 0 || values.right.precedes(other, first)
                    {
                        rivals[l.at].first = other
                    }
                }
            }
        }
    }

    private func isOpen(_ left: Int, at time: Int64) -> Bool {
        groups.begins[left] <= time && time <= end(ofLeft: left)
    }

    /// Whether the rights of one group were held against the lefts of another.
    private func meets(_ group: Int, _ leftGroup: Int) -> Bool {
        guard !groups[group].rights.isEmpty else { return false }
        guard let near else { return group == leftGroup }
        return near.lefts(of: group).groups.contains { Int($0) == leftGroup }
    }
}
