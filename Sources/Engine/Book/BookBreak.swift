package import Matching
package import Records
package import Reports

/// A break 差错 or expected item 在途 of a book: one version of it. Its id stays for life.
package struct BookBreak: Sendable, Hashable {
    package var id: Hash128
    package var state: State
    package var leg: String
    package var entryClass: EntryClass
    package var finding: Finding?
    package var severity: Break.Severity
    /// right − left, as `Break.amount`.
    package var amount: Money
    package var leftAmount: Money?
    package var rightAmount: Money?
    package var expectedFee: Money?
    package var actualFee: Money?
    package var left: EntryID?
    package var right: EntryID?
    package var leftSource = ""
    package var rightSource = ""
    package var reference = ""
    package var leftReference = ""
    package var rightReference = ""
    package var occurredAt: Instant?
    package var breakOn: Day?
    /// Why, by language, in the order of `Language.allCases`.
    package var explanations: [String] = []
    /// When it was found, or reopened: its time to be dealt with begins here.
    package var openedAt: Instant
    /// The first moment that is too late; nil: it is resolved, or waits for no day.
    package var dueAt: Instant?
    /// The number of this version; the store gives it.
    package var version = 0
    /// The run that saw it first, and the one that said what stands here.
    package var firstRun: Int
    package var run: Int
    /// What ended it.
    package var cause: Cause?

    package enum State: String, Sendable, CaseIterable {
        /// Not due yet.
        case expected
        case open
        /// Was resolved and is open again.
        case reopened
        case resolved
    }

    /// Why a break is resolved, or open again.
    package enum Cause: Sendable, Hashable {
        case matched
        case superseded
        case decided(Int)
        case undone
        /// By a decision that took back what had settled it.
        case takenBack(Int)

        package var text: String {
            switch self {
            case .matched: "matched"
            case .superseded: "superseded"
            case .decided(let number): "decision \(number)"
            case .undone: "undone"
            case .takenBack(let number): "undone \(number)"
            }
        }

        package init?(_ text: String) {
            switch text {
            case "matched": self = .matched
            case "superseded": self = .superseded
            case "undone": self = .undone
            default:
                let parts = text.split(separator: " ")
                guard parts.count == 2, let number = Int(parts[1]) else { return nil }
                switch parts[0] {
                case "decision": self = .decided(number)
                case "undone": self = .takenBack(number)
                default: return nil
                }
            }
        }
    }

    package init(
        id: Hash128, state: State, leg: String, entryClass: EntryClass, severity: Break.Severity,
        amount: Money, openedAt: Instant, run: Int
    ) {
        self.id = id
        self.state = state
        self.leg = leg
        self.entryClass = entryClass
        self.severity = severity
        self.amount = amount
        self.openedAt = openedAt
        firstRun = run
        self.run = run
    }

    /// Decided, not found by a run.
    package var isDecided: Bool {
        switch cause {
        case .decided, .takenBack: true
        default: false
        }
    }

    /// SHA-256 over versions in the order of their ids.
    package static func digest(_ versions: [BookBreak]) -> String {
        Digest.sha256(
            versions.sorted { $0.id < $1.id }.flatMap { $0.json.compact() + [0x0A] })
    }

    package func isOverdue(at now: Instant) -> Bool {
        state != .resolved && dueAt.map { $0 <= now } ?? false
    }

    package var isOpen: Bool { state == .open || state == .reopened }

    /// What makes a version another one: a run that finds the same says nothing new.
    package func says(_ other: BookBreak) -> Bool {
        var a = self
        var b = other
        a.run = 0
        b.run = 0
        a.firstRun = 0
        b.firstRun = 0
        a.openedAt = b.openedAt
        a.dueAt = b.dueAt
        a.version = b.version
        return a == b
    }

    /// What the digest of a run's breaks is taken over: nothing that hangs on the clock.
    package var json: JSONValue {
        func money(_ value: Money?) -> JSONValue { .optional(value?.decimal) }
        return .fields([
            "break": .string(id.hex), "state": .string(state.rawValue), "leg": .string(leg),
            "class": .string(entryClass.name), "finding": .optional(finding?.name),
            "severity": .string(severity.name), "currency": .string(amount.currency.description),
            "amount": .string(amount.decimal), "left_amount": money(leftAmount),
            "right_amount": money(rightAmount), "expected_fee": money(expectedFee),
            "actual_fee": money(actualFee), "left": .optional(left?.description),
            "right": .optional(right?.description), "reference": .string(reference),
            "break_on": .optional(breakOn?.description), "first_run": .integer(firstRun),
            "cause": .optional(cause?.text),
        ])
    }
}
