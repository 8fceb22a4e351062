import Reports

/// How often a source's statements come: what a missing one is told by.
package enum Cadence: String, Sendable, CaseIterable {
    /// Whenever there is something: no gap is a gap.
    case none
    case daily
    case businessDays = "business_days"
    /// A statement in each week from Monday to Sunday.
    case weekly
    case monthly

    var words: Words {
        switch self {
        case .none: Words("不定期。", "不定期。", "It comes at no set time.")
        case .daily: Words("每天应有账单。", "每天應有帳單。", "Every day is expected.")
        case .businessDays:
            Words("每个工作日应有账单。", "每個工作日應有帳單。", "Every business day is expected.")
        case .weekly: Words("每周应有账单。", "每週應有帳單。", "Every week is expected.")
        case .monthly: Words("每月应有账单。", "每月應有帳單。", "Every month is expected.")
        }
    }
}
