import Matching
import Records
import Reports
import Statements

/// `Definition` → YAML that parses to the same value: what `--save-definition` and the result
/// folder hold. Without file names it is the canonical text whose SHA-256 names the rules.
package enum DefinitionText {
    package static func yaml(_ definition: Definition) -> String {
        var writer = Writer()
        writer.line("name: \(quoted(definition.name))")
        writer.line("version: \(definition.version)")
        writer.line("merchant: \(quoted(definition.merchant))")
        writer.line("timeZone: \(quoted(definition.timeZone))")
        writer.line("period: \(period(definition.period))")
        writer.line("cutOff: \"\(clock(definition.cutOffSeconds))\"")
        writer.line("grace: \(Duration.text(definition.graceSeconds))")
        if let calendar = definition.calendar {
            writer.line("calendar: \(CalendarText.yaml(calendar))")
        }
        if let language = definition.reportLanguage {
            writer.line("reportLanguage: \(language.rawValue)")
        }
        writer.line("sources:\(definition.sources.isEmpty ? " []" : "")")
        for source in definition.sources { writer.source(source) }
        writer.line("legs:\(definition.legs.isEmpty ? " []" : "")")
        for leg in definition.legs { writer.leg(leg) }
        if !definition.feeSchedules.isEmpty { writer.line("feeSchedules:") }
        for schedule in definition.feeSchedules { writer.line("  - {\(self.schedule(schedule))}") }
        if !definition.statusEquivalences.isEmpty { writer.line("statusEquivalence:") }
        for pair in definition.statusEquivalences {
            writer.line("  - {left: \(pair.left.name), right: \(pair.right.name)}")
        }
        writer.line("severity: \(severity(definition.severity))")
        writer.book(definition.book)
        writer.line("limits: {problems: \(definition.problemLimit)}")
        return writer.text
    }

    /// The rules alone: the same whatever the files are called and wherever the keys lie.
    package static func canonical(_ definition: Definition) -> String {
        var rules = definition
        for index in rules.sources.indices {
            rules.sources[index].files = []
            rules.sources[index].signingKey = nil
        }
        return yaml(rules)
    }

    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let hex = String(scalar.value, radix: 16)
                quoted += "\\x" + (hex.count < 2 ? "0" : "") + hex
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    static func list(_ texts: [String]) -> String {
        "[" + texts.map { quoted($0) }.joined(separator: ", ") + "]"
    }

    private static func period(_ period: Definition.CoveredPeriod) -> String {
        switch period {
        case .stated: "stated"
        case .days(let from, let through): "{from: \(from), to: \(through)}"
        }
    }

    private static func clock(_ seconds: Int64) -> String {
        let ofDay = seconds < 0 ? seconds + 86_400 : seconds
        let (hours, minutes) = (ofDay / 3600, ofDay / 60 % 60)
        return (hours < 10 ? "0" : "") + "\(hours):" + (minutes < 10 ? "0" : "") + "\(minutes)"
    }

    static func severity(_ limits: SeverityLimits) -> String {
        "{medium: \(limits.medium), high: \(limits.high), critical: \(limits.critical)}"
    }

    static func schedule(_ schedule: FeeSchedule) -> String {
        func decimal(_ units: Int64) -> String {
            "\"" + Money.decimal(units: Int128(units), scale: schedule.scale) + "\""
        }
        var parts = ["channel: \(quoted(schedule.channel))"]
        if !schedule.product.isEmpty { parts.append("product: \(quoted(schedule.product))") }
        if let from = schedule.from { parts.append("from: \(from)") }
        if let to = schedule.to { parts.append("to: \(to)") }
        parts.append("rate: \(ExactDecimal.percent(millionths: schedule.rateMillionths))")
        if schedule.scale != 2 { parts.append("scale: \(schedule.scale)") }
        if schedule.flatUnits != 0 { parts.append("flat: \(decimal(schedule.flatUnits))") }
        if let least = schedule.minimumUnits { parts.append("min: \(decimal(least))") }
        if let most = schedule.maximumUnits { parts.append("max: \(decimal(most))") }
        parts.append("rounding: \(schedule.rounding.rawValue)")
        parts.append("refunds: \(schedule.refunds.rawValue)")
        if schedule.toleranceUnits != 0 {
            parts.append("tolerance: \(decimal(schedule.toleranceUnits))")
        }
        if schedule.isDefault { parts.append("default: true") }
        return parts.joined(separator: ", ")
    }
}
