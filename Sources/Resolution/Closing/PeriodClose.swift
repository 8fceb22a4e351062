package import Records

/// Closing a period 封账: what must hold, and what it means for whatever comes later.
package struct PeriodClose: Hashable, Sendable {
    /// A break of the book, as far as closing looks at it.
    package struct OpenBreak: Hashable, Sendable {
        package var id: Hash128
        /// The day it belongs to: of its entry, or when it was due.
        package var since: Day
        /// A decision lets it wait, or its instruction is under way.
        package var isAwaited: Bool

        package init(id: Hash128, since: Day, isAwaited: Bool) {
            self.id = id
            self.since = since
            self.isAwaited = isAwaited
        }
    }

    /// Days that a source's statements should cover.
    package struct Missing: Hashable, Sendable {
        package var source: String
        package var days: ClosedRange<Day>

        package init(source: String, days: ClosedRange<Day>) {
            self.source = source
            self.days = days
        }
    }

    /// The book as it is.
    package struct State: Sendable {
        package var today: Day
        package var closedThrough: Day?
        /// The latest run that holds.
        package var lastRun: (number: Int, through: Day)?
        /// Runs of the period whose statements do not add up.
        package var incomplete: [Int] = []
        /// Days through the end of the period that no statement covers.
        package var missing: [Missing] = []
        /// Orders of the period whose channel has no file.
        package var deferred = 0
        /// Entries that decisions gave back, and no run has looked at.
        package var returned = 0
        /// Statements with rows of the period that no run has taken.
        package var untaken = 0
        package var breaks: [OpenBreak] = []
        /// Decisions that wait, without the one that closes.
        package var waiting: [Int] = []
        package var bookFaults = 0
        package var clearing: [ChannelTerms.Place: ClearingCheck] = [:]

        package init(today: Day) { self.today = today }
    }

    package let through: Day
    /// Breaks that are carried over knowingly; the decision's reason is theirs.
    package let carried: Set<Hash128>

    package init(through: Day, carried: [Hash128] = []) {
        self.through = through
        self.carried = Set(carried)
    }

    /// All that stands against it, in this order; none: it may be closed.
    package func refusals(_ state: State) -> [CloseRefusal] {
        var refusals: [CloseRefusal] = []
        if through >= state.today { refusals.append(.notOver(through, today: state.today)) }
        if let closed = state.closedThrough, through <= closed {
            refusals.append(.closedBefore(through, through: closed))
        }
        if state.lastRun.map({ $0.through < through }) ?? true {
            refusals.append(.notRun(through, through: state.lastRun?.through))
        }
        refusals += Set(state.incomplete).sorted().map { .incomplete(run: $0) }
        refusals += state.missing.map {
            .missing($0.source, from: $0.days.lowerBound, through: $0.days.upperBound)
        }
        if state.deferred > 0 { refusals.append(.unsourced(state.deferred)) }
        if state.untaken > 0 { refusals.append(.notTaken(state.untaken)) }
        if state.returned > 0 { refusals.append(.returned(state.returned)) }
        let own = state.breaks.filter { $0.since <= through }
        let open = own.filter { !$0.isAwaited && !carried.contains($0.id) }.map(\.id).sorted()
        if let first = open.first { refusals.append(.unexplained(open.count, first: first)) }
        let known = Set(own.map(\.id))
        refusals += carried.subtracting(known).sorted().map { .notCarried($0) }
        if !state.waiting.isEmpty { refusals.append(.waiting(state.waiting.sorted())) }
        if state.bookFaults > 0 { refusals.append(.books(faults: state.bookFaults)) }
        for (place, check) in state.clearing.sorted(by: { $0.key < $1.key })
        where !check.residual.isZero {
            refusals.append(.clearing(place.channel, residual: check.residual.canonical))
        }
        return refusals
    }

    /// The day on which something that happened on `day` is booked: that day, or – late – the first
    /// open one, and then `of` says which day it was.
    package static func booking(
        _ day: Day, closedThrough: Day?
    ) -> (day: Day, of: Day?) {
        guard let closedThrough, day <= closedThrough else { return (day, nil) }
        return (closedThrough.advanced(by: 1), day)
    }
}
