import Records

extension StatementReader {
    /// Keeps what was signed, for whoever holds the key. `entry`: the row's first entry, or −1.
    mutating func keepSignature(_ scheme: Dialect.SignatureScheme, _ entry: Int) {
        let names = source.names
        guard names.contains(scheme.field) else { return }
        var fields: [String: String] = [:]
        for (index, name) in names.enumerated() where index < row.fields.count {
            fields[name] = text(row.fields[index])
        }
        statement.signed.append(
            Statement.SignedRecord(
                row: entry, line: Int(row.line), scheme: scheme, message: scheme.message(fields),
                signature: (fields[scheme.field] ?? "").lowercased(),
                reference: shownReference()))
    }
}

extension Dialect.SignatureScheme {
    /// The field that holds the signature.
    var field: String {
        switch self {
        case .epayMD5: "sign"
        case .epusdtMD5: "signature"
        }
    }

    private var unsigned: Set<String> {
        switch self {
        case .epayMD5: ["sign", "sign_type"]
        case .epusdtMD5: ["signature"]
        }
    }

    /// Non-empty fields by the order of their names' bytes, "k=v" joined with "&". The key is
    /// appended by its holder. Values are decoded; a JSON number keeps its source text (china.md
    /// §1.14, §1.15).
    package func message(_ fields: [String: String]) -> String {
        fields.filter { !$0.value.isEmpty && !unsigned.contains($0.key) }
            .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { "\($0.key)=\($0.value)" }
            .joined(separator: "&")
    }
}
