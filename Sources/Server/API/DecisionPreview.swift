import Engine
import Ledger
import Records
import Reports
import Resolution

/// What a decision would do, as programs read it.
struct DecisionPreview {
    let preview: BookDecide.Preview
    let postings: [Posting]

    init(_ preview: BookDecide.Preview, on day: Day) throws {
        self.preview = preview
        postings = try preview.effect.journal(decision: 0, on: day).flatMap(\.postings)
    }

    static let schema = Schema.open([
        .must("alone", .boolean),
        .must("approval", .word(["maker_alone", "always", "above", "no_limit"])),
        .must("limit", .nullable(.string())), .must("breaks", .array(.string())),
        .must("amounts", .array(.string())), .must("leaving", .array(entry)),
        .must("returning", .array(entry)),
        .must(
            "postings",
            .array(
                .open([
                    .must("account", .string()), .must("currency", .string()),
                    .must("amount", .string()),
                ]))),
        .must("instructions", .integer(0...Int.max)), .must("cancelled", .integer(0...Int.max)),
        .must("rules", .integer(0...Int.max)), .must("reversed", .array(.integer(1...Int.max))),
    ])
    private static let entry = Schema.open([
        .must("leg", .string()), .must("entry", .string()),
        .must("as", .word(DecisionEffect.Exit.allCases.map(\.rawValue))),
    ])

    var json: JSONValue {
        let effect = preview.effect
        func entries(_ some: [DecisionEffect.Leaving]) -> JSONValue {
            .list(some) {
                .fields([
                    "leg": .string($0.leg), "entry": .string("\($0.entry)"),
                    "as": .string($0.exit.rawValue),
                ])
            }
        }
        return .fields([
            "alone": .bool(preview.approval == .makerAlone), "approval": .string(approval),
            "limit": .optional(limit), "breaks": .list(preview.breaks) { .string($0.id.hex) },
            "amounts": .list(effect.amounts) { .string("\($0)") },
            "leaving": entries(effect.leaving), "returning": entries(effect.returning),
            "postings": .list(postings) {
                .fields([
                    "account": .string("\($0.account)"),
                    "currency": .string("\($0.amount.currency)"),
                    "amount": .string($0.amount.decimal),
                ])
            },
            "instructions": .integer(effect.instructions.count),
            "cancelled": .integer(effect.cancelled.count),
            "rules": .integer(effect.rules.count),
            "reversed": .list(effect.reversed) { .integer($0) },
        ])
    }

    private var approval: String {
        switch preview.approval {
        case .makerAlone: "maker_alone"
        case .always: "always"
        case .above: "above"
        case .noLimit: "no_limit"
        }
    }

    /// What one person may decide, where the amount is above it.
    private var limit: String? {
        if case .above(let limit, _) = preview.approval { "\(limit)" } else { nil }
    }
}
