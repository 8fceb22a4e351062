package import Records

/// How old an open break is, in the steps in which ages are reported. The raw value is on the wire.
package enum AgeBand: String, Sendable, CaseIterable {
    case day = "0-1"
    case week = "2-7"
    case month = "8-30"
    case quarter = "31-90"
    case older = "91+"

    package init(days: Int) {
        switch days {
        case ...1: self = .day
        case 2...7: self = .week
        case 8...30: self = .month
        case 31...90: self = .quarter
        default: self = .older
        }
    }

    /// Whole days from one to the other, never below zero.
    package static func days(from since: Day, to day: Day) -> Int {
        max(0, Int(day.number) - Int(since.number))
    }
}
