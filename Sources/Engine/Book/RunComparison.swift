import Records

/// What changed about the breaks between two runs, each as its run left it: what people decided
/// after the earlier one counts as a change, what they decided after the later one does not.
package struct RunComparison: Sendable {
    package struct Change: Sendable, Hashable {
        package var before: BookBreak?
        package var after: BookBreak

        package init(before: BookBreak?, after: BookBreak) {
            self.before = before
            self.after = after
        }

        private var wasThere: Bool { before.map { $0.state != .resolved } ?? false }
        private var isThere: Bool { after.state != .resolved }

        /// Nil where it comes to the same.
        package var kind: Kind? {
            switch (wasThere, isThere) {
            case (false, true): return .appeared
            case (true, false): return .went
            case (false, false): return nil
            case (true, true):
                guard let before else { return nil }
                let isSame =
                    before.isOpen == after.isOpen && before.amount.equals(after.amount)
                    && before.entryClass == after.entryClass
                    && before.severity == after.severity
                return isSame ? nil : .changed
            }
        }
    }

    package enum Kind: String, Sendable, CaseIterable { case appeared, went, changed }

    package var from: RunFact
    package var to: RunFact
    /// By kind, in the order of leg and id.
    package var changes: [Kind: [Change]] = [:]
    /// Not all changes are here: there are more than `limit`.
    package var isCut: Bool

    /// Versions that are looked at; a file of breaks holds no more either.
    package static let limit = 100_000

    /// Of two runs that stand, in either order.
    package init(_ one: Int, _ other: Int, _ book: Book) throws(EngineError) {
        let runs = try book.store.runs(numbers: [one, other])
        func run(_ number: Int) throws(EngineError) -> RunFact {
            guard let run = runs.first(where: { $0.number == number }) else {
                throw .book(.unknown(kind: "run", name: "\(number)"))
            }
            return run
        }
        from = try run(min(one, other))
        to = try run(max(one, other))
        let found = try book.store.breakChanges(
            from: from.number, to: to.number, limit: RunComparison.limit + 1)
        isCut = found.count > RunComparison.limit
        for change in found.prefix(RunComparison.limit) {
            if let kind = change.kind { changes[kind, default: []].append(change) }
        }
    }
}
