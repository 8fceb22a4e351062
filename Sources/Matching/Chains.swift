import Records

/// Members of groups as chains through one array: no array per group.
struct Chains {
    private(set) var first: [Int32]
    private var last: [Int32]
    private(set) var next: [Int32]

    init(groups: Int, entries: Int) {
        first = Array(repeating: -1, count: groups)
        last = first
        next = Array(repeating: -1, count: entries)
    }

    @inline(__always)
    mutating func addGroup(of entry: Int32) {
        first.append(entry)
        last.append(entry)
    }

    @inline(__always)
    mutating func append(_ entry: Int32, to group: Int) {
        if first[group] < 0 {
            first[group] = entry
        } else {
            next[Int(last[group])] = entry
        }
        last[group] = entry
    }

    func members(of group: Int) -> [Int32] {
        var all: [Int32] = []
        var entry = first[group]
        while entry >= 0 {
            all.append(entry)
            entry = next[Int(entry)]
        }
        return all
    }
}
