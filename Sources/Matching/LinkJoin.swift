import Records

extension LegWork {
    /// Tells each order what its link sources say: the asked amount, the payment window, whether a
    /// callback says paid. The smallest link by time, then identity, speaks first.
    mutating func joinLinks() {
        guard linkOutcome.count > 0 else { return }
        let orders = orderIndex()
        for link in linksInOrder() {
            let (box, row) = position(link, .link)
            let table = box.table
            let reference = table.orderReference[row]
            guard !reference.isEmpty,
                let order = orders.find(reference, in: table, self)
            else { continue }
            linkOutcome.partner[Int(link)] = order
            var facts = linkFacts[order] ?? LinkFacts()
            if facts.link < 0 { facts.link = link }
            if facts.asked == AmountColumn.absent, let asked = askedAmount(table, row) {
                facts.asked = asked.units
                facts.askedCurrency = currencyCode(asked.currency)
            }
            let created = table.createdAt[row]
            if facts.windowStart == EntryTable.noTime, created != EntryTable.noTime {
                facts.windowStart = created
            }
            if facts.windowEnd == EntryTable.noTime, table.expiresAt[row] != EntryTable.noTime {
                facts.windowEnd = table.expiresAt[row]
            }
            if table.status[row].movedMoney { facts.saysPaid = true }
            linkFacts[order] = facts
        }
    }

    private func askedAmount(_ table: EntryTable, _ row: Int) -> (
        units: Int128, currency: Currency
    )? {
        guard let asked = table.asked(ofRow: row) else { return nil }
        return (asked.rescaled(to: scale).units, asked.currency)
    }

    func linksInOrder() -> [Int32] {
        inOrder(Array(0..<Int32(linkOutcome.count)), .link)
    }

    /// Left sales by their order reference.
    func orderIndex() -> ReferenceIndex {
        ReferenceIndex(role: .order, side: .left, group: .sale, self)
    }

    /// What became of callbacks and gateway lists: joined, repeated, or speaking of nothing known.
    mutating func classifyLinks() {
        var seen: [Hash128: Int32] = [:]
        for link in linksInOrder() {
            let (box, row) = position(link, .link)
            let table = box.table
            let index = Int(link)
            var findings = Findings()
            if seen[table.identity[row]] != nil {
                findings.insert(.duplicateNotification)
                linkOutcome.classes[index] = .ignored
            } else {
                seen[table.identity[row]] = link
                if linkOutcome.partner[index] >= 0 {
                    linkOutcome.classes[index] = table.status[row].movedMoney ? .matched : .ignored
                    findings.insert(table.status[row].movedMoney ? .linkOnly : .unpaid)
                } else {
                    linkOutcome.classes[index] = .ignored
                    findings.insert(.linkOnly)
                    findings.insert(.orderMissing)
                }
            }
            linkOutcome.findings[index] = findings
        }
    }
}

/// Entries of one side by one reference, confirmed by bytes.
struct ReferenceIndex {
    private var index: KeyIndex
    private let role: ReferenceRole
    private let side: Side

    init(role: ReferenceRole, side: Side, group: KindGroup?, _ work: LegWork) {
        self.role = role
        self.side = side
        let count = work.count(of: side)
        index = KeyIndex(capacity: count, entries: count)
        for entry in 0..<Int32(count) {
            if let group, side != .link, work.group(entry, side) != group { continue }
            let (box, row) = work.position(entry, side)
            let reference = box.table.reference(role, row)
            if reference.isEmpty { continue }
            index.insert(ReferenceIndex.hash(reference, box.table), member: entry) { other in
                let (otherBox, otherRow) = work.position(other, side)
                return box.table.equal(
                    reference, otherBox.table, otherBox.table.reference(role, otherRow))
            }
        }
    }

    static func hash(_ reference: TextRef, _ table: EntryTable) -> Hash128 {
        var hasher = Hasher128(seed: 0x6C69_6E6B)
        table.withBytes(of: reference) { hasher.combine($0) }
        return hasher.finalize()
    }

    /// All entries with that reference.
    func all(_ reference: TextRef, in table: EntryTable, _ work: LegWork) -> [Int32] {
        let group = index.find(ReferenceIndex.hash(reference, table)) { other in
            let (otherBox, otherRow) = work.position(other, side)
            return table.equal(
                reference, otherBox.table, otherBox.table.reference(role, otherRow))
        }
        return group.map { index.members(of: $0) } ?? []
    }

    /// The earliest entry with that reference.
    func find(_ reference: TextRef, in table: EntryTable, _ work: LegWork) -> Int32? {
        work.inOrder(all(reference, in: table, work), side).first
    }
}
