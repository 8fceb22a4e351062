package import Matching
package import Resolution

/// What a definition says of the work on a book's breaks: by when, and with whom. What it does not
/// say keeps the usual value.
package struct BookRules: Sendable, Hashable {
    /// By when a break of a severity must be dealt with.
    package var allowances: [Break.Severity: SLAPolicy.Allowance] = [:]
    /// From which amount a break counts as more severe than it is.
    package var steps: [SLAPolicy.Step] = []
    /// Days of age at each of which a break counts as one step more severe, ascending.
    package var ageSteps: [Int]?
    /// When a second person must agree.
    package var approvals: [DecisionKind.Name: ApprovalPolicy.Rule] = [:]

    package init() {}

    static let severities: [Break.Severity] = [.low, .medium, .high, .critical]

    package var slaPolicy: SLAPolicy {
        var policy = SLAPolicy()
        policy.low = allowances[.low] ?? policy.low
        policy.medium = allowances[.medium] ?? policy.medium
        policy.high = allowances[.high] ?? policy.high
        policy.critical = allowances[.critical] ?? policy.critical
        policy.steps = steps
        policy.ageSteps = ageSteps ?? policy.ageSteps
        return policy
    }

    package var approvalPolicy: ApprovalPolicy {
        var policy = ApprovalPolicy()
        for (decision, rule) in approvals { policy[decision] = rule }
        return policy
    }
}
