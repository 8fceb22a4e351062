import Engine
import Matching
import Records
import Reports

/// What alerts say, in three languages.
enum AlertWords {
    static func words(_ kind: AlertRule.Kind) -> Words {
        switch kind {
        case .exposure:
            Words("未处理差错合计超过", "未處理差異合計超過", "Open breaks add up to more than")
        case .missing:
            Words(
                "账单在当天结束后这么多小时仍缺", "帳單在當天結束後這麼多小時仍缺",
                "A statement is late by so many hours")
        case .verdict:
            Words("最近一次对账不平", "最近一次對帳不符", "The last run is not reconciled")
        case .deadLetters:
            Words(
                "放弃的推送消息多于", "放棄的推送訊息多於", "More webhook messages given up than")
        case .overdue:
            Words("逾期未处理的差错多于", "逾期未處理的差異多於", "More breaks are overdue than")
        }
    }

    static func sentence(_ alert: RaisedAlert, _ language: Language) -> String {
        let found =
            Currency(alert.subject).flatMap { Money(decimal: alert.found, currency: $0) }
            .map(Show.amount) ?? alert.found
        let words: Words
        switch alert.kind {
        case .exposure:
            words = Words(
                "未处理差错合计 \(found)，超过 \(alert.threshold)。",
                "未處理差異合計 \(found)，超過 \(alert.threshold)。",
                "Open breaks add up to \(found), more than \(alert.threshold).")
        case .missing:
            words = Words(
                "账单仍缺：\(alert.subject) 至 \(found)。", "帳單仍缺：\(alert.subject) 至 \(found)。",
                "A statement is still missing: \(alert.subject) through \(found).")
        case .verdict:
            let verdict = Verdict.allCases.first { $0.name == found }?.words[language]
            words = Words(
                "最近一次对账：\(verdict ?? found)。", "最近一次對帳：\(verdict ?? found)。",
                "The last run: \(verdict ?? found).")
        case .deadLetters:
            words = Words(
                "\(found) 条推送消息已放弃。", "\(found) 則推送訊息已放棄。",
                "\(found) webhook messages were given up.")
        case .overdue:
            words = Words(
                "\(found) 笔差错已逾期。", "\(found) 筆差異已逾期。", "\(found) breaks are overdue.")
        }
        return words[language]
    }

    /// Where it is dealt with.
    static func path(_ kind: AlertRule.Kind) -> String {
        switch kind {
        case .exposure, .overdue: "/breaks"
        case .missing: "/imports#missing"
        case .verdict: "/runs"
        case .deadLetters: "/settings/webhooks"
        }
    }
}
