package import Records
import Resolution

extension Book {
    /// Takes back the last run; nothing of it is deleted.
    package func undo(run number: Int) throws(EngineError) {
        guard let last = try store.lastRun() else {
            throw .book(.unknown(kind: "run", name: "\(number)"))
        }
        guard last.number == number else {
            throw .book(.notTheLastRun(number: number, last: last.number))
        }
        // The closed period is what this run, and those before it, made of it.
        if let close = try store.closes().last(where: { number <= $0.run }) {
            throw .book(.periodClosed(day: last.through, through: close.through))
        }
        var filter = DecisionFilter()
        filter.run = number
        filter.states = [.applied]
        let standing = try store.decisions(filter)
        guard standing.isEmpty else {
            throw .book(.decided(run: number, decisions: standing.map(\.number)))
        }
        try store.undo(run: number, at: now, actor: actor)
    }

    /// The day after the last run, else the first one that a statement holds.
    package func firstDayToRun(before end: Day) throws(EngineError) -> Day {
        if let last = try store.lastRun() { return last.through.advanced(by: 1) }
        let zone = try zone
        let first = try store.statements().compactMap(\.firstTime).min()
        return first.map { Instant(microseconds: $0).day(in: zone) } ?? end
    }
}
