import Matching
package import Records
import Reports

/// How each day of each leg stands now: what happened that day and is still open, what waits, and
/// what is missing.
package struct BookCalendar: Sendable, Hashable {
    /// The raw value is its word on the wire; the first that holds from the end of this list.
    package enum Standing: String, Sendable, CaseIterable {
        /// No run has come to it.
        case none
        case reconciled, pending, breaks
        /// A statement of one of the leg's sources is missing.
        case incomplete
    }

    package struct Cell: Sendable, Hashable {
        package var day: Day
        package var standing: Standing
        package var breaks = 0
        package var pending = 0
    }

    package struct Row: Sendable, Hashable {
        package var leg: String
        package var cells: [Cell]
    }

    package var rows: [Row] = []

    /// A page of a calendar: more days than fit on a screen are asked for in parts.
    package static let dayLimit = 400

    /// What happened on one day of one leg and is not done.
    package struct Count: Sendable, Hashable {
        package var breaks = 0
        package var pending = 0

        package init() {}
    }

    /// Counts what happened on some days, whatever is given to it: a hundred thousand breaks are
    /// gone through, of which few are on a screen.
    package struct Counter: Sendable {
        private let days: Range<Int64>
        private let cutOffSeconds: Int64
        private let zone: ZoneRules
        private let legs: [String]
        private var counts: [[Day: Count]]

        /// - Parameter legs: names; what is counted names them by their place.
        package init(
            _ days: ClosedRange<Day>, cutOffSeconds: Int64, zone: ZoneRules, legs: [String]
        ) {
            func start(_ day: Day) -> Int64 {
                zone.start(of: day).advanced(bySeconds: cutOffSeconds).microseconds
            }
            self.days = start(days.lowerBound)..<start(days.upperBound.advanced(by: 1))
            self.cutOffSeconds = cutOffSeconds
            self.zone = zone
            self.legs = legs
            counts = Array(repeating: [:], count: legs.count)
        }

        /// - Parameter time: microseconds of UTC.
        package mutating func add(leg: Int, time: Int64, isPending: Bool) {
            guard days.contains(time) else { return }
            let moment = Instant(microseconds: time)
            let day = moment.advanced(bySeconds: -cutOffSeconds).day(in: zone)
            if isPending {
                counts[leg][day, default: Count()].pending += 1
            } else {
                counts[leg][day, default: Count()].breaks += 1
            }
        }

        package var byLeg: [String: [Day: Count]] { Dictionary(zip(legs, counts)) { $1 } }
    }

    /// - Parameter counts: of legs' days that the definition's cut-off bounds.
    package init(
        _ definition: Definition, counts: [String: [Day: Count]], gaps: [MissingDays.Gap],
        days: ClosedRange<Day>, runs through: Day?
    ) {
        precondition(
            days.upperBound.number - days.lowerBound.number < BookCalendar.dayLimit, "\(days)")
        for leg in definition.legs {
            let sources = Set(leg.left.sources + leg.right.sources)
            let missing = gaps.filter { sources.contains($0.source) }.map(\.days)
            var cells: [Cell] = []
            var day = days.lowerBound
            while day <= days.upperBound {
                let count = counts[leg.name]?[day] ?? Count()
                var cell = Cell(day: day, standing: .none)
                cell.breaks = count.breaks
                cell.pending = count.pending
                if let through, day <= through { cell.standing = .reconciled }
                if count.pending > 0 { cell.standing = .pending }
                if count.breaks > 0 { cell.standing = .breaks }
                if missing.contains(where: { $0.contains(day) }) { cell.standing = .incomplete }
                cells.append(cell)
                day = day.advanced(by: 1)
            }
            rows.append(Row(leg: leg.name, cells: cells))
        }
    }
}
