import Synchronization

/// Who does numbered pieces of work: the caller alone, or several threads at once. A leg is a pure
/// function of its inputs either way: pieces write in places of their own, and what they found is
/// put together in the pieces' order.
package struct Crew: Sendable {
    /// Threads at once, 1 or more.
    let size: Int
    private let run: @Sendable (Int, @Sendable (Int) -> Void) -> Void

    package static let alone = Crew(size: 1) { count, work in
        for piece in 0..<count { work(piece) }
    }

    /// `run`: does the pieces 0..<count, in any order, and returns when all are done.
    package init(size: Int, run: @escaping @Sendable (Int, @Sendable (Int) -> Void) -> Void) {
        precondition(size > 0, "a crew of \(size)")
        self.size = size
        self.run = run
    }

    /// Fewer entries than this are sooner done by one thread than another is woken.
    private static let leastEntries = 8_192

    /// How many pieces to cut so many entries into.
    func pieces(for entries: Int) -> Int { entries < Crew.leastEntries ? 1 : size }

    func each(_ count: Int, _ work: @Sendable (Int) -> Void) {
        if count == 1 { work(0) } else { run(count, work) }
    }

    /// The numbers below `count` of which something is so, ascending.
    @inline(__always)
    func numbers(below count: Int, where isWanted: @Sendable (Int) -> Bool) -> [Int32] {
        let pieces = pieces(for: count)
        let found = Mutex([[Int32]](repeating: [], count: pieces))
        each(pieces) { piece in
            let stretch = Crew.stretch(piece, of: pieces, count)
            let own = unsafe [Int32](unsafeUninitializedCapacity: stretch.count) {
                numbers, wanted in
                for number in stretch where isWanted(number) {
                    unsafe numbers[wanted] = Int32(number)
                    wanted += 1
                }
            }
            found.withLock { $0[piece] = own }
        }
        let all = found.withLock { $0 }
        return all.count == 1 ? all[0] : Array(all.joined())
    }

    /// One of `pieces` stretches of 0..<count, equally long but for the last ones.
    static func stretch(_ piece: Int, of pieces: Int, _ count: Int) -> Range<Int> {
        count * piece / pieces..<count * (piece + 1) / pieces
    }
}
