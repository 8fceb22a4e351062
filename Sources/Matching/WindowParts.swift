/// The open entries of both sides, part by part.
struct WindowParts: Sendable {
    let count: Int
    let left: WindowItems
    let right: WindowItems

    init(_ values: WindowValues, _ openRights: [Int32], _ crew: Crew) {
        let open = values.open.open
        count = WindowItems.parts(for: max(open.count, openRights.count))
        left = WindowItems(open, parts: count, crew) { values.leftItem($0) }
        right = WindowItems(openRights, parts: count, crew) { values.rightItem($0) }
    }

    func free() {
        left.items.free()
        right.items.free()
    }

    /// Entries of either side, of all parts and at most of one.
    var size: (left: Int, right: Int) { (left.items.count, right.items.count) }
    var largest: (left: Int, right: Int) { (left.largest, right.largest) }

    /// How many threads share the parts: each takes every so manieth.
    func pieces(_ crew: Crew) -> Int {
        min(crew.pieces(for: left.items.count + right.items.count), count)
    }

    func each(_ crew: Crew, _ work: @Sendable (_ piece: Int, _ parts: StrideTo<Int>) -> Void) {
        let pieces = pieces(crew)
        crew.each(pieces) { piece in work(piece, stride(from: piece, to: count, by: pieces)) }
    }
}
