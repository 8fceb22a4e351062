import Records

/// Writes moments and days of one zone; the day that was written last is remembered, because rows
/// of a table follow each other in time.
struct ZoneClock {
    private let zone: ZoneRules
    private var day = Int64.min
    /// "2026-06-" and "01T", the first letter in the lowest byte.
    private var yearAndMonth: UInt64 = 0
    private var dayOfMonth: UInt64 = 0
    private var offset = Int.min
    /// "Z" or "+08:00".
    private var suffix: UInt64 = 0
    private var suffixLength = 0

    init(_ zone: ZoneRules) { self.zone = zone }

    /// RFC 3339 with the zone's offset, as `Instant.rfc3339(in:)` writes it.
    mutating func write(_ microseconds: Int64, to buffer: inout RowBuffer) {
        let moment = Instant(microseconds: microseconds)
        let second = moment.seconds
        let offset = zone.offset(atUTCSecond: second)
        if offset != self.offset { remember(offset: offset) }
        let local = second + Int64(offset)
        let day = (local >= 0 ? local : local - Instant.secondsPerDay + 1) / Instant.secondsPerDay
        if day != self.day, !remember(day: day) {
            buffer.append(raw: moment.rfc3339(in: zone))
            return
        }
        let time = UInt64(local - day * Instant.secondsPerDay)
        buffer.need(48)
        let start = buffer.count
        buffer.store(yearAndMonth, at: start)
        buffer.store(dayOfMonth, at: start + 8)
        let hours = ZoneClock.pair(time / 3600)
        let minutes = ZoneClock.pair(time / 60 % 60)
        let seconds = ZoneClock.pair(time % 60)
        buffer.store(
            hours | 0x3A << 16 | minutes << 24 | 0x3A << 40 | seconds << 48, at: start + 11)
        buffer.advance(19)
        let fraction = microseconds - second * Instant.microsecondsPerSecond
        if fraction != 0 {
            buffer.append(0x2E)
            buffer.digits(UInt64(fraction), width: 6)
        }
        buffer.need(8)
        buffer.store(suffix, at: buffer.count)
        buffer.advance(suffixLength)
    }

    /// "yyyy-MM-dd", as `Day.description` writes it.
    mutating func write(day number: Int32, to buffer: inout RowBuffer) {
        guard Int64(number) == day || remember(day: Int64(number)) else {
            buffer.append(raw: Day(number: number).description)
            return
        }
        buffer.need(16)
        buffer.store(yearAndMonth, at: buffer.count)
        buffer.store(dayOfMonth, at: buffer.count + 8)
        buffer.advance(10)
    }

    /// Two digits, the first in the lowest byte.
    private static func pair(_ value: UInt64) -> UInt64 {
        let tens = (value &* 103) &>> 10
        return 0x3030 &+ tens &+ (value &- tens &* 10) << 8
    }

    /// False for years that do not have four digits.
    private mutating func remember(day: Int64) -> Bool {
        guard let number = Int32(exactly: day), (-719_162...2_932_896).contains(number) else {
            return false
        }
        let (year, month, dayOfMonth) = Day(number: number).civil
        let century = ZoneClock.pair(UInt64(year / 100))
        yearAndMonth =
            century | ZoneClock.pair(UInt64(year % 100)) << 16 | 0x2D << 32
            | ZoneClock.pair(UInt64(month)) << 40 | 0x2D << 56
        self.dayOfMonth = ZoneClock.pair(UInt64(dayOfMonth)) | 0x54 << 16
        self.day = day
        return true
    }

    private mutating func remember(offset: Int) {
        self.offset = offset
        if offset == 0 {
            suffix = 0x5A
            suffixLength = 1
            return
        }
        let minutes = UInt64(offset.magnitude) / 60
        suffix =
            (offset < 0 ? 0x2D : 0x2B) | ZoneClock.pair(minutes / 60) << 8 | 0x3A << 24
            | ZoneClock.pair(minutes % 60) << 32
        suffixLength = 6
    }
}
