import Records

/// Seconds after the demonstration day's midnight in China, as the channels print them.
enum DemoClock {
    /// China keeps UTC+08:00 without summer time.
    static let offset = 8 * 3_600

    /// "2026-06-18 08:00:00".
    static func stamp(_ second: Int) -> String {
        let (day, time) = split(second)
        return "\(day) \(two(time / 3_600)):\(two(time / 60 % 60)):\(two(time % 60))"
    }

    /// "20260618080000".
    static func compact(_ second: Int) -> String {
        String(stamp(second).filter { $0.isNumber })
    }

    static func compactDay(_ second: Int) -> String { String(compact(second).prefix(8)) }

    /// "2026年06月18日".
    static func chineseDay(daysLater days: Int) -> String {
        let (year, month, day) = DemoDay.day.advanced(by: days).civil
        return "\(year)年\(two(month))月\(two(day))日"
    }

    static func unixSeconds(_ second: Int) -> Int {
        Int(DemoDay.day.number) * DemoShop.dayLength + second - offset
    }

    private static func split(_ second: Int) -> (Day, Int) {
        let days = second >= 0 ? second / 86_400 : -((86_399 - second) / 86_400)
        return (DemoDay.day.advanced(by: days), second - days * 86_400)
    }

    static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
