import Ledger
import Matching
package import Records
package import Reports
import Resolution

extension BookTrace {
    /// Instants in the book's zone.
    package func json(_ zone: ZoneRules) -> JSONValue {
        .fields([
            "reference": .string(reference), "complete": .bool(!isCut),
            "entries": .array(entries.map { BookTrace.json($0, zone) }),
            "matches": .array(matches.map { BookTrace.json($0, zone) }),
            "breaks": .array(breaks.map { BookTrace.json($0) }),
            "decisions": .array(decisions.map { BookTrace.json($0, zone) }),
            "postings": .array(postings.map { BookTrace.json($0, zone) }),
            "timeline": .array(
                events.map { event in
                    .fields([
                        "at": .string(event.at.rfc3339(in: zone)),
                        "event": .string(event.what.name), "of": .string(subject(event.what)),
                    ])
                }),
        ])
    }

    static func json(_ entry: TracedEntry, _ zone: ZoneRules) -> JSONValue {
        .fields([
            "entry": .string("\(entry.id)"), "steps_away": .integer(entry.step),
            "source": .string(entry.source), "file": .string(entry.file),
            "line": .integer(entry.line), "import": .integer(entry.importNumber),
            "imported_at": .string(entry.importedAt.rfc3339(in: zone)),
            "kind": .string(entry.kind.name), "status": .string(entry.status.name),
            "currency": .optional(entry.gross?.currency.description),
            "amount": .optional(entry.gross?.decimal), "fee": .optional(entry.fee?.decimal),
            "net": .optional(entry.net?.decimal), "channel": .string(entry.channel),
            "references": .object(
                entry.references.map { .init($0.role.rawValue, .string($0.text)) }),
            "occurred_at": .optional(entry.occurredAt?.rfc3339(in: zone)),
            "standing": .string(entry.standing.name),
            "superseded_by": .optional(entry.supersededBy?.description),
        ])
    }

    private static func json(_ match: TracedMatch, _ zone: ZoneRules) -> JSONValue {
        .fields([
            "run": .integer(match.run), "at": .string(match.at.rfc3339(in: zone)),
            "through": .string(match.through.description), "leg": .string(match.leg),
            "pass": .string(match.pass), "left": .string("\(match.left)"),
            "right": .string("\(match.right)"), "class": .string(match.entryClass.name),
            "voided_by": .optional(match.voidedBy),
        ])
    }

    static func json(_ version: BookBreak) -> JSONValue {
        guard case .object(var members) = version.json else { return .null }
        members.append(.init("run", .integer(version.run)))
        return .object(members)
    }

    private static func json(_ decision: TracedDecision, _ zone: ZoneRules) -> JSONValue {
        let stored = decision.stored
        return .fields([
            "decision": .integer(stored.number),
            "kind": .string(stored.decision.kind.name.rawValue),
            "state": .string(stored.course.state.rawValue),
            "maker": .string("\(stored.decision.maker)"),
            "checker": .optional(stored.course.checker?.description),
            "at": .string(stored.decision.at.rfc3339(in: zone)),
            "reason": .string(stored.decision.reason),
            "amounts": .array(stored.amounts.map { .string("\($0)") }),
            "breaks": .array(stored.decision.breaks.map { .string($0.hex) }),
            "steps": .array(
                decision.steps.map { step in
                    .fields([
                        "step": .string(step.step.name.rawValue),
                        "at": .string(step.at.rfc3339(in: zone)),
                    ])
                }),
        ])
    }

    private static func json(_ posting: TracedPosting, _ zone: ZoneRules) -> JSONValue {
        let entry = posting.fact.entry
        return .fields([
            "posting": .integer(posting.fact.number),
            "identifier": .string(entry.identifier.description),
            "cause": .string(posting.fact.cause), "day": .string(entry.day.description),
            "kind": .string(entry.kind.rawValue), "sum": .bool(posting.isSum),
            "lines": .array(
                entry.postings.map { line in
                    .array([
                        .string(line.account.description), .string(line.amount.decimal),
                        .string(line.amount.currency.description),
                    ])
                }),
        ])
    }

    /// What an event is about, in the words of the lists.
    private func subject(_ what: TraceEvent.What) -> String {
        switch what {
        case .entry(let place), .superseded(let place): "\(entries[place].id)"
        case .match(let place): "\(matches[place].left) \(matches[place].right)"
        case .breakVersion(let place): breaks[place].id.hex
        case .proposed(let place), .stepped(let place, _): "\(decisions[place].stored.number)"
        case .posting(let place): "\(postings[place].fact.number)"
        }
    }
}
