import Records
import Synchronization

/// Counterparties as marks of sixteen bytes, which are compared in place of texts.
struct WindowPayers {
    /// The bytes and length of a short text, the hash of a long one, the number of a text; `none`.
    struct Mark: Hashable, BitwiseCopyable {
        var low: UInt64
        var high: UInt64

        static let none = Mark(low: 0, high: 0)
        /// In the highest byte of a mark that is a hash; else it is the text's length.
        fileprivate static let hashed: UInt64 = 0xFF << 56

        var isNone: Bool { self == Mark.none }
        var isHash: Bool { high >= Mark.hashed }
    }

    private let marks: (left: Slab<Mark>, right: Slab<Mark>)
    private let inputs: LegInputs
    private let places: (left: SidePlaces, right: SidePlaces)
    let isAsked: Bool
    /// Whether a mark is a hash, which may, once in a lifetime, stand for two texts.
    let hasHashes: Bool

    /// Longer texts than this are marked by a hash.
    static let longestWhole = 15

    /// No marks where the rule does not ask for counterparties.
    init(
        _ inputs: LegInputs, _ crew: Crew, isAsked: Bool,
        hash: @escaping @Sendable (Span<UInt8>) -> Hash128 = WindowPayers.hash
    ) {
        let hashed = Atomic(false)
        func marks(_ side: [LegInput]) -> Slab<Mark> {
            let marks = Slab<Mark>(count: isAsked ? side.reduce(0) { $0 + $1.count } : 0)
            var first = 0
            for input in side where isAsked {
                let start = first
                let pieces = crew.pieces(for: input.count)
                crew.each(pieces) { piece in
                    // Held once: threads that count a table's references take turns.
                    let (box, column) = (input.box, input.table.counterparty)
                    var hasHash = false
                    for position in Crew.stretch(piece, of: pieces, input.count) {
                        let ref = column[input.row(position)]
                        let mark =
                            ref.isEmpty
                            ? Mark.none
                            : box.withBytes(of: ref) { WindowPayers.mark($0, hash) }
                        if mark.isHash { hasHash = true }
                        marks[start + position] = mark
                    }
                    if hasHash { hashed.store(true, ordering: .relaxed) }
                }
                first += input.count
            }
            return marks
        }
        let both = (marks(inputs.left), marks(inputs.right))
        self.init(inputs, isAsked, both, hasHashes: hashed.load(ordering: .relaxed))
    }

    /// Numbers in place of marks.
    init(numbering inputs: LegInputs, isAsked: Bool) {
        var numbers = WindowNumbers()
        func marks(_ side: [LegInput]) -> Slab<Mark> {
            let marks = Slab<Mark>(count: isAsked ? side.reduce(0) { $0 + $1.count } : 0)
            var index = 0
            for input in side where isAsked {
                for position in 0..<input.count {
                    let ref = input.table.counterparty[input.row(position)]
                    marks[index] =
                        ref.isEmpty ? .none : Mark(low: numbers.number(ref, input.box), high: 0)
                    index += 1
                }
            }
            return marks
        }
        self.init(
            inputs, isAsked, (marks(inputs.left), marks(inputs.right)), hasHashes: false)
    }

    private init(
        _ inputs: LegInputs, _ isAsked: Bool, _ marks: (Slab<Mark>, Slab<Mark>), hasHashes: Bool
    ) {
        self.inputs = inputs
        self.isAsked = isAsked
        self.marks = marks
        self.hasHashes = hasHashes
        places = (SidePlaces(inputs.left), SidePlaces(inputs.right))
    }

    /// Whoever marks frees what it took.
    func free() {
        marks.left.free()
        marks.right.free()
    }

    /// Whether an entry names who paid, or need not.
    @inline(__always)
    func names(_ index: Int, _ side: Side) -> Bool { !isAsked || !mark(index, side).isNone }

    /// `none` where the rule does not ask.
    @inline(__always)
    func mark(_ index: Int, _ side: Side) -> Mark {
        isAsked ? (side == .left ? marks.left[index] : marks.right[index]) : .none
    }

    /// Whether both name the same bytes.
    func isSame(left l: Int, right r: Int) -> Bool {
        !isAsked
            || TableBox.same(
                ref(l, .left), places.left.box(l), ref(r, .right), places.right.box(r))
    }

    func isSame(left l: Int, left other: Int) -> Bool {
        !isAsked
            || TableBox.same(
                ref(l, .left), places.left.box(l), ref(other, .left), places.left.box(other))
    }

    private func ref(_ index: Int, _ side: Side) -> TextRef {
        let places = side == .left ? places.left : places.right
        return places.box(index).table.counterparty[places.row(index)]
    }

    @inline(__always)
    private static func mark(_ bytes: Span<UInt8>, _ hash: (Span<UInt8>) -> Hash128) -> Mark {
        let count = bytes.count
        guard count <= WindowPayers.longestWhole else {
            let hash = hash(bytes)
            return Mark(low: hash.low, high: hash.high | Mark.hashed)
        }
        var (low, high): (UInt64, UInt64) = (0, UInt64(count) << 56)
        for index in 0..<min(count, 8) { low |= UInt64(bytes[index]) << UInt64(index * 8) }
        for index in min(count, 8)..<count {
            high |= UInt64(bytes[index]) << UInt64((index - 8) * 8)
        }
        return Mark(low: low, high: high)
    }

    static func hash(_ bytes: Span<UInt8>) -> Hash128 {
        var hasher = Hasher128(seed: 0x7769_6E64)
        hasher.combine(bytes)
        return hasher.finalize()
    }
}
