import Matching
import Records
import Reports

/// A statement as a page shows it.
struct StatementModel {
    let record: StatementRecord
    let language: Language

    init(_ record: StatementRecord, language: Language) {
        self.record = record
        self.language = language
    }

    private func say(_ simplified: String, _ traditional: String, _ english: String) -> String {
        Words(simplified, traditional, english)[language]
    }

    private func amount(_ text: String, _ currency: String) -> String {
        guard let currency = Currency(currency),
            let money = Money(decimal: text, currency: currency)
        else { return text }
        return Show.decimal(money)
    }

    private func isZero(_ text: String) -> Bool { text.allSatisfy { "0.-".contains($0) } }

    var json: JSONValue {
        .fields([
            "merchant": .string(record.merchant),
            "entries": .string(Show.count(record.counts.entries)),
            "reasons": .list(record.reasons) { .string(sentence($0)) },
            "expected": .string(Show.count(record.counts.expected)),
            "found": .string(Show.count(record.counts.breaks)),
            "legs": .list(record.legs) { leg($0) },
        ])
    }

    private func leg(_ leg: StatementRecord.Leg) -> JSONValue {
        let left = ChannelTitle.title(leg.left, language)
        let right = ChannelTitle.title(leg.right, language)
        return .fields([
            "name": .string(leg.name), "title": .string(Show.leg(leg.name, language)),
            "left": .string(left), "right": .string(right),
            "matches": .string(Show.count(leg.matches)),
            "breaks": .string(Show.count(leg.breaks)), "has_breaks": .bool(leg.breaks > 0),
            "expected": .string(Show.count(leg.expected)),
            "has_expected": .bool(leg.expected > 0),
            "tone": .string(leg.breaks > 0 ? "bad" : leg.expected > 0 ? "warn" : "good"),
            "path": .string("/breaks?leg=\(FormFields.encode(leg.name))"),
            "sides": .list(leg.sides) { side($0, left: left, right: right) },
            "bridges": .list(leg.bridges) { bridge($0) },
        ])
    }

    private func side(
        _ side: StatementRecord.Side, left: String, right: String
    ) -> JSONValue {
        func term(_ term: StatementRecord.Term?) -> JSONValue {
            guard let term, term.count != 0 || !isZero(term.amount) else { return .null }
            return .fields([
                "count": .string(Show.count(term.count)),
                "amount": .string(amount(term.amount, side.currency)),
            ])
        }
        return .fields([
            "side": .string(side.side == "left" ? left : right),
            "currency": .string(side.currency), "opening": term(side.openingItems),
            "new": term(side.newEntries), "reopened": term(side.reopened),
            "matched": term(side.matched), "carried": term(side.carried),
            "resolved": term(side.resolved), "ignored": term(side.ignored),
            "closes": .bool(side.closes),
        ])
    }

    private func bridge(_ bridge: StatementRecord.Bridge) -> JSONValue {
        func words(_ reason: String) -> String {
            LegStatement.Bridge.Reason(rawValue: reason)?.words[language] ?? reason
        }
        let steps: [(String, String)] =
            [(say("左方合计", "左方合計", "Left total"), bridge.leftTotal)]
            + bridge.lines.map { (words($0.reason), $0.amount) }
            + [(say("右方合计", "右方合計", "Right total"), bridge.rightTotal)]
        return .fields([
            "currency": .string(bridge.currency),
            "plain": .bool(bridge.lines.isEmpty && isZero(bridge.residual)),
            "left_total": .string(amount(bridge.leftTotal, bridge.currency)),
            "right_total": .string(amount(bridge.rightTotal, bridge.currency)),
            "difference": .string(amount(bridge.difference, bridge.currency)),
            "residual": .string(amount(bridge.residual, bridge.currency)),
            "explained": .bool(isZero(bridge.residual)),
            "lines": .list(bridge.lines) {
                .fields([
                    "reason": .string(words($0.reason)), "count": .string(Show.count($0.count)),
                    "amount": .string(amount($0.amount, bridge.currency)),
                ])
            },
            "waterfall": bridge.lines.isEmpty
                ? .null
                : JSONValue.fields([
                    "kind": .string("waterfall"), "currency": .string(bridge.currency),
                    "steps": .list(steps) {
                        .fields(["name": .string($0.0), "value": .string($0.1)])
                    },
                ]).script,
        ])
    }

    private func sentence(_ reason: StatementRecord.Reason) -> String {
        let count = Show.count(reason.count ?? 0)
        switch reason.reason {
        case "missing_days":
            guard let source = reason.source, let from = reason.from.flatMap({ Day($0) }),
                let through = reason.through.flatMap({ Day($0) })
            else { return reason.reason }
            return RunReport.VerdictReason.missingDays(
                source: source, from: from, through: through
            ).sentence(language)
        case "breaks":
            return RunReport.VerdictReason.breaks(count: reason.count ?? 0)
                .sentence(language)
        case "pending":
            return RunReport.VerdictReason.pending(count: reason.count ?? 0)
                .sentence(language)
        case "tolerance":
            return RunReport.VerdictReason.tolerance(count: reason.count ?? 0)
                .sentence(language)
        case "nothing_to_compare":
            return RunReport.VerdictReason.nothingToCompare.sentence(language)
        case "missing_source":
            return RunReport.VerdictReason.missingSource(source: reason.source ?? "")
                .sentence(language)
        case "unsourced_orders":
            return RunReport.VerdictReason.unsourcedOrders(
                channel: reason.channel ?? "", count: reason.count ?? 0
            ).sentence(language)
        default:
            let place = [reason.leg, reason.source, reason.file].compactMap { $0 }
            return ([reason.reason] + place + (reason.count == nil ? [] : [count]))
                .joined(separator: " · ")
        }
    }
}
