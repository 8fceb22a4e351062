import Matching
import Records
import Resolution

extension DefinitionFile {
    /// Amounts are compared in 128 bits; nobody has a thousand million million.
    private static let mostMajor = 1_000_000_000_000_000

    static func bookRules(_ map: YAMLMap) throws(DialectFileError) -> BookRules {
        var rules = BookRules()
        if let sla = map["sla"] { try read(sla, into: &rules) }
        let kinds = DecisionKind.Name.allCases
        guard let approvals = try map["approvals"]?.map(kinds.map(\.rawValue)) else {
            return rules
        }
        for kind in kinds {
            guard let value = approvals[kind.rawValue] else { continue }
            rules.approvals[kind] = try approval(value)
        }
        return rules
    }

    private static func read(
        _ value: YAMLValue, into rules: inout BookRules
    ) throws(DialectFileError) {
        let names = BookRules.severities.map(\.name)
        let map = try value.map(names + ["steps", "ageSteps"])
        for severity in BookRules.severities {
            guard let text = map[severity.name] else { continue }
            rules.allowances[severity] = try allowance(text)
        }
        for item in map["steps"]?.items() ?? [] {
            let step = try item.map(["currency", "from", "severity"])
            rules.steps.append(
                SLAPolicy.Step(
                    currency: try currency(step.required("currency")),
                    major: Int64(try step.required("from").number(0...mostMajor)),
                    severity: try step.required("severity").word(
                        BookRules.severities.map { ($0.name, $0) })))
        }
        if let steps = map["ageSteps"] {
            var days: [Int] = []
            for item in steps.items() { days.append(try item.number(1...3_650)) }
            guard days == Array(Set(days)).sorted() else {
                throw .contradiction(
                    steps.place, found: days.map(String.init).joined(separator: " "),
                    expected: "ascending")
            }
            rules.ageSteps = days
        }
    }

    /// "4 h", "1 business day".
    private static func allowance(
        _ value: YAMLValue
    ) throws(DialectFileError) -> SLAPolicy.Allowance {
        let text = try value.text()
        if let lag = LagText.businessDays(text) { return .businessDays(lag.businessDays) }
        guard let seconds = Duration.seconds(text), seconds > 0, seconds % 3_600 == 0 else {
            throw value.wrongType("4 h | 2 days | 3 business days (≤ \(LagText.limitDays) days)")
        }
        return .hours(Int(seconds / 3_600))
    }

    /// always, never, or a limit per currency in major units.
    private static func approval(
        _ value: YAMLValue
    ) throws(DialectFileError) -> ApprovalPolicy.Rule {
        if value.isScalar { return try value.word([("always", .always), ("never", .never)]) }
        var limits: [Currency: Int64] = [:]
        for pair in try value.map().pairs {
            guard let currency = Currency(pair.key) else {
                throw pair.value.wrongType("{CNY: 100}")
            }
            guard limits[currency] == nil else {
                throw .contradiction(
                    pair.value.place, found: pair.key, expected: "a limit per currency")
            }
            limits[currency] = Int64(try pair.value.number(0...mostMajor))
        }
        return .above(limits)
    }

    private static func currency(_ value: YAMLValue) throws(DialectFileError) -> Currency {
        guard let currency = Currency(try value.text()) else { throw value.wrongType("CNY") }
        return currency
    }
}
