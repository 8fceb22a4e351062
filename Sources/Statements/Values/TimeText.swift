import Records

/// Text → parts of a time. Everything is validated: 2026-02-30 and 24:00:01 are no times.
enum TimeText {
    static func parse(_ bytes: Span<UInt8>, as format: TimeFormat) -> PrintedTime? {
        switch format {
        case .common: return common(bytes)
        case .unixSeconds: return epoch(bytes, microsecondsPerUnit: 1_000_000)
        case .unixMilliseconds: return epoch(bytes, microsecondsPerUnit: 1_000)
        case .excelSerial: return serial(bytes)
        case .pattern(let tokens): return pattern(bytes, tokens)
        }
    }

    /// The commonest form of all, "2026-06-01 23:59:59", as a moment at once; nil for any other.
    static func plain(_ bytes: Span<UInt8>, in zone: ZoneRules) -> TimeContext.Moment? {
        guard bytes.count == 19 else { return nil }
        // All digits are checked together: one that is none has a high bit behind it.
        var isWrong: UInt8 = 0
        func pair(_ index: Int) -> Int {
            let (tens, ones) = (bytes[index] &- 0x30, bytes[index + 1] &- 0x30)
            isWrong |= (tens > 9 ? 1 : 0) | (ones > 9 ? 1 : 0)
            return Int(tens) * 10 + Int(ones)
        }
        let year = pair(0) * 100 + pair(2)
        let (month, day) = (pair(5), pair(8))
        let (hour, minute, second) = (pair(11), pair(14), pair(17))
        let divider = bytes[4]
        guard isWrong == 0, divider == 0x2D || divider == 0x2F || divider == 0x2E,
            bytes[7] == divider, bytes[10] == 0x20 || bytes[10] == 0x54, bytes[13] == 0x3A,
            bytes[16] == 0x3A, hour < 24, minute < 60, second < 60,
            let civil = Day(year: year, month: month, day: day)
        else { return nil }
        let local =
            Int64(civil.number) * Instant.secondsPerDay
            + Int64(hour * 3600 + minute * 60 + second)
        return TimeContext.Moment(
            instant: Instant(seconds: zone.utcSecond(fromLocalSecond: local)), day: civil,
            hasClock: true)
    }

    @inline(__always)
    private static func number(
        _ bytes: Span<UInt8>, _ index: inout Int, digits: ClosedRange<Int>
    ) -> Int? {
        var value = 0
        var count = 0
        while count < digits.upperBound, index < bytes.count {
            let digit = bytes[index] &- 0x30
            if digit > 9 { break }
            value = value * 10 + Int(digit)
            index += 1
            count += 1
        }
        return count >= digits.lowerBound ? value : nil
    }

    private static func isComplete(_ time: PrintedTime) -> Bool {
        guard time.hour < 24, time.minute < 60, time.second < 60 else { return false }
        if time.isYearless {
            // 2000 is a leap year: 02-29 is decided when the year is known.
            return Day(year: 2000, month: time.month, day: time.day) != nil
        }
        return Day(year: time.year, month: time.month, day: time.day) != nil
    }

    private static func epoch(_ bytes: Span<UInt8>, microsecondsPerUnit: Int64) -> PrintedTime? {
        var index = 0
        guard bytes.count <= 15, let value = number(bytes, &index, digits: 1...15),
            index == bytes.count
        else { return nil }
        let (product, overflow) = Int64(value).multipliedReportingOverflow(by: microsecondsPerUnit)
        return overflow ? nil : PrintedTime(epoch: product)
    }

    private static func common(_ bytes: Span<UInt8>) -> PrintedTime? {
        var time = PrintedTime()
        var index = 0
        guard let year = number(bytes, &index, digits: 4...4) else { return nil }
        time.year = year
        let isCompact = index < bytes.count && bytes[index] &- 0x30 <= 9
        guard isCompact ? compactDay(bytes, &index, &time) : dividedDay(bytes, &index, &time)
        else { return nil }
        if index < bytes.count {
            let hadGap = skipGap(bytes, &index)
            guard index < bytes.count, hadGap || isCompact else { return nil }
            guard clock(bytes, &index, &time) else { return nil }
        }
        return index == bytes.count && isComplete(time) ? time : nil
    }

    private static func compactDay(
        _ bytes: Span<UInt8>, _ index: inout Int, _ time: inout PrintedTime
    ) -> Bool {
        guard let month = number(bytes, &index, digits: 2...2),
            let day = number(bytes, &index, digits: 2...2)
        else { return false }
        (time.month, time.day) = (month, day)
        return true
    }

    /// "-06-01", "/6/1", ".06.01" or "年6月1日" (年 E5 B9 B4, 月 E6 9C 88, 日 E6 97 A5).
    private static func dividedDay(
        _ bytes: Span<UInt8>, _ index: inout Int, _ time: inout PrintedTime
    ) -> Bool {
        guard index < bytes.count else { return false }
        let divider = bytes[index]
        let isChinese = FieldText.hasWord(bytes, index, [0xE5, 0xB9, 0xB4])
        guard isChinese || divider == 0x2D || divider == 0x2F || divider == 0x2E
        else { return false }
        index += isChinese ? 3 : 1
        guard let month = number(bytes, &index, digits: 1...2), index < bytes.count
        else { return false }
        time.month = month
        if isChinese {
            guard FieldText.hasWord(bytes, index, [0xE6, 0x9C, 0x88]) else { return false }
            index += 3
        } else {
            guard bytes[index] == divider else { return false }
            index += 1
        }
        guard let day = number(bytes, &index, digits: 1...2) else { return false }
        time.day = day
        if isChinese {
            guard FieldText.hasWord(bytes, index, [0xE6, 0x97, 0xA5]) else { return false }
            index += 3
        }
        return true
    }

    private static func skipGap(_ bytes: Span<UInt8>, _ index: inout Int) -> Bool {
        let start = index
        if bytes[index] == 0x54 || bytes[index] == 0x74 {
            index += 1
            return true
        }
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
        return index > start
    }

    /// HH:mm[:ss[.f]] or HHmmss, then Z or an offset.
    private static func clock(
        _ bytes: Span<UInt8>, _ index: inout Int, _ time: inout PrintedTime
    ) -> Bool {
        guard let hour = number(bytes, &index, digits: 1...2), index < bytes.count
        else { return false }
        let hasColons = bytes[index] == 0x3A
        if hasColons { index += 1 }
        guard let minute = number(bytes, &index, digits: 2...2) else { return false }
        (time.hour, time.minute) = (hour, minute)
        if index < bytes.count, !hasColons || bytes[index] == 0x3A {
            if hasColons { index += 1 }
            guard let second = number(bytes, &index, digits: 2...2) else { return false }
            time.second = second
        }
        if index < bytes.count, bytes[index] == 0x2E {
            index += 1
            guard fraction(bytes, &index, &time) else { return false }
        }
        return index == bytes.count || offset(bytes, &index, &time)
    }

    /// Up to nine decimals of a second; what is below a microsecond is cut.
    private static func fraction(
        _ bytes: Span<UInt8>, _ index: inout Int, _ time: inout PrintedTime
    ) -> Bool {
        let start = index
        guard var value = number(bytes, &index, digits: 1...9) else { return false }
        var count = index - start
        while count < 6 {
            value *= 10
            count += 1
        }
        while count > 6 {
            value /= 10
            count -= 1
        }
        time.microsecond = value
        return true
    }

    private static func offset(
        _ bytes: Span<UInt8>, _ index: inout Int, _ time: inout PrintedTime
    ) -> Bool {
        while index < bytes.count, bytes[index] == 0x20 { index += 1 }
        guard index < bytes.count else { return false }
        let sign = bytes[index]
        index += 1
        if sign == 0x5A || sign == 0x7A {
            time.offset = 0
            return true
        }
        guard sign == 0x2B || sign == 0x2D, let hours = number(bytes, &index, digits: 2...2)
        else { return false }
        if index < bytes.count, bytes[index] == 0x3A { index += 1 }
        guard let minutes = number(bytes, &index, digits: 2...2), hours < 24, minutes < 60
        else { return false }
        time.offset = (hours * 60 + minutes) * (sign == 0x2D ? -60 : 60)
        return true
    }

    /// Days since 1899-12-30 with a decimal fraction of a day, to the nearest second.
    private static func serial(_ bytes: Span<UInt8>) -> PrintedTime? {
        var index = 0
        guard let days = number(bytes, &index, digits: 1...6), days > 0, days < 2_958_466
        else { return nil }
        var seconds = 0
        var hasTime = false
        if index < bytes.count {
            guard bytes[index] == 0x2E else { return nil }
            index += 1
            let start = index
            guard let fraction = number(bytes, &index, digits: 1...12) else { return nil }
            var scale = 1
            for _ in start..<index { scale *= 10 }
            while index < bytes.count, bytes[index] &- 0x30 <= 9 { index += 1 }
            seconds = (fraction * 86_400 + scale / 2) / scale
            hasTime = fraction != 0
        }
        guard index == bytes.count else { return nil }
        let epochOfSerials = Day.number(year: 1899, month: 12, day: 30)
        let day = Day(number: epochOfSerials + Int32(days) + Int32(seconds / 86_400))
        let civil = day.civil
        seconds %= 86_400
        return PrintedTime(
            year: civil.year, month: civil.month, day: civil.day,
            hour: hasTime ? seconds / 3600 : -1,
            minute: seconds / 60 % 60, second: seconds % 60)
    }

    private static func pattern(_ bytes: Span<UInt8>, _ tokens: [TimeFormat.Token]) -> PrintedTime?
    {
        var time = PrintedTime(isYearless: true)
        var index = 0
        for (position, token) in tokens.enumerated() {
            // Fields that stand against each other have their full width ("MMddHHmmss").
            let next = position + 1 < tokens.count ? tokens[position + 1] : .blank
            let isClosed =
                switch next {
                case .literal, .blank: true;
                default: false
                }
            let previous = position > 0 ? tokens[position - 1] : .blank
            let isOpen =
                switch previous {
                case .literal, .blank: true;
                default: false
                }
            let digits = isClosed && isOpen ? 1...2 : 2...2
            switch token {
            case .literal(let byte):
                guard index < bytes.count, bytes[index] == byte else { return nil }
                index += 1
            case .blank:
                let start = index
                while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 {
                    index += 1
                }
                // A date whose time is missing is a date.
                if index == start { return index == bytes.count && isComplete(time) ? time : nil }
            case .year4:
                guard let value = number(bytes, &index, digits: 4...4) else { return nil }
                (time.year, time.isYearless) = (value, false)
            case .year2:
                guard let value = number(bytes, &index, digits: 2...2) else { return nil }
                (time.year, time.isYearless) = (2000 + value, false)
            default:
                guard let value = number(bytes, &index, digits: digits) else { return nil }
                set(token, value, &time)
            }
        }
        return index == bytes.count && isComplete(time) ? time : nil
    }

    private static func set(_ token: TimeFormat.Token, _ value: Int, _ time: inout PrintedTime) {
        switch token {
        case .month: time.month = value
        case .day: time.day = value
        case .hour: time.hour = value
        case .minute: time.minute = value
        case .second: time.second = value
        case .year4, .year2, .literal, .blank: break
        }
    }
}
