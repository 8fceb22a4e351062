/// Account numbers and addresses are shown by their ends alone.
package enum Mask {
    /// Channels put account numbers into file names: a run of 15 digits or more is masked where
    /// people read it. "x.csv.gz!x.csv" says the same twice and is shown once.
    package static func fileName(_ name: String) -> String {
        var shown = ""
        var digits = ""
        func flush() {
            shown += digits.count >= leastAccountDigits ? account(digits) : digits
            digits = ""
        }
        for character in withoutRepeat(name) {
            if character.isASCII, character.isNumber {
                digits.append(character)
            } else {
                flush()
                shown.append(character)
            }
        }
        flush()
        return shown
    }

    /// Account numbers of Alipay and UnionPay have 15 to 20 digits, a date and time has 14.
    private static let leastAccountDigits = 15

    private static func withoutRepeat(_ name: String) -> String {
        let parts = name.split(separator: "!", maxSplits: 1).map(String.init)
        guard parts.count == 2, parts[0] == parts[1] + ".gz" else { return name }
        return parts[0]
    }

    /// "2088101122136241" → "2088…6241"; eight characters or fewer keep only their last two.
    package static func account(_ text: String) -> String {
        if text.isEmpty { return "" }
        if text.count <= 8 { return "…" + text.suffix(2) }
        return text.prefix(4) + "…" + text.suffix(4)
    }
}
