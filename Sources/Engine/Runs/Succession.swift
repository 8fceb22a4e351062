package import Records
import Statements

/// Entries of one identity in several files of one source are one entry: a trade stands in the ALL
/// and the SUCCESS bill, a refund in a later bill with its final state, a day in two exports.
///
/// Within one file equal identities are rows of their own, so that the n-th of a file meets the
/// n-th of another. Which file's row is kept depends on the set of files, never on their order.
package enum Succession {
    static func settle(_ tables: inout [SourceTable]) {
        guard tables.filter({ $0.count > 0 }).count > 1 else { return }
        var occurrences: [Occurrence] = []
        for (index, table) in tables.enumerated() {
            var seen: [Hash128: Int32] = [:]
            for position in 0..<table.count {
                let row = table.row(position)
                let identity = table.table.identity[row]
                let number = seen[identity, default: 0]
                seen[identity] = number + 1
                occurrences.append(
                    Occurrence(
                        identity: identity, number: number,
                        rank: rank(table.table.kind[row], table.table.status[row]),
                        table: Int32(index), row: Int32(row)))
            }
        }
        let order = tables.indices.sorted { a, b in
            (tables[a].file, tables[a].statement.account) < (
                tables[b].file, tables[b].statement.account
            )
        }
        var standing = [Int](repeating: 0, count: tables.count)
        for (position, index) in order.enumerated() { standing[index] = position }
        occurrences.sort { a, b in
            if a.identity != b.identity { return a.identity < b.identity }
            return (a.number, a.rank, standing[Int(a.table)]) < (
                b.number, b.rank, standing[Int(b.table)]
            )
        }
        drop(occurrences, from: &tables)
    }

    private struct Occurrence {
        var identity: Hash128
        var number: Int32
        var rank: Int32
        var table: Int32
        var row: Int32
    }

    /// All but the first of each (identity, number).
    private static func drop(_ occurrences: [Occurrence], from tables: inout [SourceTable]) {
        var dropped: [Int: Set<Int>] = [:]
        for (previous, next) in zip(occurrences, occurrences.dropFirst())
        where previous.identity == next.identity && previous.number == next.number {
            dropped[Int(next.table), default: []].insert(Int(next.row))
        }
        for (index, rows) in dropped { tables[index].keep { !rows.contains($0) } }
    }

    /// Which state supersedes: lower wins. A refund is accepted first and may fail later; a sale
    /// waits first, may lapse, and may be paid after all.
    package static func rank(_ kind: EntryKind, _ status: EntryStatus) -> Int32 {
        switch (kind, status) {
        case (.refund, .failed), (.refund, .closed): 0
        case (_, .refunded), (_, .frozen): 1
        case (_, .succeeded): 2
        case (_, .closed), (_, .expired), (_, .failed): 3
        case (_, .pending): 4
        }
    }
}
