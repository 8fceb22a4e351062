package import Records
import Statements

/// What most looks at a book begin with, read once: its rules and its statements. Notes and
/// decisions do not touch it, so that it may be kept from one look to the next.
package struct BookGround: Sendable {
    /// The numbers under which a ground is the same.
    package struct Version: Sendable, Hashable {
        package var definition: Int
        package var imports: Int
        package var statement: Int
        package var run: Int
        package var undone: Int

        package init(_ numbers: BookNumbers) {
            definition = numbers.definition
            imports = numbers.imports
            statement = numbers.statement
            run = numbers.run
            undone = numbers.undone
        }
    }

    package let zone: ZoneRules
    /// The one that holds; an empty one where nothing was imported yet.
    package let definition: Definition
    package let statements: [StatementFact]
    package let lastRun: RunFact?
    /// Statements with entries that no run has taken.
    package let waiting: Int
    /// Days through the last run that a source's statements should cover and do not.
    package let missing: [MissingDays.Gap]
    private let own: [Dialect]

    package init(_ book: Book) throws(EngineError) {
        let store = book.store
        zone = try book.zone
        let stored = try store.definition()
        definition = try BookSources(stored).definition
        own = try BookSources.own(stored)
        statements = try store.statements()
        let last = try store.lastRun()
        lastRun = last
        let taken = try store.taken()
        waiting =
            statements.filter { fact in
                guard let through = taken[fact.number] else { return true }
                return fact.lastTime.map { $0 >= through.microseconds } ?? false
            }.count
        missing =
            if let last, stored != nil {
                MissingDays.gaps(
                    of: statements, definition, zone: zone, through: last.through)
            } else { [] }
    }

    /// What the sources are, as the definition or the formats of their files say.
    package func roles() throws(EngineError) -> [String: SourceRole] {
        let known = Dictionary(
            try BookSources.builtin().map { ($0.name, $0.role) } + own.map { ($0.name, $0.role) },
            uniquingKeysWith: { $1 })
        var roles: [String: SourceRole] = [:]
        for fact in statements { roles[fact.source] = known[fact.dialect] }
        for source in definition.sources {
            if let role = source.role { roles[source.name] = role }
        }
        return roles
    }

    /// From the first entry to the last one that the statements hold.
    package var coveredDays: ClosedRange<Day>? {
        guard let first = statements.compactMap(\.firstTime).min(),
            let last = statements.compactMap(\.lastTime).max()
        else { return nil }
        return Instant(microseconds: first).day(
            in: zone)...Instant(microseconds: last).day(in: zone)
    }

    /// What some days add up to.
    package func figures(
        _ days: ClosedRange<Day>, _ book: Book
    ) throws(EngineError) -> BookFigures {
        BookFigures(definition, try book.store.flows(days), roles: try roles())
    }
}
