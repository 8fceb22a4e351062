import Records
import Statements

/// Callbacks that do not prove what they say leave their link source and become problems.
///
/// With the key, a record whose signature is not that of its message fails (`badSignature`).
/// Without it, two records of one signature and different messages cannot both be genuine, nor can
/// one that contradicts the gateway's own list; the one that agrees with the list stays, else the
/// first by bytes (`contradictingCallback`).
struct SignatureCheck {
    var keys: SigningKeys
    /// What the gateways' own lists state: channel reference → amounts.
    private var stated: [String: Set<Money>] = [:]
    private(set) var problems: [Problem] = []
    private(set) var refused: [RefusedCallback] = []

    init(keys: SigningKeys, lists: [SourceTable]) {
        self.keys = keys
        for list in lists {
            for position in 0..<list.count {
                let row = list.row(position)
                let reference = list.table.channelReference[row]
                guard !reference.isEmpty, let amount = SignatureCheck.amount(list.table, row) else {
                    continue
                }
                stated[list.table.utf8Text(reference), default: []].insert(amount.canonical)
            }
        }
    }

    /// What a payer was asked for, or what the trade is for.
    private static func amount(_ table: EntryTable, _ row: Int) -> Money? {
        (table.asked(ofRow: row) ?? table.gross(ofRow: row)).map(\.canonical)
    }

    mutating func check(_ table: inout SourceTable) {
        let records = table.statement.signed
        guard !records.isEmpty else { return }
        var refused: Set<Int> = []
        if let key = keys[table.source] {
            for record in records where !holds(record, key) {
                refuse(record, table, &refused)
            }
        } else if let recorded = keys.recorded[table.source] {
            for record in records where recorded.contains("\(table.file):\(record.line)") {
                refuse(record, table, &refused)
            }
        } else {
            refuseContradictions(records, table, &refused)
        }
        if !refused.isEmpty { table.keep { !refused.contains($0) } }
    }

    private mutating func refuse(
        _ record: Statement.SignedRecord, _ table: SourceTable, _ rows: inout Set<Int>
    ) {
        rows.insert(record.row)
        refused.append(
            RefusedCallback(source: table.source, file: table.file, line: record.line))
        add(.badSignature, record, table, expected: record.scheme.rawValue)
    }

    private func holds(_ record: Statement.SignedRecord, _ key: [UInt8]) -> Bool {
        Digest.equalInConstantTime(
            Digest.md5(Array(record.message.utf8) + key), record.signature.lowercased())
    }

    private mutating func refuseContradictions(
        _ records: [Statement.SignedRecord], _ table: SourceTable, _ refused: inout Set<Int>
    ) {
        let bySignature = Dictionary(grouping: records) { $0.signature.lowercased() }
        for record in records where contradictsList(record, table) {
            refused.insert(record.row)
            add(.contradictingCallback, record, table, expected: listed(record, table))
        }
        for (_, group) in bySignature.sorted(by: { $0.key < $1.key }) {
            let open = group.filter { !refused.contains($0.row) }
            let first = open.map { Array($0.message.utf8) }
                .min { $0.lexicographicallyPrecedes($1) }
            for record in open where Array(record.message.utf8) != first {
                refused.insert(record.row)
                add(.contradictingCallback, record, table, expected: "")
            }
        }
    }

    private func contradictsList(
        _ record: Statement.SignedRecord, _ table: SourceTable
    ) -> Bool {
        guard let (amounts, amount) = compared(record, table) else { return false }
        return !amounts.contains(amount)
    }

    private func listed(_ record: Statement.SignedRecord, _ table: SourceTable) -> String {
        compared(record, table)?.amounts.map(\.description).sorted().joined(separator: " | ") ?? ""
    }

    /// The amounts that the list states in the record's currency, and the record's own.
    private func compared(
        _ record: Statement.SignedRecord, _ table: SourceTable
    ) -> (amounts: [Money], amount: Money)? {
        guard record.row >= 0, let amount = SignatureCheck.amount(table.table, record.row) else {
            return nil
        }
        let reference = table.table.channelReference[record.row]
        guard !reference.isEmpty, let known = stated[table.table.utf8Text(reference)] else {
            return nil
        }
        let comparable = known.filter { $0.currency == amount.currency }
        return comparable.isEmpty ? nil : (Array(comparable), amount)
    }

    /// The signature is shown by its ends: it is no secret, but not to be copied into a request.
    private mutating func add(
        _ code: ProblemCode, _ record: Statement.SignedRecord, _ table: SourceTable,
        expected: String
    ) {
        let amount =
            record.row >= 0
            ? SignatureCheck.amount(table.table, record.row)?.description ?? "" : ""
        let sign = record.signature
        let masked = sign.count > 8 ? "\(sign.prefix(4))…\(sign.suffix(4))" : "…"
        problems.append(
            Problem(
                file: table.file, line: record.line, code: code,
                found: amount.isEmpty ? masked : "\(amount) \(masked)", expected: expected,
                reference: record.reference))
    }
}
