import Records
import Statements

extension FileSummary {
    /// The dialect's title in the reader's language, else its name.
    package func formatTitle(_ language: Language) -> String {
        dialectTitle[language.rawValue] ?? (dialect.isEmpty ? "?" : dialect)
    }

    /// "✓ 3 control totals", "✗ control_total_mismatch", "= bill.csv".
    func mark(_ language: Language) -> String {
        if let quarantine {
            return "✗ " + Label.quarantined.words[language] + " " + quarantine.code.rawValue
        }
        if let sameAs { return Label.sameAs.words.filled(language, ["file": sameAs]) }
        if controlTotals.isEmpty { return "" }
        let held = controlTotals.count { $0.holds }
        return (held == controlTotals.count ? "✓ " : "✗ ")
            + "\(Label.controlTotals.words[language]) \(held)/\(controlTotals.count)"
    }
}
