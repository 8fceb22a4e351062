import Records

/// By time, then identity: an order of entries that does not depend on where they stand in files.
struct SideOrder {
    let time: [Int64]
    let identity: [Hash128]

    @inline(__always)
    func precedes(_ a: Int32, _ b: Int32) -> Bool {
        let times = (time[Int(a)], time[Int(b)])
        if times.0 != times.1 { return times.0 < times.1 }
        let identities = (identity[Int(a)], identity[Int(b)])
        return identities.0 != identities.1 ? identities.0 < identities.1 : a < b
    }

    func sorted(_ indices: [Int32]) -> [Int32] {
        guard indices.count > 1 else { return indices }
        let isOrdered = (1..<indices.count).allSatisfy { precedes(indices[$0 - 1], indices[$0]) }
        return isOrdered ? indices : indices.sorted { precedes($0, $1) }
    }
}
