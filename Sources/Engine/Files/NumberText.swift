/// A spreadsheet's binary number as the text its owner sees.
enum NumberText {
    /// What Excel itself shows and keeps.
    static let digitLimit = 15

    /// The shortest decimal that reads back as the same number, to 15 digits: 6688.0 is "6688",
    /// 16.78 is "16.78". From 10^15 on it keeps its exponent, so that a damaged id is seen as one.
    static func shortest(_ value: Double) -> String {
        guard value.isFinite else { return "\(value)" }
        var (digits, point) = parts(value.magnitude.description)
        if digits.count > digitLimit { (digits, point) = rounded(digits, point) }
        while digits.count > 1, digits.last == 0 { digits.removeLast() }
        if digits.allSatisfy({ $0 == 0 }) { return "0" }
        let sign = value < 0 ? "-" : ""
        guard (-digitLimit...digitLimit).contains(point) else {
            return sign + exponential(digits, point)
        }
        if point <= 0 {
            return sign + "0." + String(repeating: "0", count: -point) + text(digits[...])
        }
        if digits.count <= point {
            return sign + text(digits[...]) + String(repeating: "0", count: point - digits.count)
        }
        return sign + text(digits[..<point]) + "." + text(digits[point...])
    }

    /// The significant digits, and where the point stands among them.
    private static func parts(_ description: String) -> (digits: [UInt8], point: Int) {
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        var rest = description.utf8[...]
        while let byte = rest.first {
            rest = rest.dropFirst()
            if byte == 0x2E {
                point = digits.count
            } else if byte == 0x65 {
                exponent = Int(
                    String(rest.filter { $0 != 0x2B }.map { Character(Unicode.Scalar($0)) }))!
                break
            } else {
                digits.append(byte - 0x30)
            }
        }
        let zeros = digits.prefix { $0 == 0 }.count
        let place = (point ?? digits.count) + exponent - zeros
        return (Array(digits.dropFirst(zeros)), place)
    }

    /// To 15 digits, a half away from zero.
    private static func rounded(_ digits: [UInt8], _ point: Int) -> (digits: [UInt8], point: Int) {
        var kept = Array(digits[..<digitLimit])
        guard digits[digitLimit] >= 5 else { return (kept, point) }
        var index = digitLimit - 1
        while index >= 0, kept[index] == 9 {
            kept[index] = 0
            index -= 1
        }
        if index >= 0 {
            kept[index] += 1
            return (kept, point)
        }
        return ([1] + kept.dropLast(), point + 1)
    }

    private static func exponential(_ digits: [UInt8], _ point: Int) -> String {
        let fraction = digits.count > 1 ? "." + text(digits[1...]) : ""
        let exponent = point - 1
        return "\(digits[0])\(fraction)E\(exponent < 0 ? "-" : "+")\(abs(exponent))"
    }

    private static func text(_ digits: ArraySlice<UInt8>) -> String {
        digits.reduce(into: "") { $0 += String($1) }
    }
}
