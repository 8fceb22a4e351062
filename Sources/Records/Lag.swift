/// How long something may take: days of the calendar and business days; where both are given, the
/// later day holds.
public struct Lag: Hashable, Sendable {
    public var days: Int
    public var businessDays: Int

    public static let none = Lag()

    public init(days: Int = 0, businessDays: Int = 0) {
        precondition(days >= 0 && businessDays >= 0, "\(days) days, \(businessDays) business days")
        self.days = days
        self.businessDays = businessDays
    }

    public var isNone: Bool { days == 0 && businessDays == 0 }

    /// What covers both.
    public func longest(_ other: Lag) -> Lag {
        Lag(days: max(days, other.days), businessDays: max(businessDays, other.businessDays))
    }
}
