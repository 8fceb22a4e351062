import Dispatch
import Matching

/// Work on several items at once with results in the items' order.
enum Parallel {
    /// `threads` items are under way at most; 1 works in the caller's own thread.
    static func map<Item: Sendable, Result: Sendable>(
        _ items: [Item], threads: Int, _ work: @escaping @Sendable (Item) async -> Result
    ) async -> [Result] {
        if threads <= 1 || items.count <= 1 {
            var results: [Result] = []
            for item in items { results.append(await work(item)) }
            return results
        }
        return await withTaskGroup(of: (Int, Result).self) { group in
            var results = [Result?](repeating: nil, count: items.count)
            var next = 0
            func add(_ group: inout TaskGroup<(Int, Result)>) {
                let index = next
                next += 1
                group.addTask { (index, await work(items[index])) }
            }
            while next < min(threads, items.count) { add(&group) }
            while let (index, result) = await group.next() {
                results[index] = result
                if next < items.count { add(&group) }
            }
            return results.map { $0! }
        }
    }

    /// `inOrder` for work that cannot fail.
    static func inOrder<Item: Sendable, Result: Sendable>(
        _ items: [Item], threads: Int, _ work: @escaping @Sendable (Item) -> Result,
        consume: (Int, Result) -> Void
    ) async {
        do {
            try await inOrder(
                items.count, threads: threads, { work(items[$0]) }, consume: consume)
        } catch {
            preconditionFailure("\(error) of work that throws nothing")
        }
    }

    /// Like `map`, but each result is handed to `consume` in the items' order as soon as it is its
    /// turn, while the next ones are under way. At most twice `threads` results exist at a time.
    static func inOrder<Result: Sendable>(
        _ count: Int, threads: Int, _ work: @escaping @Sendable (Int) throws -> Result,
        consume: (Int, Result) throws -> Void
    ) async throws {
        if threads <= 1 || count <= 1 {
            for index in 0..<count { try consume(index, work(index)) }
            return
        }
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            var waiting: [Int: Result] = [:]
            var next = 0
            var turn = 0
            func add(_ group: inout ThrowingTaskGroup<(Int, Result), any Error>) {
                let index = next
                next += 1
                group.addTask { (index, try work(index)) }
            }
            while next < min(threads * 2, count) { add(&group) }
            while let (index, result) = try await group.next() {
                waiting[index] = result
                while let ready = waiting.removeValue(forKey: turn) {
                    if next < count { add(&group) }
                    try consume(turn, ready)
                    turn += 1
                }
            }
        }
    }
}

extension Crew {
    /// So many threads of the system's; one works alone. `beside`: as many crews at once share
    /// them.
    static func threads(_ count: Int, beside crews: Int = 1) -> Crew {
        let own = count / max(1, min(count, crews))
        if own <= 1 { return .alone }
        return Crew(size: own) { DispatchQueue.concurrentPerform(iterations: $0, execute: $1) }
    }
}
