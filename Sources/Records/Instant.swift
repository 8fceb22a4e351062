/// A moment: microseconds since 1970-01-01T00:00:00Z, without leap seconds.
public struct Instant: Hashable, Sendable, Comparable {
    public var microseconds: Int64

    public static let microsecondsPerSecond: Int64 = 1_000_000
    public static let secondsPerDay: Int64 = 86_400

    /// Before everything that a file can state, and far enough from the end of the numbers that
    /// days and graces may be added to it.
    public static let beginning = Instant(microseconds: .min / 2)

    public init(microseconds: Int64) { self.microseconds = microseconds }
    public init(seconds: Int64) { microseconds = seconds * Instant.microsecondsPerSecond }

    public var seconds: Int64 {
        let (quotient, remainder) = microseconds.quotientAndRemainder(
            dividingBy: Instant.microsecondsPerSecond)
        return remainder < 0 ? quotient - 1 : quotient
    }

    public func advanced(bySeconds seconds: Int64) -> Instant {
        Instant(microseconds: microseconds + seconds * Instant.microsecondsPerSecond)
    }

    /// RFC 3339 with the zone's offset at that moment: "2026-06-01T00:00:02+08:00".
    public func rfc3339(in zone: ZoneRules) -> String {
        let offset = zone.offsetSeconds(at: self)
        let local = seconds + Int64(offset)
        let day = Int32(
            (local >= 0 ? local : local - Instant.secondsPerDay + 1) / Instant.secondsPerDay)
        let time = Int(local - Int64(day) * Instant.secondsPerDay)
        var text = "\(Day(number: day))T\(Day.padded(time / 3600, 2)):"
        text += "\(Day.padded(time / 60 % 60, 2)):\(Day.padded(time % 60, 2))"
        let fraction = Int(microseconds - seconds * Instant.microsecondsPerSecond)
        if fraction != 0 { text += "." + Day.padded(fraction, 6) }
        if offset == 0 { return text + "Z" }
        let magnitude = abs(offset) / 60
        let sign = offset < 0 ? "-" : "+"
        return text + "\(sign)\(Day.padded(magnitude / 60, 2)):\(Day.padded(magnitude % 60, 2))"
    }

    /// The civil day of this moment in a zone.
    public func day(in zone: ZoneRules) -> Day {
        let local = seconds + Int64(zone.offsetSeconds(at: self))
        let shifted = local >= 0 ? local : local - Instant.secondsPerDay + 1
        return Day(number: Int32(shifted / Instant.secondsPerDay))
    }

    public static func < (a: Instant, b: Instant) -> Bool { a.microseconds < b.microseconds }
}
