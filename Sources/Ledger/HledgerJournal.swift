import Records

/// The books as a journal that `hledger check --strict` accepts, with exact balance assertions.
package enum HledgerJournal {
    package static func text(_ ledger: GeneralLedger) -> String {
        let order = JournalOrder(ledger)
        let chart = ledger.chart
        var text = "decimal-mark .\n"
        for (currency, scale) in chart.scales.sorted(by: { $0.key < $1.key }) {
            let sample = "1000." + String(repeating: "0", count: scale)
            text += "commodity \(sample) \(commodity(currency))\n"
        }
        for account in chart.accounts.sorted() { text += "account \(account)\n" }
        for item in order.items {
            switch item {
            case .entry(let balanced):
                let entry = balanced.entry
                text += "\n\(entry.day) * (\(entry.identifier)) \(entry.kind.rawValue)"
                text += comment(entry) + "\n"
                for line in balanced.lines {
                    text += "    \(line.slot.account)  \(JournalOrder.decimal(line, chart))"
                    text += " \(commodity(line.slot.currency))\n"
                }
            case .balances(let day, let balances):
                text += "\n\(day) * balances\n"
                for line in balances {
                    let name = commodity(line.slot.currency)
                    text += "    \(line.slot.account)  0 \(name) = "
                    text += JournalOrder.decimal(line, chart) + " \(name)\n"
                }
            }
        }
        return text
    }

    /// hledger reads "name:value" in a comment as a tag, and "date:" as another date. A memo is
    /// only text, so its colons become full-width ones.
    private static func comment(_ entry: JournalEntry) -> String {
        var parts: [String] = []
        if let reversed = entry.reverses { parts.append("reverses \(reversed)") }
        if !entry.memo.isEmpty { parts.append(entry.memo) }
        guard !parts.isEmpty else { return "" }
        let text = parts.joined(separator: ", ").unicodeScalars.map { $0 == ":" ? "：" : $0 }
        var comment = "  ; "
        comment.unicodeScalars.append(contentsOf: text)
        return comment
    }

    /// hledger wants quotes around a symbol with digits.
    static func commodity(_ currency: Currency) -> String {
        let code = currency.description
        return code.utf8.contains { (0x30...0x39).contains($0) } ? "\"\(code)\"" : code
    }
}
