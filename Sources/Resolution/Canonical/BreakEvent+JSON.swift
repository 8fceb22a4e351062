import Matching
import Records

extension BreakEvent {
    /// What a leaf of the log says of the event.
    package var json: CanonicalJSON {
        .object([
            "fact": .string("break_event"),
            "break": .string(breakID.hex),
            "at": .integer(at.microseconds),
            "by": .optional(by?.description),
            "what": what.json,
        ])
    }
}

extension BreakEvent.What {
    package var json: CanonicalJSON {
        switch self {
        case .found(let run, let sighting):
            var members = sighting.members
            members["event"] = .string("found")
            members["run"] = .integer(Int64(run))
            return .object(members)
        case .turned(let cause): return .object(cause.members)
        case .expected(let until, let decision):
            return .object([
                "event": .string("expected"), "until": .optional(until?.description),
                "decision": .integer(Int64(decision)),
            ])
        case .notExpected(let decision):
            return .object([
                "event": .string("not_expected"), "decision": .integer(Int64(decision)),
            ])
        case .part(let amount, let decision):
            return .object([
                "event": .string("part"), "amount": .money(amount),
                "decision": .integer(Int64(decision)),
            ])
        case .owned(let name):
            return .object(["event": .string("owned"), "owner": .optional(name?.description)])
        case .labelled(let label):
            return .object(["event": .string("labelled"), "label": .string(label)])
        case .unlabelled(let label):
            return .object(["event": .string("unlabelled"), "label": .string(label)])
        case .commented(let text):
            return .object(["event": .string("commented"), "text": .string(text)])
        case .attached(let attachment):
            return .object([
                "event": .string("attached"), "name": .string(attachment.name),
                "sha256": .string(attachment.digest.description),
                "bytes": .integer(Int64(attachment.size)),
            ])
        }
    }
}

extension BreakSighting {
    fileprivate var members: [String: CanonicalJSON] {
        [
            "leg": .string(leg), "class": .string(entryClass.name),
            "finding": .optional(finding?.name), "severity": .string(severity.name),
            "amount": .money(amount), "since": .string(since.description),
        ]
    }
}

extension BreakCause {
    fileprivate var members: [String: CanonicalJSON] {
        var members: [String: CanonicalJSON] = ["event": .string(name)]
        if let run { members["run"] = .integer(Int64(run)) }
        switch self {
        case .replaced(_, let other): members["replaced_by"] = .string(other.hex)
        case .decided(let number), .unmatched(let number):
            members["decision"] = .integer(Int64(number))
        case .undone(let number, let original):
            members["decision"] = .integer(Int64(number))
            members["undone_decision"] = .integer(Int64(original))
        default: break
        }
        return members
    }
}
