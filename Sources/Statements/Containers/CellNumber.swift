import Records

/// A number of a cell, from the decimal text in the XML to the text a person would see: by digits
/// alone, never through floating point.
struct CellNumber: Equatable {
    private var isNegative: Bool
    /// Digits without a sign or a point, as numbers 0…9.
    private var digits: [UInt8]
    /// How many of the digits stand behind the point.
    private var decimals: Int

    /// What a double can hold for sure, and what office programs display.
    static let significantDigits = 15
    /// Digits of a double in exponent form: 17, shifted by at most so much.
    static let shiftLimit = 40

    /// The text for a number in a cell without a date style.
    ///
    /// Plain decimals keep their text. What a double smears (100.09999999999999) is rounded to 15
    /// digits, small numbers (5.0E-3) are written out, and large ones (4.2E+27) stay as they are:
    /// an id that became a number must be seen as damaged.
    static func text(_ raw: String) -> String {
        guard var number = CellNumber(raw) else { return raw }
        let integers = number.digits.dropLast(number.decimals).drop { $0 == 0 }.count
        let significant = number.digits.drop { $0 == 0 }.count
        let isExponent = raw.utf8.contains { $0 | 0x20 == 0x65 }
        let isSmeared = significant > significantDigits && integers < significantDigits
        guard isSmeared || isExponent else { return raw }
        if isSmeared {
            number.round(toDecimals: number.decimals - (significant - significantDigits))
        }
        number.dropTrailingZeros()
        return number.text
    }

    /// The text for a serial date, nil where it is no number or lies outside the calendar.
    static func text(_ raw: String, as form: CellForm, from1904: Bool) -> String? {
        guard let number = CellNumber(raw), !number.isNegative else { return nil }
        var days = 0
        for digit in number.digits.dropLast(number.decimals) {
            days = days * 10 + Int(digit)
            // 9999-12-31 is day 2,958,465.
            guard days <= 2_958_465 else { return nil }
        }
        // Twelve digits of a day are a tenth of a microsecond.
        let fraction = number.digits.suffix(number.decimals).prefix(12)
        let scale = fraction.reduce(1) { value, _ in value * 10 }
        let part = fraction.reduce(0) { $0 * 10 + Int($1) }
        var seconds = (part * 86_400 + scale / 2) / scale
        if seconds == 86_400 {
            days += 1
            seconds = 0
        }
        if form == .elapsed { return clock(days * 86_400 + seconds) }
        if form == .time, days == 0 { return clock(seconds) }
        let day = civil(days, from1904: from1904)
        if form == .date, seconds == 0 { return day }
        return day + " " + clock(seconds)
    }

    /// The 1900 system counts a 29 February 1900 that never was: day 60.
    private static func civil(_ days: Int, from1904: Bool) -> String {
        let first =
            from1904
            ? Day.number(year: 1904, month: 1, day: 1)
            : Day.number(year: 1899, month: 12, day: days < 60 ? 31 : 30)
        let (year, month, day) = Day(number: first + Int32(days)).civil
        return "\(year)-\(two(month))-\(two(day))"
    }

    private static func clock(_ seconds: Int) -> String {
        "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }

    private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    /// Decimal text with an optional negative exponent; nil for anything else.
    private init?(_ raw: String) {
        var digits: [UInt8] = []
        var decimals = 0
        var isNegative = false
        var hasPoint = false
        var exponent: Substring?
        scan: for (index, byte) in raw.utf8.enumerated() {
            switch byte {
            case 0x30...0x39:
                digits.append(byte - 0x30)
                if hasPoint { decimals += 1 }
            case 0x2D where index == 0: isNegative = true
            case 0x2E where !hasPoint: hasPoint = true
            case 0x45, 0x65:
                exponent = raw[raw.utf8.index(raw.startIndex, offsetBy: index + 1)...]
                break scan
            default: return nil
            }
        }
        guard !digits.isEmpty, digits.count <= 400 else { return nil }
        if let exponent {
            guard exponent.hasPrefix("-"), let shift = Int(exponent.dropFirst()),
                (1...CellNumber.shiftLimit).contains(shift)
            else { return nil }
            decimals += shift
            let missing = decimals + 1 - digits.count
            if missing > 0 { digits.insert(contentsOf: repeatElement(0, count: missing), at: 0) }
        }
        self.isNegative = isNegative
        self.digits = digits
        self.decimals = decimals
    }

    /// Half away from zero.
    private mutating func round(toDecimals kept: Int) {
        let dropped = decimals - kept
        let isUp = digits[digits.count - dropped] >= 5
        digits.removeLast(dropped)
        decimals = kept
        guard isUp else { return }
        var index = digits.count - 1
        while index >= 0, digits[index] == 9 {
            digits[index] = 0
            index -= 1
        }
        if index >= 0 { digits[index] += 1 } else { digits.insert(1, at: 0) }
    }

    private mutating func dropTrailingZeros() {
        while decimals > 0, digits.last == 0 {
            digits.removeLast()
            decimals -= 1
        }
    }

    private var text: String {
        let integers = digits.dropLast(decimals).drop { $0 == 0 }
        var text = isNegative ? "-" : ""
        text += integers.isEmpty ? "0" : integers.map { "\($0)" }.joined()
        if decimals > 0 { text += "." + digits.suffix(decimals).map { "\($0)" }.joined() }
        return text
    }
}
