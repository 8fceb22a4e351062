import Engine
import Hummingbird
import Records
import Reports

/// Two runs side by side: their statements, and what became of the breaks between them.
struct ComparePage: Sendable {
    let pages: Pages

    /// Breaks of a kind on the screen; the API gives them all.
    private static let limit = 200

    func register(on router: Router<PageContext>) {
        router.get("compare") { request, context -> Response in
            try await pages.show(
                "compare", Words("两次对账比较", "兩次對帳比較", "Two runs compared"), request, context
            ) { try ComparePage.model($0) }
        }
    }

    /// The comparison of two runs, in either order.
    static func read(
        _ one: Int, _ other: Int, _ book: Book
    ) throws -> (breaks: RunComparison, statements: StatementComparison) {
        let breaks = try RunComparison(one, other, book)
        func record(_ run: RunFact) throws -> StatementRecord {
            guard let bytes = try book.store.statementJSON(ofRun: run.number) else {
                throw EngineError.book(.unknown(kind: "run", name: "\(run.number)"))
            }
            return try StatementRecord.read(bytes)
        }
        let between = try book.store.runs().contains {
            $0.number > breaks.from.number && $0.number < breaks.to.number
        }
        return (
            breaks,
            StatementComparison(
                try record(breaks.from), try record(breaks.to),
                isNext: !between && breaks.from.number != breaks.to.number)
        )
    }

    private static func model(_ reading: Pages.Reading) throws -> JSONValue {
        let (book, query) = (reading.book, reading.query)
        let runs = try book.store.runs()
        let last = runs.last?.number
        let to = query["to"].flatMap { Int($0) } ?? last
        let from = query["from"].flatMap { Int($0) } ?? runs.dropLast().last?.number
        func options(_ chosen: Int?) -> JSONValue {
            .list(runs.reversed()) { run in
                .fields([
                    "number": .integer(run.number), "through": .string("\(run.through)"),
                    "chosen": .bool(run.number == chosen),
                ])
            }
        }
        let form = JSONValue.fields(["earlier": options(from), "later": options(to)])
        guard let from, let to else { return .merged(form, .fields(["few": .bool(true)])) }
        let (breaks, statements) = try read(from, to, book)
        let list = BreakListModel(
            language: reading.language, zone: reading.zone, last: try book.store.lastRun())
        return .merged(
            form,
            .fields([
                "from": RunsPage.row(breaks.from, reading, isLast: false),
                "to": RunsPage.row(breaks.to, reading, isLast: breaks.to.number == last),
                "rows": .list(statements.rows) { row($0, reading) },
                "kinds": .list(RunComparison.Kind.allCases) { kind in
                    let changes = breaks.changes[kind] ?? []
                    return .fields([
                        "words": .string(words(kind)[reading.language]),
                        "count": .string(Show.count(changes.count)),
                        "none": .bool(changes.isEmpty),
                        "cut": .bool(changes.count > limit),
                        "changes": .list(changes.prefix(limit)) { change in
                            .merged(
                                list.row(change.after),
                                .fields(["was": was(change, list)]))
                        },
                    ])
                },
                "cut": .bool(breaks.isCut),
            ]))
    }

    private static func words(_ kind: RunComparison.Kind) -> Words {
        switch kind {
        case .appeared: Words("新出现的差错", "新出現的差異", "Breaks that appeared")
        case .went: Words("消失的差错", "消失的差異", "Breaks that went")
        case .changed: Words("有变化的差错", "有變化的差異", "Breaks that changed")
        }
    }

    /// What it was before, where it was something else.
    private static func was(_ change: RunComparison.Change, _ list: BreakListModel) -> JSONValue {
        guard let before = change.before, change.kind == .changed else { return .null }
        var parts: [String] = []
        if before.entryClass != change.after.entryClass {
            parts.append(before.entryClass.words[list.language])
        }
        if !before.amount.equals(change.after.amount) { parts.append(Show.amount(before.amount)) }
        if before.severity != change.after.severity {
            parts.append(before.severity.words[list.language])
        }
        if before.isOpen != change.after.isOpen {
            parts.append(Show.words(before.state)[list.language])
        }
        return .string(parts.joined(separator: " · "))
    }

    private static func row(
        _ row: StatementComparison.Row, _ reading: Pages.Reading
    ) -> JSONValue {
        let currency = Currency(row.currency)
        func cell(_ cell: StatementComparison.Cell?) -> JSONValue {
            guard let cell else { return .string("—") }
            let money = currency.flatMap { Money(decimal: cell.amount, currency: $0) }
            return .string(money.map(Show.decimal) ?? cell.amount)
        }
        func count(_ cell: StatementComparison.Cell?) -> JSONValue {
            cell.map { .string(Show.count($0.count)) } ?? .null
        }
        return .fields([
            "leg": .string(Show.leg(row.leg, reading.language)),
            "source": .string(ChannelTitle.title(row.source, reading.language)),
            "currency": .string(row.currency),
            "cells": .list(row.cells) { pair in
                .fields([
                    "before": cell(pair.before), "after": cell(pair.after),
                    "before_count": count(pair.before), "after_count": count(pair.after),
                    "differs": .bool(pair.before != pair.after),
                ])
            },
            "closes": .bool(row.closes.before != false && row.closes.after != false),
            "follows": .bool(row.follows == true), "breaks_off": .bool(row.follows == false),
        ])
    }
}
