import Records

/// What the entries of a segment are found by: identities, and references whatever their role.
struct EntryKeys {
    private(set) var identities = IndexKeys()
    private(set) var references = IndexKeys()

    var count: Int { identities.count + references.count }

    /// Of rows from `first` on, which stand in `table` and `texts` from 0 on.
    mutating func append(_ table: EntryTable, _ texts: EntryTexts, segment: Int, first: Int) {
        identities.reserve(identities.count + table.count)
        references.reserve(references.count + table.count * 2)
        var seen: [Hash128] = []
        for row in 0..<table.count {
            let id = EntryID(segment: segment, row: first + row).rawValue
            identities.append(table.identity[row], id)
            seen.removeAll(keepingCapacity: true)
            for column in 0..<EntryTexts.referenceCount {
                let range = texts.range(column, row)
                guard !range.isEmpty else { continue }
                let hash = EntryKeys.hash(texts.bytes.span.extracting(range))
                // An order's number often stands in two roles.
                guard !seen.contains(hash) else { continue }
                seen.append(hash)
                references.append(hash, id)
                if EntryKeys.money.contains(table.kind[row]) {
                    references.append(EntryKeys.ofMoney(hash), id)
                }
            }
        }
    }

    /// Kinds of the money that many entries become. They stand under a key of their own, too: all
    /// orders of a batch bear its number, and the one payout among them is asked for.
    static let money: Set<EntryKind> = [.payout, .transfer]

    /// The key of a reference's payouts and transfers: beside that of the reference, so that the
    /// same pages hold both.
    static func ofMoney(_ hash: Hash128) -> Hash128 { Hash128(high: hash.high, low: ~hash.low) }

    mutating func sort() {
        identities.sort()
        references.sort()
    }

    /// The hash that a reference is looked up by: of its bytes with ASCII capitals as small ones,
    /// so that rules that do not tell them apart find both. Who tells them apart compares bytes.
    static func hash(_ reference: Span<UInt8>) -> Hash128 {
        var hasher = Hasher128()
        var hasCapital = false
        for index in reference.indices where (0x41...0x5A).contains(reference[index]) {
            hasCapital = true
            break
        }
        if hasCapital {
            var folded: [UInt8] = []
            folded.reserveCapacity(reference.count)
            for index in reference.indices { folded.append(fold(reference[index])) }
            hasher.combine(folded.span)
        } else {
            hasher.combine(reference)
        }
        return hasher.finalize()
    }

    @inline(__always)
    static func fold(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
    }
}
