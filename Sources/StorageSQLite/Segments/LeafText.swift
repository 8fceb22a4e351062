import Records

/// Lines of "name value" for an entry's leaf, written without a `String`.
struct LeafText {
    private(set) var bytes: [UInt8] = []
    /// The day that was written last: rows of a file are of few days.
    private var day: Int64 = .min
    private var dayText: [UInt8] = []

    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    mutating func append(_ name: StaticString) {
        unsafe bytes.append(
            contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }

    /// A line whose value is ASCII.
    mutating func line(_ name: StaticString, _ value: [UInt8]) {
        append(name)
        bytes.append(space)
        bytes.append(contentsOf: value)
        bytes.append(newline)
    }

    /// A line of free text: line ends and backslashes are escaped, so that a line is a line.
    mutating func line(_ name: StaticString, escaping value: ArraySlice<UInt8>) {
        append(name)
        bytes.append(space)
        if value.contains(where: { $0 == newline || $0 == carriageReturn || $0 == backslash }) {
            for byte in value {
                switch byte {
                case newline: bytes += [backslash, UInt8(ascii: "n")]
                case carriageReturn: bytes += [backslash, UInt8(ascii: "r")]
                case backslash: bytes += [backslash, backslash]
                default: bytes.append(byte)
                }
            }
        } else {
            bytes.append(contentsOf: value)
        }
        bytes.append(newline)
    }

    mutating func line(_ name: StaticString, _ value: UInt64) {
        append(name)
        bytes.append(space)
        append(digits: value, atLeast: 1)
        bytes.append(newline)
    }

    mutating func line(_ name: StaticString, _ hash: Hash128) {
        append(name)
        bytes.append(space)
        for word in [hash.high, hash.low] {
            for shift in stride(from: 60, through: 0, by: -4) {
                let digit = UInt8(truncatingIfNeeded: word >> UInt64(shift)) & 15
                bytes.append(digit + (digit < 10 ? 0x30 : 0x57))
            }
        }
        bytes.append(newline)
    }

    /// An exact decimal with all digits of its scale: 1234 at 2 is "12.34". None where absent.
    mutating func line(_ name: StaticString, _ units: Int128, scale: Int) {
        guard units != AmountColumn.absent else { return }
        append(name)
        bytes.append(space)
        if units < 0 { bytes.append(minus) }
        let magnitude = units.magnitude
        let factor = Money.raise(1, by: scale).magnitude
        if let small = UInt64(exactly: magnitude), let unit = UInt64(exactly: factor) {
            let (whole, rest) = small.quotientAndRemainder(dividingBy: unit)
            append(digits: whole, atLeast: 1)
            fraction(rest, scale)
        } else {
            let (whole, rest) = magnitude.quotientAndRemainder(dividingBy: factor)
            bytes.append(contentsOf: String(whole).utf8)
            // A scale is 18 at most.
            fraction(UInt64(rest), scale)
        }
        bytes.append(newline)
    }

    private mutating func fraction(_ rest: UInt64, _ scale: Int) {
        guard scale > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        append(digits: rest, atLeast: scale)
    }

    /// RFC 3339 in UTC: "2026-06-01T00:00:02Z", with microseconds where there are some.
    mutating func line(_ name: StaticString, microseconds: Int64) {
        guard microseconds != EntryTable.noTime else { return }
        append(name)
        bytes.append(space)
        let perDay = Instant.secondsPerDay * Instant.microsecondsPerSecond
        var (number, rest) = microseconds.quotientAndRemainder(dividingBy: perDay)
        if rest < 0 { (number, rest) = (number - 1, rest + perDay) }
        append(day: number)
        let (second, fraction) = rest.quotientAndRemainder(
            dividingBy: Instant.microsecondsPerSecond)
        bytes.append(UInt8(ascii: "T"))
        append(digits: UInt64(second / 3600), atLeast: 2)
        bytes.append(colon)
        append(digits: UInt64(second / 60 % 60), atLeast: 2)
        bytes.append(colon)
        append(digits: UInt64(second % 60), atLeast: 2)
        if fraction != 0 {
            bytes.append(UInt8(ascii: "."))
            append(digits: UInt64(fraction), atLeast: 6)
        }
        bytes.append(UInt8(ascii: "Z"))
        bytes.append(newline)
    }

    mutating func line(_ name: StaticString, day: Int32) {
        guard day != EntryTable.noDay else { return }
        append(name)
        bytes.append(space)
        append(day: Int64(day))
        bytes.append(newline)
    }

    private mutating func append(day number: Int64) {
        if number != day {
            day = number
            dayText = Array("\(Day(number: Int32(clamping: number)))".utf8)
        }
        bytes.append(contentsOf: dayText)
    }

    private mutating func append(digits value: UInt64, atLeast width: Int) {
        let start = bytes.count
        var rest = value
        while rest > 0 || bytes.count - start < width {
            bytes.append(UInt8(truncatingIfNeeded: rest % 10) + 0x30)
            rest /= 10
        }
        bytes[start...].reverse()
    }

    private var space: UInt8 { UInt8(ascii: " ") }
    private var newline: UInt8 { UInt8(ascii: "\n") }
    private var carriageReturn: UInt8 { UInt8(ascii: "\r") }
    private var backslash: UInt8 { UInt8(ascii: "\\") }
    private var minus: UInt8 { UInt8(ascii: "-") }
    private var colon: UInt8 { UInt8(ascii: ":") }
}
