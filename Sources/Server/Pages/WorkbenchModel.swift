import Engine
import Matching
import Records
import Reports
import Resolution

/// The workbench, as a value.
struct WorkbenchModel {
    struct Leg: Sendable {
        var leg: String
        /// The first source of each side.
        var left: String
        var right: String
        var count: Int
    }

    /// A page of one side.
    struct Rows {
        var breaks: [BookBreak] = []
        /// The last of the page, where there is another one.
        var next: Hash128?
        var isFirst = true
    }

    let leg: String
    let counts: [Leg]
    let query: FormFields
    let list: BreakListModel
    /// Whose partner is looked for.
    var chosen: BookBreak?
    var candidates: [BookCandidates.Candidate] = []
    var left = Rows()
    var right = Rows()
    var decided: StoredDecision?

    init(leg: String, counts: [Leg], query: FormFields, list: BreakListModel) {
        self.leg = leg
        self.counts = counts
        self.query = query
        self.list = list
    }

    /// What may be decided about entries without a partner; each must allow it.
    private static let kinds: [DecisionKind.Name] = [
        .forceMatch, .writeOff, .suspense, .adjustment, .refund, .expectedUntil, .ignore,
    ]

    var json: JSONValue {
        let language = list.language
        let home = "/workbench" + FormFields("").query(replacing: ["leg": leg])
        return .fields([
            "leg": .string(leg), "title": .string(Show.leg(leg, language)),
            "q": .optional(query["q"]), "home": .string(home),
            "legs": .list(counts) { leg in
                .fields([
                    "words": .string(Show.leg(leg.leg, language)),
                    "path": .string(
                        "/workbench" + FormFields("").query(replacing: ["leg": leg.leg])),
                    "count": leg.count > 0 ? .string(Show.count(leg.count)) : .null,
                    "active": .bool(leg.leg == self.leg),
                ])
            },
            "sides": .array([side(.left, left), side(.right, right)]),
            "choosing": .bool(chosen != nil),
            "kinds": .list(WorkbenchModel.kinds) {
                .fields(["name": .string($0.rawValue), "words": .string($0.words[language])])
            },
            "decided": decided.map {
                DecisionModel(language: language, zone: list.zone).row($0)
            } ?? .null,
        ])
    }

    private func side(_ side: Side, _ rows: Rows) -> JSONValue {
        let own = chosen.map { ($0.left == nil ? Side.right : .left) == side }
        let source = counts.first { $0.leg == leg }.map { side == .left ? $0.left : $0.right }
        return .fields([
            "title": .string(ChannelTitle.title(source ?? "", list.language)),
            "paged": .bool(own != false && (rows.next != nil || !rows.isFirst)),
            "name": .string(side.name), "is_left": .bool(side == .left),
            "chosen": own == true ? chosen.map { row($0, side) } ?? .null : .null,
            "looked_for": .bool(own == false),
            "candidates": own == false
                ? .list(candidates) { candidate in
                    .merged(
                        CandidateModel(chosen ?? candidate.found, list: list).row(candidate),
                        row(candidate.found, side))
                } : .null,
            "no_candidate": .bool(own == false && candidates.isEmpty),
            "rows": own == false ? .array([]) : .list(rows.breaks) { row($0, side) },
            "empty": .bool(own == nil && rows.breaks.isEmpty),
            "next": own == false
                ? .null
                : .optional(
                    rows.next.map {
                        "/workbench"
                            + query.query(replacing: [side.name: $0.hex, "decided": nil])
                    }),
            "first": rows.isFirst
                ? .null
                : .string(
                    "/workbench" + query.query(replacing: [side.name: nil, "decided": nil])),
        ])
    }

    private func row(_ found: BookBreak, _ side: Side) -> JSONValue {
        let amount = BookCandidates.amount(found)
        return .merged(
            list.row(found),
            .fields([
                "side": .string(side.name), "own": .string(Show.decimal(amount)),
                "raw": .string(amount.decimal), "currency": .string("\(amount.currency)"),
                "find": .string(
                    "/workbench" + FormFields("").query(replacing: ["break": found.id.hex])),
            ]))
    }
}
