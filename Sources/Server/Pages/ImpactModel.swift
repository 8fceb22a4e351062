import Engine
import Matching
import Records
import Reports

/// What other rules would have made of history.
struct ImpactModel {
    let impact: BookImpact
    let language: Language

    /// Changes that are listed; the counts are of all.
    private static let limit = 200

    init(_ impact: BookImpact, language: Language) {
        self.impact = impact
        self.language = language
    }

    var json: JSONValue {
        func count(_ kind: BookImpact.Kind, _ isBreak: Bool) -> String {
            Show.count(impact.changes.count { $0.kind == kind && $0.isBreak == isBreak })
        }
        func words(_ kind: BookImpact.Kind) -> String {
            switch kind {
            case .appears: Words("出现", "出現", "appears")[language]
            case .vanishes: Words("消失", "消失", "vanishes")[language]
            case .changes: Words("改变", "改變", "changes")[language]
            }
        }
        return .fields([
            "before_matches": .string(Show.count(impact.before.matches)),
            "after_matches": .string(Show.count(impact.after.matches)),
            "before_breaks": .string(Show.count(impact.before.breaks)),
            "after_breaks": .string(Show.count(impact.after.breaks)),
            "before_verdict": .string(impact.before.verdict.words[language]),
            "after_verdict": .string(impact.after.verdict.words[language]),
            "unchanged": .bool(impact.changes.isEmpty),
            "counts": .list(BookImpact.Kind.allCases) { kind in
                .fields([
                    "kind": .string(words(kind)), "matches": .string(count(kind, false)),
                    "breaks": .string(count(kind, true)),
                ])
            },
            "changes": .list(impact.changes.prefix(ImpactModel.limit)) { change in
                .fields([
                    "kind": .string(words(change.kind)),
                    "what": .string(
                        change.isBreak
                            ? Words("差错", "差異", "break")[language]
                            : Words("匹配", "配對", "match")[language]),
                    "leg": .string(Show.leg(change.leg, language)),
                    "reference": .string(change.reference),
                    "class": .string(change.entryClass.words[language]),
                    "formerly": .optional(change.formerly?.words[language]),
                    "amount": .string(Show.amount(change.amount)),
                ])
            },
        ])
    }
}
