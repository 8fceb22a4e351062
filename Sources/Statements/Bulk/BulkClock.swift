import Records

/// "2026-01-01 01:27:10" → microseconds of UTC, with the day worked out once while it lasts.
struct BulkClock {
    private var dayText: (UInt64, UInt16) = (0, 0)
    private var dayStart: Int64 = 0
    /// Whose zone the day was worked out in; −1 where none is known.
    private var dayReading = -1

    static let length = 19

    /// Nil where it is anything else than such a time of a day without a change of the clocks.
    @inline(__always)
    mutating func time(
        _ text: UnsafePointer<UInt8>, reading: Int, zone: @autoclosure () -> ZoneRules
    ) -> Int64? {
        guard let dayStart = unsafe start(ofDay: text, reading: reading, zone: zone())
        else { return nil }
        let gap = unsafe text[10]
        guard gap == 0x20 || gap == 0x54 else { return nil }
        let raw = unsafe UnsafeRawPointer(text)
        let clock =
            unsafe UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 11, as: UInt64.self))
            ^ 0x3030_3A30_303A_3030
        // Every digit's byte is 0…9 and every colon's 0.
        let isWrong = (clock &+ 0x7676_7F76_767F_7676) | clock
        guard isWrong & ByteSearch.highs == 0 else { return nil }
        let hour = Int64(clock & 0xFF) &* 10 &+ Int64(clock >> 8 & 0xFF)
        let minute = Int64(clock >> 24 & 0xFF) &* 10 &+ Int64(clock >> 32 & 0xFF)
        let second = Int64(clock >> 48 & 0xFF) &* 10 &+ Int64(clock >> 56)
        guard hour < 24, minute < 60, second < 60 else { return nil }
        return (dayStart &+ hour &* 3600 &+ minute &* 60 &+ second)
            &* Instant.microsecondsPerSecond
    }

    /// Second of UTC that the day starts at; nil for no day, or one on which the clocks change.
    @inline(__always)
    mutating func start(
        ofDay text: UnsafePointer<UInt8>, reading: Int, zone: @autoclosure () -> ZoneRules
    ) -> Int64? {
        let day = unsafe BulkClock.characters(text)
        if day != dayText || reading != dayReading {
            dayReading = -1
            guard learn(day, zone()) else { return nil }
            dayReading = reading
        }
        return dayStart
    }

    /// The ten characters of a day.
    @inline(__always)
    static func characters(_ text: UnsafePointer<UInt8>) -> (UInt64, UInt16) {
        let raw = unsafe UnsafeRawPointer(text)
        return unsafe (
            UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self)),
            UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt16.self))
        )
    }

    /// The reader's own parser decides what day it is.
    private mutating func learn(_ text: (UInt64, UInt16), _ zone: ZoneRules) -> Bool {
        var bytes: [UInt8] = []
        for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: text.0 >> UInt64(8 * shift))) }
        for shift in 0..<2 { bytes.append(UInt8(truncatingIfNeeded: text.1 >> UInt16(8 * shift))) }
        // A day without leading zeros leaves no room for the clock at its place.
        guard bytes[4] == bytes[7], bytes[4] == 0x2D || bytes[4] == 0x2F || bytes[4] == 0x2E,
            let printed = TimeText.parse(bytes.span, as: .common), printed.epoch == nil,
            !printed.isYearless,
            let day = Day(year: printed.year, month: printed.month, day: printed.day)
        else { return false }
        let local = Int64(day.number) * Instant.secondsPerDay
        let start = zone.utcSecond(fromLocalSecond: local)
        let end = zone.utcSecond(fromLocalSecond: local + Instant.secondsPerDay - 1)
        guard end - start == Instant.secondsPerDay - 1,
            zone.transitions.isEmpty
                || zone.offset(atUTCSecond: start) == zone.offset(atUTCSecond: end)
        else { return false }
        dayStart = start
        dayText = text
        return true
    }
}
