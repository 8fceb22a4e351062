/// Rights by distance, the nearest first; of equal ones the lowest. Four children to a node.
struct DistanceHeap {
    private var items: [(distance: Int64, right: Int32)] = []

    mutating func removeAll() { items.removeAll(keepingCapacity: true) }

    mutating func push(_ distance: Int64, _ right: Int) {
        let item = (distance: distance, right: Int32(right))
        items.append(item)
        var place = items.count - 1
        while place > 0 {
            let above = (place - 1) / 4
            if !DistanceHeap.precedes(item, items[above]) { break }
            items[place] = items[above]
            place = above
        }
        items[place] = item
    }

    mutating func pop() -> (distance: Int64, right: Int)? {
        guard let first = items.first else { return nil }
        let item = items.removeLast()
        if items.isEmpty { return (first.distance, Int(first.right)) }
        var place = 0
        while 4 * place + 1 < items.count {
            var least = 4 * place + 1
            for child in (least + 1)..<max(least + 1, min(items.count, 4 * place + 5))
            where DistanceHeap.precedes(items[child], items[least]) { least = child }
            if !DistanceHeap.precedes(items[least], item) { break }
            items[place] = items[least]
            place = least
        }
        items[place] = item
        return (first.distance, Int(first.right))
    }

    @inline(__always)
    private static func precedes(
        _ a: (distance: Int64, right: Int32), _ b: (distance: Int64, right: Int32)
    ) -> Bool {
        a.distance != b.distance ? a.distance < b.distance : a.right < b.right
    }
}
