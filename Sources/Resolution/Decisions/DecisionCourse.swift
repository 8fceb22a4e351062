/// How far a decision has come, as a state machine with four eyes 经办-复核.
///
/// proposed → approved → applied → undone; proposed or approved → rejected | withdrawn. What needs
/// nobody else is approved from the start, without a checker.
package struct DecisionCourse: Hashable, Sendable {
    package let maker: ActorName
    package let approval: Approval
    package private(set) var state: DecisionState
    /// Who approved or rejected it; never the maker.
    package private(set) var checker: ActorName?
    /// Why it was rejected.
    package private(set) var rejection: String?
    /// The decision that took it back.
    package private(set) var undoneBy: Int?

    package init(maker: ActorName, _ approval: Approval) {
        self.maker = maker
        self.approval = approval
        state = approval == .makerAlone ? .approved : .proposed
    }

    /// Whether it waits for a second person.
    package var isWaiting: Bool { state == .proposed }

    package mutating func apply(_ step: DecisionStep) throws(DecisionRefusal) {
        switch (state, step) {
        case (.proposed, .approve(let name)):
            guard name != maker else { throw .samePerson(name) }
            checker = name
            state = .approved
        case (.proposed, .reject(let name, let reason)),
            (.approved, .reject(let name, let reason)):
            guard name != maker else { throw .samePerson(name) }
            if let fault = PlainText.fault(reason, limit: Decision.reasonLimit, lines: true) {
                throw .reason(fault)
            }
            checker = name
            rejection = reason
            state = .rejected
        case (.proposed, .withdraw(let name)), (.approved, .withdraw(let name)):
            guard name == maker else { throw .notMaker(name) }
            state = .withdrawn
        case (.approved, .apply): state = .applied
        case (.proposed, .apply): throw .checkerNeeded
        case (.applied, .undo(let number)):
            undoneBy = number
            state = .undone
        default: throw .state(state, step.name)
        }
    }
}
