/// Numbers as people read them: thousands apart by commas, as Chinese and English books write them.
package enum GroupedNumber {
    /// "-1234567.89" → "-1,234,567.89".
    package static func text(_ decimal: String) -> String {
        let isNegative = decimal.hasPrefix("-")
        let parts = decimal.drop { $0 == "-" }.split(separator: ".", maxSplits: 1)
        guard let digits = parts.first else { return decimal }
        var out = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { out.append(",") }
            out.append(digit)
        }
        return (isNegative ? "-" : "") + out + (parts.count > 1 ? "." + parts[1] : "")
    }

    package static func text(_ cell: Cell) -> String {
        switch cell {
        case .empty: ""
        case .text(let text): text
        case .amount(let decimal): self.text(decimal)
        case .integer(let value): self.text(String(value))
        }
    }
}
