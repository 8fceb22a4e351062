import Engine
import Matching
import Records
import Reports
import Resolution

/// A page of the queue, as a value.
struct BreakListModel {
    let language: Language
    let zone: ZoneRules
    let last: RunFact?

    func page(
        _ found: BreakQueuePage, _ query: BreakQuery, _ fields: FormFields, legs: [String]
    ) -> JSONValue {
        .merged(
            filters(found, query, fields, legs: legs),
            .fields([
                "count": .string(Show.count(found.count)),
                "total": .optional(found.sums.map { sums($0) }),
                "rows": .list(found.rows) { row($0) }, "none": .bool(found.count == 0),
                "none_at_all": .bool(
                    found.count == 0 && fields.query(replacing: ["state": nil]).isEmpty
                        && query.standing == .open),
                "many": .bool(found.hasEarlier || found.hasLater),
                "previous": address(
                    fields, found.hasEarlier, after: nil, before: found.rows.first),
                "next": address(fields, found.hasLater, after: found.rows.last, before: nil),
                "kinds": kinds,
            ]))
    }

    private func address(
        _ fields: FormFields, _ isThere: Bool, after: BookBreak?, before: BookBreak?
    ) -> JSONValue {
        guard isThere else { return .null }
        return .string(
            "/breaks"
                + fields.query(replacing: ["after": after?.id.hex, "before": before?.id.hex]))
    }

    private func filters(
        _ found: BreakQueuePage, _ query: BreakQuery, _ fields: FormFields, legs: [String]
    ) -> JSONValue {
        .fields([
            "states": .list(BreakFilter.Standing.allCases) { standing in
                .fields([
                    "words": .string(BreakListModel.words(standing)[language]),
                    "path": .string(
                        "/breaks"
                            + fields.query(replacing: [
                                "state": standing.rawValue, "after": nil, "before": nil,
                                "class": nil,
                            ])),
                    "active": .bool(standing == query.standing),
                ])
            },
            "state": .string(query.standing.rawValue),
            "q": .optional(query.text), "day": .optional(query.day?.description),
            "least": .optional(query.least), "most": .optional(query.most),
            "legs": options(legs, query.leg) { Show.leg($0, language) },
            "classes": options(classes, query.entryClass?.name) { name in
                EntryClass.allCases.first { $0.name == name }?.words[language] ?? name
            },
            "severities": options(
                Show.severities.map(\.name), query.severity?.name
            ) { name in
                Show.severities.first { $0.name == name }?.words[language] ?? name
            },
            "currencies": options(
                found.currencies.map(\.description), query.currency?.description
            ) { $0 },
            "bands": options(AgeBand.allCases.map(\.rawValue), query.band?.rawValue) {
                AgeBand(rawValue: $0).map { Show.words($0)[language] } ?? $0
            },
            "sorts": options(
                BreakQuery.Order.allCases.map(\.rawValue), query.order.rawValue
            ) { BreakQuery.Order(rawValue: $0).map { BreakListModel.words($0)[language] } ?? $0 },
        ])
    }

    /// What may be decided about several breaks at once; each must allow it.
    private var kinds: JSONValue {
        let names: [DecisionKind.Name] = [
            .acceptDifference, .writeOff, .adjustment, .suspense, .expectedUntil, .ignore,
            .notADuplicate, .forceMatch,
        ]
        return .list(names) {
            .fields(["name": .string($0.rawValue), "words": .string($0.words[language])])
        }
    }

    private var classes: [String] {
        EntryClass.allCases.filter { $0.isBreak || $0 == .expected }.map(\.name)
    }

    private func options(
        _ names: [String], _ chosen: String?, _ words: (String) -> String
    ) -> JSONValue {
        .list(names) {
            .fields([
                "name": .string($0), "words": .string(words($0)), "chosen": .bool($0 == chosen),
            ])
        }
    }

    func sums(_ sums: [Currency: Money]) -> String {
        sums.sorted { $0.key < $1.key }.map { Show.amount($0.value) }.joined(separator: " · ")
    }

    func row(_ found: BookBreak) -> JSONValue {
        .fields([
            "id": .string(found.id.hex), "short": .string(String(found.id.hex.prefix(8))),
            "state": .string(stateWords(found)), "state_tone": .string(Show.tone(found.state)),
            "leg": .string(Show.leg(found.leg, language)),
            "class": .string(found.entryClass.words[language]),
            "finding": .optional(found.finding?.words[language]),
            "severity": .string(found.severity.words[language]),
            "tone": .string(Show.tone(found.severity)),
            "amount": .string(Show.decimal(found.amount)), "raw": .string(found.amount.decimal),
            "currency": .string("\(found.amount.currency)"),
            "negative": .bool(found.amount.units < 0),
            "reference": .string(found.reference),
            "trace": .string(TracePage.address(found.reference)),
            "at": .optional(found.occurredAt.map { Show.moment($0, zone) }),
            "age": Show.age(found, through: last?.through, zone).map { .integer($0) } ?? .null,
            "explanation": .string(Show.explanation(found, language)),
            "selectable": .bool(found.state != .resolved),
        ])
    }

    func stateWords(_ found: BookBreak) -> String {
        found.state == .open && found.firstRun == last?.number
            ? Words("新", "新", "new")[language] : Show.words(found.state)[language]
    }

    private static func words(_ standing: BreakFilter.Standing) -> Words {
        switch standing {
        case .open: Words("未处理", "未處理", "Open")
        case .expected: Words("在途", "在途", "In transit")
        case .resolved: Words("已解决", "已解決", "Resolved")
        case .all: Words("全部", "全部", "All")
        }
    }

    private static func words(_ order: BreakQuery.Order) -> Words {
        switch order {
        case .severity: Words("等级高的在前", "等級高的在前", "Worst first")
        case .age: Words("最久的在前", "最久的在前", "Oldest first")
        case .recent: Words("最近的在前", "最近的在前", "Latest first")
        case .amount: Words("金额大的在前", "金額大的在前", "Largest first")
        }
    }
}
