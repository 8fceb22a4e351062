package import Records

/// What somebody decided, and why: its content, which never changes. How far it has come is its
/// `DecisionCourse`.
package struct Decision: Hashable, Sendable {
    /// What the maker saw: canonical bytes, and the digest that was made of them outside.
    package struct Evidence: Hashable, Sendable {
        package var digest: ContentDigest
        package var bytes: [UInt8]
        package init(digest: ContentDigest, bytes: [UInt8]) {
            self.digest = digest
            self.bytes = bytes
        }
    }

    /// From 1, in the order they were proposed.
    package let number: Int
    package let kind: DecisionKind
    /// Ascending, each once.
    package let breaks: [Hash128]
    /// Further entries it is about, ascending, each once: the partner of a forced match.
    package let entries: [EntryID]
    /// A part of the break's amount, with its sign; nil: all of what is left.
    package let amount: Money?
    package let reason: String
    package let maker: ActorName
    package let at: Instant
    package let evidence: Evidence

    /// Bytes: a sentence or two.
    package static let reasonLimit = 500
    /// Breaks or entries of one decision: a person looks at them in one list.
    package static let subjectLimit = 1_000
    /// Bytes: a thousand breaks of some hundred bytes each.
    package static let evidenceLimit = 1 << 20
    /// Bytes of the name of a rule.
    package static let ruleLimit = 100

    package init(
        number: Int, _ kind: DecisionKind, breaks: [Hash128], entries: [EntryID] = [],
        amount: Money? = nil, reason: String, maker: ActorName, at: Instant, evidence: Evidence
    ) throws(DecisionRefusal) {
        precondition(number > 0, "decision \(number)")
        if let fault = PlainText.fault(reason, limit: Decision.reasonLimit, lines: true) {
            throw .reason(fault)
        }
        let breaks = Set(breaks).sorted()
        let entries = Set(entries).sorted()
        for count in [breaks.count, entries.count] where count > Decision.subjectLimit {
            throw .subjects(found: count, limit: Decision.subjectLimit)
        }
        guard evidence.bytes.count <= Decision.evidenceLimit else {
            throw .evidence(bytes: evidence.bytes.count, limit: Decision.evidenceLimit)
        }
        switch kind {
        case .undo, .close, .release: break
        case .opening: if amount == nil { throw .zero }
        case .unmatch: if entries.count < 2 { throw .noSubject }
        default: if breaks.isEmpty { throw .noSubject }
        }
        if let amount {
            guard !amount.isZero else { throw .zero }
            guard breaks.count == 1 || kind.name == .release || kind.name == .opening else {
                throw .partOfSeveral(breaks.count)
            }
        }
        if case .ignore(let rule) = kind,
            let fault = PlainText.fault(rule, limit: Decision.ruleLimit)
        {
            throw .rule(fault)
        }
        self.number = number
        self.kind = kind
        self.breaks = breaks
        self.entries = entries
        self.amount = amount
        self.reason = reason
        self.maker = maker
        self.at = at
        self.evidence = evidence
    }
}
