import Records
import Reports

/// "2 days", "1 business day": how long something may take.
enum LagText {
    /// A hundred days at most, as any duration.
    static let limitDays = 100

    /// Nil where the text is not in business days.
    static func businessDays(_ text: String) -> Lag? {
        let number = text.prefix { $0.isNumber }
        let unit = text.dropFirst(number.count).trimmed
        guard ["business days", "business day", "business_days", "business_day"].contains(unit),
            let count = Int(number), count <= limitDays
        else { return nil }
        return Lag(businessDays: count)
    }

    static func words(_ lag: Lag, _ language: Language) -> String {
        lag.businessDays > 0
            ? Words("{n} 个工作日", "{n} 個工作日", "{n} business day(s)")
                .filled(language, ["n": "\(lag.businessDays)"])
            : Words("{n} 天", "{n} 天", "{n} day(s)").filled(language, ["n": "\(lag.days)"])
    }

    static func text(_ lag: Lag) -> String {
        lag.businessDays > 0 ? "\(lag.businessDays) business days" : "\(lag.days) days"
    }
}
