package import Records

/// An entry of a trace, where it stands, and whether it still counts.
package struct TracedEntry: Sendable, Hashable {
    package var id: EntryID
    /// 0: it bears the reference; else how many steps away it was found.
    package var step: Int
    package var source: String
    /// The file's name, with the archive's member.
    package var file: String
    /// From 1.
    package var line: Int
    package var importNumber: Int
    package var importedAt: Instant
    package var kind: EntryKind
    package var status: EntryStatus
    package var gross: Money?
    package var fee: Money?
    package var net: Money?
    package var channel = ""
    package var references: [Reference] = []
    package var occurredAt: Instant?
    package var standing = Standing.counts

    package struct Reference: Sendable, Hashable {
        package var role: Role
        package var text: String
    }

    package enum Role: String, Sendable, CaseIterable {
        case order, channel, refund, batch, bank, chain
    }

    package enum Standing: Sendable, Hashable {
        case counts
        /// It repeats an earlier row, or says less than one did.
        case repeated
        /// A later state, or a corrected file: which entry took its place, and by which import.
        case superseded(by: EntryID, import: Int)
        /// A corrected file lacks it.
        case withdrawn(import: Int)

        package var name: String {
            switch self {
            case .counts: "counts"
            case .repeated: "repeated"
            case .superseded: "superseded"
            case .withdrawn: "withdrawn"
            }
        }
    }

    init(
        _ table: EntryTable, _ row: Int, id: EntryID, step: Int, of statement: StatementFact,
        importedAt: Instant
    ) {
        self.id = id
        self.step = step
        source = statement.source
        file = statement.file
        importNumber = statement.importNumber
        self.importedAt = importedAt
        line = Int(table.line[row])
        kind = table.kind[row]
        status = table.status[row]
        gross = table.gross(ofRow: row)
        fee = table.fee(ofRow: row)
        net = table.net(ofRow: row)
        channel = table.channel[row]
        occurredAt = table.occurred(ofRow: row)
        let columns: [(Role, TextRef)] = [
            (.order, table.orderReference[row]), (.channel, table.channelReference[row]),
            (.refund, table.refundReference[row]), (.batch, table.batchReference[row]),
            (.bank, table.bankReference[row]), (.chain, table.chainReference[row]),
        ]
        references = columns.filter { !$0.1.isEmpty }.map {
            Reference(role: $0.0, text: table.utf8Text($0.1))
        }
    }

    package var supersededBy: EntryID? {
        if case .superseded(let entry, _) = standing { entry } else { nil }
    }

    /// When it happened; where the file does not say, when it was imported.
    package var time: Instant { occurredAt ?? importedAt }
}
