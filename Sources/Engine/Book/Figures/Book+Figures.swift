package import Records
import Reports
import Statements

extension Book {
    /// The definition that holds; an empty one where nothing was imported yet.
    package func definition() throws(EngineError) -> Definition {
        try BookSources(try store.definition()).definition
    }

    /// What the sources are, as the definition or the formats of their files say.
    package func roles() throws(EngineError) -> [String: SourceRole] {
        let stored = try store.definition()
        let definition = try BookSources(stored).definition
        let known = Dictionary(
            uniqueKeysWithValues: try BookSources.dialects(stored).map { ($0.name, $0.role) })
        var roles: [String: SourceRole] = [:]
        for fact in try store.statements() { roles[fact.source] = known[fact.dialect] }
        for source in definition.sources {
            if let role = source.role { roles[source.name] = role }
        }
        return roles
    }

    package func figures(_ days: ClosedRange<Day>) throws(EngineError) -> BookFigures {
        BookFigures(try definition(), try store.flows(days), roles: try roles())
    }

    /// Days through the last run that a source's statements should cover and do not.
    package func missingDays() throws(EngineError) -> [MissingDays.Gap] {
        guard let last = try store.lastRun() else { return [] }
        return MissingDays.gaps(
            of: try store.statements(), try definition(), zone: try zone, through: last.through)
    }

    /// From the first entry to the last one that the statements hold.
    package func coveredDays() throws(EngineError) -> ClosedRange<Day>? {
        let statements = try store.statements()
        let zone = try zone
        guard let first = statements.compactMap(\.firstTime).min(),
            let last = statements.compactMap(\.lastTime).max()
        else { return nil }
        return Instant(microseconds: first).day(
            in: zone)...Instant(microseconds: last).day(in: zone)
    }
}
