/// Figures for people: thousands are grouped, minus is the minus sign. Exact decimals stay exact.
enum Figures {
    static func shown(_ decimal: String) -> String {
        var digits = Substring(decimal)
        var sign = ""
        if let first = digits.first, first == "-" || first == "+" {
            sign = first == "-" ? "−" : "+"
            digits = digits.dropFirst()
        }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, whole.allSatisfy(\.isNumber) else { return decimal }
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { grouped += "," }
            grouped.append(digit)
        }
        return sign + grouped + (parts.count > 1 ? "." + parts[1] : "")
    }

    static func signed(_ decimal: String) -> String {
        let isZero = !decimal.contains { $0 != "0" && $0 != "." && $0 != "-" }
        return shown(decimal.hasPrefix("-") || isZero ? decimal : "+" + decimal)
    }
}
