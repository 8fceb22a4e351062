import Matching
import Records
import Resolution

extension DefinitionText.Writer {
    /// Nothing where the definition says nothing, so that older definitions keep their digest.
    mutating func book(_ rules: BookRules) {
        if !rules.allowances.isEmpty || !rules.steps.isEmpty || rules.ageSteps != nil {
            line("sla:")
            for severity in BookRules.severities {
                guard let allowance = rules.allowances[severity] else { continue }
                line("  \(severity.name): \(text(allowance))")
            }
            if !rules.steps.isEmpty { line("  steps:") }
            for step in rules.steps {
                line(
                    "    - {currency: \(step.currency), from: \(step.major), "
                        + "severity: \(step.severity.name)}")
            }
            if let days = rules.ageSteps {
                line("  ageSteps: [\(days.map(String.init).joined(separator: ", "))]")
            }
        }
        if !rules.approvals.isEmpty { line("approvals:") }
        for decision in DecisionKind.Name.allCases {
            guard let rule = rules.approvals[decision] else { continue }
            line("  \(decision.rawValue): \(text(rule))")
        }
    }

    private func text(_ allowance: SLAPolicy.Allowance) -> String {
        switch allowance {
        case .hours(let hours): Duration.text(Int64(hours) * 3_600)
        case .businessDays(let days): LagText.text(Lag(businessDays: days))
        }
    }

    private func text(_ approval: ApprovalPolicy.Rule) -> String {
        switch approval {
        case .never: return "never"
        case .always: return "always"
        case .above(let limits):
            let parts = limits.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
            return "{\(parts.joined(separator: ", "))}"
        }
    }
}
