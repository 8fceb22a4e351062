import Records

/// Lines of "name value" for an entry's leaf, written without a `String` or an array per value.
@safe
struct LeafText: ~Copyable {
    /// The day that was written last: rows of a file are of few days.
    private var day: Int64 = .min
    private var dayText: [UInt8] = []
    private var start: UnsafeMutablePointer<UInt8>
    private var capacity = 4096
    private var count = 0

    init() { unsafe start = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity) }

    deinit { unsafe start.deallocate() }

    /// What has been written since `clear`. Not to be kept beyond the next change.
    var bytes: UnsafeRawBufferPointer {
        unsafe UnsafeRawBufferPointer(start: start, count: count)
    }

    mutating func clear() { count = 0 }

    mutating func append(_ text: StaticString) {
        let length = text.utf8CodeUnitCount
        makeRoom(length)
        unsafe (start + count).update(from: text.utf8Start, count: length)
        count += length
    }

    /// A line whose value is ASCII.
    mutating func line(_ name: StaticString, _ value: [UInt8]) {
        begin(name)
        append(value[...])
        end()
    }

    /// A line of free text: line ends and backslashes are escaped, so that a line is a line.
    mutating func line(_ name: StaticString, escaping value: ArraySlice<UInt8>) {
        begin(name)
        let first = count
        append(value)
        let escaped = unsafe UnsafeBufferPointer(start: start + first, count: count - first)
            .contains { $0 == 0x0A || $0 == 0x0D || $0 == 0x5C }
        if escaped {
            count = first
            makeRoom(value.count * 2)
            for byte in value {
                switch byte {
                case 0x0A: put(0x5C, UInt8(ascii: "n"))
                case 0x0D: put(0x5C, UInt8(ascii: "r"))
                case 0x5C: put(0x5C, 0x5C)
                default: put(byte)
                }
            }
        }
        end()
    }

    mutating func line(_ name: StaticString, _ value: UInt64) {
        begin(name)
        put(digits: value, atLeast: 1)
        end()
    }

    mutating func line(_ name: StaticString, _ hash: Hash128) {
        begin(name)
        for word in [hash.high, hash.low] {
            var rest = word
            for _ in 0..<16 {
                let digit = UInt8(truncatingIfNeeded: rest >> 60)
                put(digit + (digit < 10 ? 0x30 : 0x57))
                rest <<= 4
            }
        }
        end()
    }

    /// An exact decimal with all digits of its scale: 1234 at 2 is "12.34". None where absent.
    mutating func line(_ name: StaticString, _ units: Int128, scale: Int) {
        guard units != AmountColumn.absent else { return }
        begin(name)
        if units < 0 { put(UInt8(ascii: "-")) }
        let magnitude = units.magnitude
        // Up to eighteen decimals the unit fits.
        let unit = LeafText.powers[scale]
        if let small = UInt64(exactly: magnitude) {
            let (whole, rest) = small.quotientAndRemainder(dividingBy: unit)
            put(digits: whole, atLeast: 1)
            fraction(rest, scale)
        } else {
            let (whole, rest) = magnitude.quotientAndRemainder(dividingBy: UInt128(unit))
            for digit in String(whole).utf8 { put(digit) }
            fraction(UInt64(rest), scale)
        }
        end()
    }

    private static let powers: [UInt64] = (0...Money.maximumScale).map {
        UInt64(Money.raise(1, by: $0))
    }

    private mutating func fraction(_ rest: UInt64, _ scale: Int) {
        guard scale > 0 else { return }
        put(UInt8(ascii: "."))
        put(digits: rest, atLeast: scale)
    }

    /// RFC 3339 in UTC: "2026-06-01T00:00:02Z", with microseconds where there are some.
    mutating func line(_ name: StaticString, microseconds: Int64) {
        guard microseconds != EntryTable.noTime else { return }
        begin(name)
        let perDay = Instant.secondsPerDay * Instant.microsecondsPerSecond
        var (number, rest) = microseconds.quotientAndRemainder(dividingBy: perDay)
        if rest < 0 { (number, rest) = (number - 1, rest + perDay) }
        put(day: number)
        let (second, fraction) = rest.quotientAndRemainder(
            dividingBy: Instant.microsecondsPerSecond)
        put(UInt8(ascii: "T"))
        put(digits: UInt64(second / 3600), atLeast: 2)
        put(UInt8(ascii: ":"))
        put(digits: UInt64(second / 60 % 60), atLeast: 2)
        put(UInt8(ascii: ":"))
        put(digits: UInt64(second % 60), atLeast: 2)
        if fraction != 0 {
            put(UInt8(ascii: "."))
            put(digits: UInt64(fraction), atLeast: 6)
        }
        put(UInt8(ascii: "Z"))
        end()
    }

    mutating func line(_ name: StaticString, day: Int32) {
        guard day != EntryTable.noDay else { return }
        begin(name)
        put(day: Int64(day))
        end()
    }

    private mutating func put(day number: Int64) {
        if number != day {
            day = number
            dayText = Array("\(Day(number: Int32(clamping: number)))".utf8)
        }
        append(dayText[...])
    }

    // MARK: Bytes

    /// A value that is no text has at most this many bytes: an amount of 128 bits with its point.
    private static let valueBytes = 64

    private mutating func begin(_ name: StaticString) {
        append(name)
        makeRoom(LeafText.valueBytes)
        put(UInt8(ascii: " "))
    }

    private mutating func end() {
        makeRoom(1)
        put(UInt8(ascii: "\n"))
    }

    private mutating func append(_ value: ArraySlice<UInt8>) {
        makeRoom(value.count + LeafText.valueBytes)
        unsafe value.withUnsafeBufferPointer { source in
            guard let address = source.baseAddress else { return }
            unsafe (start + count).update(from: address, count: source.count)
        }
        count += value.count
    }

    private mutating func put(_ first: UInt8, _ second: UInt8) {
        put(first)
        put(second)
    }

    @inline(__always)
    private mutating func put(_ byte: UInt8) {
        precondition(count < capacity, "no room for a byte")
        unsafe start[count] = byte
        count += 1
    }

    private mutating func put(digits value: UInt64, atLeast width: Int) {
        var length = 1
        var bound: UInt64 = 10
        // Nineteen digits and more are found by the last step's overflow.
        while length < 20, value >= bound {
            length += 1
            let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
            if overflow { break }
            bound = next
        }
        length = max(length, width)
        precondition(count + length <= capacity, "no room for \(length) digits")
        var rest = value
        for index in (count..<count + length).reversed() {
            unsafe start[index] = UInt8(truncatingIfNeeded: rest % 10) + 0x30
            rest /= 10
        }
        count += length
    }

    private mutating func makeRoom(_ length: Int) {
        guard count + length > capacity else { return }
        let larger = max(capacity * 2, count + length)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        unsafe moved.update(from: start, count: count)
        unsafe start.deallocate()
        unsafe start = moved
        capacity = larger
    }
}
