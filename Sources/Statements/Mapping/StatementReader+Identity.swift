import Records

extension StatementReader {
    /// Channel, kind and the identity columns; the same trade in two bills of a channel is one
    /// entry. Without such columns: the cleaned row and its occurrence number, so that N identical
    /// honest rows stay N whatever their order.
    mutating func identity(_ index: Int, _ kind: EntryKind, firstOfRow: Int) -> Hash128 {
        let rule = plan.rules[index]
        var hasher = identities.base(identityChannel, kind)
        if rule.channelColumn >= 0 { combine(cells[rule.channelColumn], into: &hasher) }
        let hasValues = rule.identity.contains { $0 >= 0 && !cells[$0].isEmpty }
        if hasValues {
            for column in rule.identity { combine(cell(column), into: &hasher) }
        } else {
            for column in plan.hashOrder { combine(cells[column], into: &hasher) }
        }
        // A row that yields two entries of one kind (two fees) keeps them apart.
        var sameKind: UInt64 = 0
        for entry in firstOfRow..<statement.table.count where statement.table.kind[entry] == kind {
            sameKind += 1
        }
        if sameKind > 0 { hasher.combine(word: sameKind) }
        let hash = hasher.finalize()
        if hasValues, !rule.identityCounts { return hash }
        let occurrence = identities.occurrence(of: hash)
        if occurrence == 0 { return hash }
        var counted = hasher
        counted.combine(word: 0x6F63_6375_7272 ^ occurrence)
        return counted.finalize()
    }

    /// Text is hashed as UTF-8: the same row in GB18030 and UTF-8 is the same entry.
    private mutating func combine(_ ref: TextRef, into hasher: inout Hasher128) {
        if !gb18030 || ref.inHeap || withBytes(ref, { FieldText.isASCII($0) }) {
            var copy = hasher
            withBytes(ref) { copy.combine($0) }
            hasher = copy
            return
        }
        transcode(ref)
        hasher.combine(scratch.span)
    }
}
