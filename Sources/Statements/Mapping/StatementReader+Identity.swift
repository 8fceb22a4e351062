import Records

extension StatementReader {
    /// Channel, kind and the identity columns; the same trade in two bills of a channel is one
    /// entry. Without such columns: the cleaned row and its occurrence number, so that N identical
    /// honest rows stay N whatever their order.
    mutating func identity(_ rule: Plan.Rule, _ kind: EntryKind, firstOfRow: Int) -> Hash128 {
        var hasher = identities.base(identityChannel, kind)
        if rule.channelColumn >= 0 { combine(cells[rule.channelColumn], into: &hasher) }
        var hasValues = false
        for index in rule.identity.indices where !cell(rule.identity[index]).isEmpty {
            hasValues = true
        }
        if hasValues {
            for index in rule.identity.indices {
                combine(cell(rule.identity[index]), into: &hasher)
            }
        } else {
            for index in plan.hashOrder.indices {
                combine(cells[plan.hashOrder[index]], into: &hasher)
            }
        }
        // A row that yields two entries of one kind (two fees) keeps them apart.
        var sameKind: UInt64 = 0
        for entry in firstOfRow..<statement.table.count where statement.table.kind[entry] == kind {
            sameKind += 1
        }
        if sameKind > 0 { hasher.combine(word: sameKind) }
        let hash = hasher.finalize()
        if hasValues, !rule.identityCounts { return hash }
        if isBlock {
            // How many came before the block is known when it is taken over.
            counted.append(
                BlockReading.CountedIdentity(entry: statement.table.count, hasher: hasher))
            return hash
        }
        return IdentityCounter.identity(hasher, identities.occurrence(of: hash))
    }

    /// Text is hashed as UTF-8: the same row in GB18030 and UTF-8 is the same entry.
    private mutating func combine(_ ref: TextRef, into hasher: inout Hasher128) {
        if !gb18030 || ref.inHeap || withBytes(ref, { FieldText.isASCII($0) }) {
            withBytes(ref) { hasher.combine($0) }
            return
        }
        transcode(ref)
        let text = scratch
        hasher.combine(text.span)
    }
}
