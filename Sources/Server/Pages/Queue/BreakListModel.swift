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

    /// - Parameters:
    ///   - found: those that are asked for, in their order, of `all` of their standing.
    ///   - read: the breaks of these ids, in whatever order.
    func page(
        _ found: [QueueLine], of all: [QueueLine], _ query: BreakQuery, _ fields: FormFields,
        legs: [String], _ read: ([Hash128]) throws -> [BookBreak]
    ) rethrows -> JSONValue {
        let size = BreakQuery.rowsPerPage
        let pageCount = max(1, (found.count + size - 1) / size)
        let page = min(query.page, pageCount)
        let ids = found.dropFirst((page - 1) * size).prefix(size).map(\.id)
        let known = Dictionary(try read(ids).map { ($0.id, $0) }) { $1 }
        let rows = ids.compactMap { known[$0] }
        func address(_ number: Int) -> JSONValue {
            guard (1...pageCount).contains(number) else { return .null }
            return .string("/breaks" + fields.query(replacing: ["page": "\(number)"]))
        }
        return .fields([
            "states": .list(BreakFilter.Standing.allCases) { standing in
                .fields([
                    "words": .string(BreakListModel.words(standing)[language]),
                    "path": .string(
                        "/breaks"
                            + fields.query(replacing: [
                                "state": standing.rawValue, "page": nil, "class": nil,
                            ])),
                    "active": .bool(standing == query.standing),
                ])
            },
            "state": .string(query.standing.rawValue),
            "q": .optional(query.text), "day": .optional(query.day?.description),
            "least": .optional(query.least), "most": .optional(query.most),
            "legs": options(legs, query.leg) { Show.leg($0, language) },
            "classes": options(classes(all), query.entryClass?.name) { name in
                EntryClass.allCases.first { $0.name == name }?.words[language] ?? name
            },
            "severities": options(
                Show.severities.map(\.name), query.severity?.name
            ) { name in
                Show.severities.first { $0.name == name }?.words[language] ?? name
            },
            "currencies": options(
                Set(all.map(\.amount.currency)).sorted().map(\.description),
                query.currency?.description
            ) { $0 },
            "bands": options(AgeBand.allCases.map(\.rawValue), query.band?.rawValue) {
                AgeBand(rawValue: $0).map { Show.words($0)[language] } ?? $0
            },
            "sorts": options(
                BreakQuery.Order.allCases.map(\.rawValue), query.order.rawValue
            ) { BreakQuery.Order(rawValue: $0).map { BreakListModel.words($0)[language] } ?? $0 },
            "filtered": .bool(found.count != all.count),
            "count": .string(Show.count(found.count)), "total": .string(sums(found)),
            "rows": .list(rows) { row($0) }, "none": .bool(found.isEmpty),
            "none_at_all": .bool(all.isEmpty && query.standing == .open),
            "page": .integer(page), "pages": .integer(pageCount),
            "many": .bool(pageCount > 1), "previous": address(page - 1), "next": address(page + 1),
            "kinds": kinds,
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

    private func classes(_ all: [QueueLine]) -> [String] {
        let present = Set(all.map(\.entryClass))
        return EntryClass.allCases.filter { present.contains($0) }.map(\.name)
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

    private func sums(_ lines: [QueueLine]) -> String {
        var sums = CurrencySums()
        for line in lines { sums.add(line.amount) }
        return sums.words
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
        case .leg: Words("按环节", "按環節", "By leg")
        }
    }
}
