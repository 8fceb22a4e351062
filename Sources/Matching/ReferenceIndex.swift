import Records

/// Entries of one side by one reference, confirmed by bytes.
struct ReferenceIndex {
    private let index: KeyIndex
    private let references: [TextRef]
    private let places: SidePlaces

    init(_ role: ReferenceRole, _ side: borrowing SideColumns, group: KindGroup? = nil) {
        let references = side.references[role.column]
        let places = side.places
        var index = KeyIndex(capacity: references.count, entries: references.count)
        for entry in references.indices {
            if let group, side.group[entry] != group { continue }
            let reference = references[entry]
            if reference.isEmpty { continue }
            let box = places.box(entry)
            index.insert(ReferenceIndex.hash(reference, box), member: Int32(entry)) {
                TableBox.same(reference, box, references[Int($0)], places.box(Int($0)))
            }
        }
        self.index = index
        self.references = references
        self.places = places
    }

    static func hash(_ reference: TextRef, _ box: TableBox) -> Hash128 {
        var hasher = Hasher128(seed: 0x6C69_6E6B)
        box.withBytes(of: reference) { hasher.combine($0) }
        return hasher.finalize()
    }

    /// All entries with a reference of some table.
    func all(_ reference: TextRef, in box: TableBox) -> [Int32] {
        let group = index.find(ReferenceIndex.hash(reference, box)) {
            TableBox.same(reference, box, references[Int($0)], places.box(Int($0)))
        }
        return group.map { index.members(of: $0) } ?? []
    }

    /// The earliest of them on its side.
    func find(_ reference: TextRef, in box: TableBox, _ side: borrowing SideColumns) -> Int32? {
        side.order.sorted(all(reference, in: box)).first
    }
}
