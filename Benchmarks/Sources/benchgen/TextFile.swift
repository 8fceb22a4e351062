import Glibc

/// A file written through one buffer; digits and dates without formatting machinery.
struct TextFile: ~Copyable {
    private var buffer: [UInt8] = []
    private let descriptor: Int32
    private static let flushBytes = 1 << 20

    init(_ path: String) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        precondition(descriptor >= 0, "cannot write \(path)")
        buffer.reserveCapacity(TextFile.flushBytes + 4096)
    }

    mutating func text(_ value: StaticString) {
        value.withUTF8Buffer { buffer.append(contentsOf: $0) }
    }

    mutating func bytes(_ value: [UInt8]) { buffer.append(contentsOf: value) }
    mutating func byte(_ value: UInt8) { buffer.append(value) }

    mutating func number(_ value: Int, width: Int = 1) {
        var digits: (UInt64, Int) = (UInt64(value), 0)
        var reversed = InlineArray<20, UInt8>(repeating: 0x30)
        repeat {
            reversed[digits.1] = 0x30 + UInt8(digits.0 % 10)
            digits = (digits.0 / 10, digits.1 + 1)
        } while digits.0 > 0
        var index = max(width, digits.1) - 1
        while index >= 0 {
            buffer.append(reversed[index])
            index -= 1
        }
    }

    /// Minor units as a decimal with two digits.
    mutating func money(_ cents: Int) {
        if cents < 0 { buffer.append(0x2D) }
        number(abs(cents) / 100)
        buffer.append(0x2E)
        number(abs(cents) % 100, width: 2)
    }

    /// "yyyy-MM-dd HH:mm:ss" (or "yyyyMMdd" without separators) of seconds since 1970.
    mutating func time(_ seconds: Int, dayOnly: Bool = false) {
        let (year, month, day) = civil(seconds / 86_400)
        number(year, width: 4)
        if !dayOnly { buffer.append(0x2D) }
        number(month, width: 2)
        if !dayOnly { buffer.append(0x2D) }
        number(day, width: 2)
        if dayOnly { return }
        buffer.append(0x20)
        number(seconds / 3600 % 24, width: 2)
        buffer.append(0x3A)
        number(seconds / 60 % 60, width: 2)
        buffer.append(0x3A)
        number(seconds % 60, width: 2)
    }

    /// "yyyy-MM-dd".
    mutating func date(_ seconds: Int) {
        let (year, month, day) = civil(seconds / 86_400)
        number(year, width: 4)
        buffer.append(0x2D)
        number(month, width: 2)
        buffer.append(0x2D)
        number(day, width: 2)
    }

    mutating func endRow() {
        buffer.append(0x0A)
        if buffer.count >= TextFile.flushBytes { flush() }
    }

    mutating func flush() {
        var written = 0
        while written < buffer.count {
            let count = buffer.withUnsafeBytes {
                write(descriptor, $0.baseAddress! + written, buffer.count - written)
            }
            precondition(count > 0, "write failed")
            written += count
        }
        buffer.removeAll(keepingCapacity: true)
    }

    consuming func end() {
        flush()
        close(descriptor)
    }
}

/// Civil date of a day number (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
    let z = day + 719_468
    let era = z / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let index = (5 * dayOfYear + 2) / 153
    let month = index < 10 ? index + 3 : index - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * index + 2) / 5 + 1)
}
