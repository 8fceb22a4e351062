import Records
import Synchronization

/// What a window found: for each right entry nobody, one left entry, or several.
struct WindowAnswers {
    struct Found: BitwiseCopyable {
        /// The only left entry, or the first of several in stated order; −1: nobody.
        var left: Int32 = -1
        /// Where several are named, in the list of the thread that found them; −1: only one.
        var list: Int32 = -1
        var piece: UInt16 = 0
    }

    /// By side index of the right.
    private let found: Slab<Found>
    /// By side index of the left: the first right entry that it fits, −1.
    private let firsts: Slab<Int32>
    /// By thread: candidates in stated order, each list ended by −1.
    private(set) var named: [[Int32]] = []

    /// Nil: values told more alike than is; nothing can be said.
    init?(
        _ values: WindowValues, _ openRights: [Int32], _ counts: (left: Int, right: Int),
        _ tolerance: (allowed: AmountTolerance, scale: Int)?, _ telling: WindowGroups.Telling,
        apart: ApartEntries, _ crew: Crew
    ) {
        let items = WindowParts(values, openRights, crew)
        defer { items.free() }
        found = Slab(repeating: Found(), count: counts.right)
        firsts = Slab(repeating: -1, count: counts.left)
        // Whether values are all that tells groups apart, and may stand for what is not equal.
        let isDoubtful = if case .values = telling { !values.areWhole } else { false }
        let isConfirmed = Atomic(true)
        // Where groups of several parts meet, all are laid before the first answers.
        var whole: WindowSearch?
        if tolerance != nil || !apart.isEmpty {
            var search = WindowSearch(items, values, telling, holdsOne: false)
            let laid = search
            items.each(crew) { _, parts in
                var scratch = laid.groups.scratch()
                defer { scratch.free() }
                for part in parts {
                    laid.lay(part, &scratch)
                    if tolerance == nil { laid.meet(part) }
                }
            }
            if let tolerance { search.meet(near: tolerance.allowed, scale: tolerance.scale) }
            if !apart.isEmpty { search.keep(apart) }
            whole = search
        }
        defer { whole?.free() }
        let (all, found, firsts) = (whole, found, firsts)
        let pieces = items.pieces(crew)
        let lists = Mutex([[Int32]](repeating: [], count: pieces))
        items.each(crew) { piece, parts in
            let search = all ?? WindowSearch(items, values, telling, holdsOne: true)
            var writer = Writer(found: found, firsts: firsts, piece: piece)
            var scratch = search.groups.scratch()
            defer { scratch.free() }
            for part in parts {
                if all == nil {
                    search.lay(part, &scratch)
                    search.meet(part)
                }
                for group in search.groups.numbers(of: part) {
                    search.answer(group, &writer)
                    if isDoubtful, !search.isOne(search.groups[group]) {
                        isConfirmed.store(false, ordering: .relaxed)
                    }
                }
            }
            if all == nil { search.free() }
            lists.withLock { $0[piece] = writer.named }
        }
        named = lists.withLock { $0 }
        if isDoubtful { confirm(openRights, values, crew, isConfirmed) }
        if !isConfirmed.load(ordering: .relaxed) {
            free()
            return nil
        }
    }

    /// Whoever asks frees what it took.
    func free() {
        found.free()
        firsts.free()
    }

    @inline(__always)
    subscript(r: Int32) -> Found { found[Int(r)] }

    /// The first right entry that a left one fits, −1.
    @inline(__always)
    func firstRight(_ l: Int32) -> Int32 { firsts[Int(l)] }

    /// Compares those that are taken without rivals.
    private func confirm(
        _ openRights: [Int32], _ values: WindowValues, _ crew: Crew,
        _ isConfirmed: borrowing Atomic<Bool>
    ) {
        for r in openRights {
            let found = self[r]
            if found.left >= 0, !values.isSame(left: found.left, right: r) {
                isConfirmed.store(false, ordering: .relaxed)
            }
        }
    }

    /// Takes down what one thread finds.
    struct Writer {
        fileprivate let found: Slab<Found>
        fileprivate let firsts: Slab<Int32>
        fileprivate let piece: Int
        fileprivate var named: [Int32] = []

        fileprivate init(
            found: Slab<Found>, firsts: Slab<Int32>, piece: Int
        ) {
            self.found = found
            self.firsts = firsts
            self.piece = piece
        }

        @inline(__always)
        func setFirst(_ r: Int32, of l: Int32) { firsts[Int(l)] = r }

        @inline(__always)
        func setOnly(_ l: Int32, of r: Int32) { found[Int(r)] = Found(left: l) }

        @inline(__always)
        mutating func setSeveral(of r: Int32, _ name: (inout [Int32]) -> Void) {
            let start = named.count
            name(&named)
            named.append(-1)
            found[Int(r)] = Found(
                left: named[start], list: Int32(start), piece: UInt16(piece))
        }
    }
}
