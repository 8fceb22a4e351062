import Engine
import Matching
import Records
import Reports
import Resolution

/// How values look on a page.
enum Show {
    /// "1,234.50": thousands apart, as many decimals as the amount has.
    static func decimal(_ money: Money) -> String { grouped(money.decimal) }

    /// "1,234.50 CNY".
    static func amount(_ money: Money) -> String { "\(decimal(money)) \(money.currency)" }

    static func count(_ number: Int) -> String { grouped(String(number)) }

    private static func grouped(_ text: String) -> String {
        let shown = GroupedNumber.text(text)
        return shown.hasPrefix("-") ? "−" + shown.dropFirst() : shown
    }

    /// Per cent with as many decimals, rounded half away from zero; "—" of nothing.
    static func percent(_ part: Money, of whole: Money, decimals: Int = 2) -> String {
        guard whole.units > 0, part.currency == whole.currency else { return "—" }
        let scale = max(part.scale, whole.scale)
        let (a, b) = (part.rescaled(to: scale).units, whole.rescaled(to: scale).units)
        let factor = Money.raise(1, by: decimals + 2)
        let twice = a.magnitude * factor.magnitude * 2 + b.magnitude
        let units = Int128(twice / (b.magnitude * 2))
        return Money.decimal(units: a < 0 ? -units : units, scale: decimals) + "%"
    }

    /// "2026-11-10 08:05" in the book's zone.
    static func moment(_ instant: Instant, _ zone: ZoneRules) -> String {
        let text = instant.rfc3339(in: zone)
        return String(text.prefix(10)) + " " + text.dropFirst(11).prefix(5)
    }

    /// "orders-alipay" → 支付宝; "alipay-fund" → 支付宝资金账单.
    static func leg(_ name: String, _ language: Language) -> String {
        let rest = name.hasPrefix("orders-") ? String(name.dropFirst(7)) : name
        if rest == "usdt" { return "USDT" }
        return ChannelTitle.title(rest, language)
    }

    /// Where a verdict or the like stands in the traffic lights of the style sheet.
    static func tone(_ verdict: Verdict) -> String {
        switch verdict {
        case .reconciled, .reconciledWithTolerance: "good"
        case .reconciledWithPending: "warn"
        case .breaks: "bad"
        case .incomplete: "grey"
        }
    }

    /// The worst first.
    static let severities: [Break.Severity] = [.critical, .high, .medium, .low]

    static func tone(_ severity: Break.Severity) -> String {
        switch severity {
        case .critical, .high: "bad"
        case .medium: "warn"
        case .low: "grey"
        }
    }

    static func tone(_ state: BookBreak.State) -> String {
        switch state {
        case .expected: "warn"
        case .open, .reopened: "bad"
        case .resolved: "good"
        }
    }

    static func words(_ state: BookBreak.State) -> Words {
        switch state {
        case .expected: Words("在途", "在途", "expected")
        case .open: Words("未处理", "未處理", "open")
        case .reopened: Words("重开", "重開", "reopened")
        case .resolved: Words("已解决", "已解決", "resolved")
        }
    }

    static func words(_ band: AgeBand) -> Words {
        switch band {
        case .day: Words("0–1 天", "0–1 天", "0–1 days")
        case .week: Words("2–7 天", "2–7 天", "2–7 days")
        case .month: Words("8–30 天", "8–30 天", "8–30 days")
        case .quarter: Words("31–90 天", "31–90 天", "31–90 days")
        case .older: Words("91 天以上", "91 天以上", "91 days and more")
        }
    }

    static func words(_ standing: BookCalendar.Standing) -> Words {
        switch standing {
        case .none: Words("尚未对账", "尚未對帳", "not run yet")
        case .reconciled: Words("平账", "帳務相符", "reconciled")
        case .pending: Words("有在途", "有在途", "items in transit")
        case .breaks: Words("有差错", "有差異", "breaks")
        case .incomplete: Words("账单缺失", "帳單缺漏", "a statement is missing")
        }
    }

    /// Why a break is, in a language.
    static func explanation(_ found: BookBreak, _ language: Language) -> String {
        let place = Language.allCases.firstIndex(of: language) ?? 0
        return place < found.explanations.count ? found.explanations[place] : ""
    }

    /// Days from when it happened to the end of the last run.
    static func age(_ found: BookBreak, through: Day?, _ zone: ZoneRules) -> Int? {
        guard let through, let day = found.occurredAt?.day(in: zone) else { return nil }
        return AgeBand.days(from: day, to: through)
    }
}

extension JSONValue {
    /// Text for a page's scripts, inside a `data-` attribute.
    var script: JSONValue { .string(String(decoding: compact(), as: UTF8.self)) }

    static func list<Item>(_ items: some Sequence<Item>, _ each: (Item) -> JSONValue) -> JSONValue {
        .array(items.map(each))
    }

    /// Several objects as one; the later one's members hide those of the earlier ones.
    static func merged(_ values: JSONValue...) -> JSONValue {
        var members: [Member] = []
        for case .object(let own) in values {
            members.removeAll { member in own.contains { $0.key == member.key } }
            members += own
        }
        return .object(members)
    }
}
