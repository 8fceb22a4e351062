package import Records

/// What a person says of some days: that they are off, or worked, or as the week says.
package struct CalendarEdit: Sendable, Hashable {
    package enum Standing: String, Sendable, CaseIterable { case off, work, usual }

    package var days: ClosedRange<Day>
    package var standing: Standing

    /// No holiday of a shop is longer.
    package static let dayLimit = 31

    /// Nil where the days are too many or none.
    package init?(first: Day, last: Day, standing: Standing) {
        guard first <= last, last.number - first.number < CalendarEdit.dayLimit else { return nil }
        days = first...last
        self.standing = standing
    }

    /// A calendar inside the program stays what it is: the changed one has a name of its own.
    func applied(
        to calendar: BusinessCalendar, builtin: some Collection<String>
    ) -> BusinessCalendar {
        var edited: [Day] = []
        var day = days.lowerBound
        while day <= days.upperBound {
            edited.append(day)
            day = day.advanced(by: 1)
        }
        let isIn = Set(edited)
        var holidays = calendar.holidays.filter { !isIn.contains($0) }
        var makeUpDays = calendar.makeUpDays.filter { !isIn.contains($0) }
        switch standing {
        case .off: holidays += edited
        case .work: makeUpDays += edited.filter { calendar.weekend.contains($0.weekday) }
        case .usual: break
        }
        let name = builtin.contains(calendar.name) ? calendar.name + "-own" : calendar.name
        let made = BusinessCalendar(
            name: name, weekend: calendar.weekend, holidays: holidays, makeUpDays: makeUpDays,
            known: calendar.known)
        let same = (made.holidays, made.makeUpDays) == (calendar.holidays, calendar.makeUpDays)
        return same ? calendar : made
    }
}
