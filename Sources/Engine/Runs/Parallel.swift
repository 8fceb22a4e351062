/// Work on several items at once with results in the items' order.
enum Parallel {
    /// `threads` items are under way at most; 1 works in the caller's own thread.
    static func map<Item: Sendable, Result: Sendable>(
        _ items: [Item], threads: Int, _ work: @escaping @Sendable (Item) -> Result
    ) async -> [Result] {
        if threads <= 1 || items.count <= 1 { return items.map(work) }
        return await withTaskGroup(of: (Int, Result).self) { group in
            var results = [Result?](repeating: nil, count: items.count)
            var next = 0
            func add(_ group: inout TaskGroup<(Int, Result)>) {
                let index = next
                next += 1
                group.addTask { (index, work(items[index])) }
            }
            while next < min(threads, items.count) { add(&group) }
            while let (index, result) = await group.next() {
                results[index] = result
                if next < items.count { add(&group) }
            }
            return results.map { $0! }
        }
    }
}
