import Records

/// The books as a beancount file that `bean-check` accepts, with exact balance assertions.
package enum BeancountJournal {
    package static func text(_ ledger: GeneralLedger, title: String) -> String {
        let order = JournalOrder(ledger)
        let chart = ledger.chart
        var text = "option \"title\" \(quoted(title))\n\n"
        guard let first = order.firstDay else { return text }
        for currency in chart.scales.keys.sorted() {
            text += "\(first) commodity \(commodity(currency))\n"
        }
        for account in chart.accounts.sorted() { text += "\(first) open \(account)\n" }
        for item in order.items {
            switch item {
            case .entry(let balanced):
                let entry = balanced.entry
                text += "\n\(entry.day) * \(quoted(entry.kind.rawValue)) \(quoted(entry.memo))\n"
                text += "  entry: \(quoted(entry.identifier.description))\n"
                if let reversed = entry.reverses {
                    text += "  reverses: \(quoted(reversed.description))\n"
                }
                for line in balanced.lines {
                    text += "  \(line.slot.account)  \(JournalOrder.decimal(line, chart))"
                    text += " \(commodity(line.slot.currency))\n"
                }
            case .balances(let day, let balances):
                // An assertion holds at the beginning of its day.
                text += "\n"
                for line in balances {
                    text += "\(day.advanced(by: 1)) balance \(line.slot.account)  "
                    text += JournalOrder.decimal(line, chart)
                    text += " ~ 0.00 \(commodity(line.slot.currency))\n"
                }
            }
        }
        return text
    }

    /// A currency of beancount begins with a letter and has at least two characters.
    static func commodity(_ currency: Currency) -> String {
        let code = currency.description
        let isPlain = code.utf8.count > 1 && !(0x30...0x39).contains(code.utf8.first ?? 0)
        return isPlain ? code : "X-\(code)"
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for character in text.unicodeScalars {
            if character == "\"" || character == "\\" { quoted += "\\" }
            quoted.unicodeScalars.append(character)
        }
        return quoted + "\""
    }
}
