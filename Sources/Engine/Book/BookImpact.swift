package import Matching
package import Records
package import Reports

/// What other rules would have made of the whole history: matches and breaks that would appear,
/// vanish or change. Both sides are made the same way, from the beginning and in one go, so that
/// only the rules differ. Memory grows with the history.
package struct BookImpact: Sendable {
    package var before: Figures
    package var after: Figures
    package var changes: [Change]

    package struct Figures: Sendable, Hashable {
        package var digest: String
        package var matches = 0
        package var breaks = 0
        package var expected = 0
        package var verdict: Verdict
    }

    package enum Kind: String, Sendable, CaseIterable { case appears, vanishes, changes }

    /// A match (by its entries) or a break (by its id).
    package struct Change: Sendable, Hashable {
        package var kind: Kind
        package var isBreak: Bool
        package var leg: String
        package var reference: String
        package var entryClass: EntryClass
        /// What it was before, where it changes.
        package var formerly: EntryClass?
        package var amount: Money
    }

    package init(_ book: Book, definitionFile path: String) async throws(EngineError) {
        try await self.init(book, try book.read(definitionFile: path))
    }

    /// As `Book.adopt(definitionText:)` takes it.
    package init(_ book: Book, definitionText text: String) async throws(EngineError) {
        try await self.init(book, try book.read(definitionText: text))
    }

    private init(
        _ book: Book, _ other: (Definition, FormatLibrary)
    ) async throws(EngineError) {
        let (rules, library) = other
        let stored = try book.store.definition()
        guard let last = try book.store.lastRun() else { throw .book(.nothingToRun) }
        let current = try BookSources(stored)
        let old = try await BookRun(
            historyOf: book, through: last.through, by: current.definition,
            library: BookSources.library(stored)
        ).plan()
        let new = try await BookRun(
            historyOf: book, through: last.through, by: rules, library: library
        ).plan()
        before = BookImpact.figures(old)
        after = BookImpact.figures(new)
        changes = BookImpact.changes(old, new)
    }

    private static func figures(_ plan: BookRun.Plan) -> Figures {
        var figures = Figures(
            digest: plan.report.definition.digest, verdict: plan.report.verdict)
        figures.matches = plan.unit.matches.count
        figures.breaks = plan.report.breakCount
        figures.expected = plan.report.expectedCount
        return figures
    }

    private static func changes(_ old: BookRun.Plan, _ new: BookRun.Plan) -> [Change] {
        let (first, second) = (items(old), items(new))
        var changes: [Change] = []
        for (key, item) in first {
            if let other = second[key] {
                guard other.entryClass != item.entryClass || other.amount != item.amount else {
                    continue
                }
                var change = other
                change.kind = .changes
                change.formerly = item.entryClass
                changes.append(change)
            } else {
                var change = item
                change.kind = .vanishes
                changes.append(change)
            }
        }
        changes += second.filter { first[$0.key] == nil }.map(\.value)
        return changes.sorted { order($0).lexicographicallyPrecedes(order($1)) }
    }

    private static func order(_ change: Change) -> [String] {
        [
            change.leg, change.isBreak ? "b" : "m", change.kind.rawValue, change.reference,
            change.entryClass.name, change.amount.decimal,
        ]
    }

    /// Matches by their entries, breaks by their ids.
    private static func items(_ plan: BookRun.Plan) -> [String: Change] {
        var items: [String: Change] = [:]
        for leg in plan.report.legs {
            let view = LegView(plan.report, leg, explains: false)
            let matches = leg.outcome.matches
            for index in 0..<matches.count {
                guard let left = view.entry(.left, matches.left[index]),
                    let right = view.entry(.right, matches.right[index])
                else { continue }
                let key = "\(leg.name) \(left.file) \(left.line) \(right.file) \(right.line)"
                items[key] = Change(
                    kind: .appears, isBreak: false, leg: leg.name,
                    reference: BreakRow.reference(left, right),
                    entryClass: matches.entryClass[index], formerly: nil,
                    amount: left.gross ?? Money.zero(.cny))
            }
            for found in leg.outcome.breaks + leg.outcome.expected {
                items[found.id.hex] = Change(
                    kind: .appears, isBreak: true, leg: leg.name,
                    reference: BreakRow.reference(
                        view.entry(.left, found.left), view.entry(.right, found.right)),
                    entryClass: found.entryClass, formerly: nil, amount: found.amount)
            }
        }
        return items
    }

    package var json: JSONValue {
        func figures(_ figures: Figures) -> JSONValue {
            .fields([
                "definition": .string(figures.digest), "matches": .integer(figures.matches),
                "breaks": .integer(figures.breaks), "expected": .integer(figures.expected),
                "verdict": .string(figures.verdict.name),
            ])
        }
        return .fields([
            "before": figures(before), "after": figures(after),
            "changes": .array(
                changes.map { change in
                    .fields([
                        "kind": .string(change.kind.rawValue),
                        "what": .string(change.isBreak ? "break" : "match"),
                        "leg": .string(change.leg), "reference": .string(change.reference),
                        "class": .string(change.entryClass.name),
                        "formerly": .optional(change.formerly?.name),
                        "currency": .string(change.amount.currency.description),
                        "amount": .string(change.amount.decimal),
                    ])
                }),
        ])
    }
}
