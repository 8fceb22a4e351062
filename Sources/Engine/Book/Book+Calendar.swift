package import Records

extension Book {
    /// What an edit of the calendar changes.
    package struct CalendarEffect: Sendable {
        package var before: BusinessCalendar
        package var after: BusinessCalendar
        /// Days that are business days now and would not be, or the other way round.
        package var changed: [Day] = []
        /// Days that sources lack, as told now and then.
        package var missingBefore: [MissingDays.Gap]
        package var missingAfter: [MissingDays.Gap]
        /// Open breaks that are due by the calendar's days: their due time is set anew by the next
        /// run that has something to say of them.
        package var openBreaks: Int
    }

    /// - Parameter base: the name of a calendar inside the program, where the rules have none.
    package func effect(
        of edit: CalendarEdit, base: String
    ) throws(EngineError) -> CalendarEffect {
        let ground = try BookGround(self)
        let (before, after) = try calendars(ground.definition, edit, base)
        var changed: [Day] = []
        var day = edit.days.lowerBound
        while day <= edit.days.upperBound {
            if before.isBusinessDay(day) != after.isBusinessDay(day) { changed.append(day) }
            day = day.advanced(by: 1)
        }
        var rules = ground.definition
        rules.calendar = after
        let missing = ground.lastRun.map {
            MissingDays.gaps(
                of: ground.statements, rules, zone: ground.zone, through: $0.through)
        }
        return CalendarEffect(
            before: before, after: after, changed: changed, missingBefore: ground.missing,
            missingAfter: missing ?? [], openBreaks: try store.breakCount(BreakFilter()))
    }

    /// Makes it a new version of the rules.
    @discardableResult
    package func edit(
        calendar edit: CalendarEdit, base: String
    ) throws(EngineError) -> StoredDefinition {
        let before = try store.definition()
        var rules = try rules(of: before)
        let (old, new) = try calendars(rules, edit, base)
        if let before, old == new, rules.calendar != nil { return before }
        rules.calendar = new
        // What is kept can be read again.
        rules = try BookSources.parse(DefinitionText.yaml(rules))
        let stored = version(
            of: rules, before?.dialects ?? [], after: before,
            isAutomatic: before?.isAutomatic ?? true)
        try store.commit(stored)
        return stored
    }

    private func calendars(
        _ rules: Definition, _ edit: CalendarEdit, _ base: String
    ) throws(EngineError) -> (before: BusinessCalendar, after: BusinessCalendar) {
        let builtin: [String: BusinessCalendar]
        do throws(DialectFileError) { builtin = try CalendarFile.builtin() } catch {
            throw .file(error)
        }
        guard let before = rules.calendar ?? builtin[base] else {
            throw .book(.unknown(kind: "calendar", name: base))
        }
        return (before, edit.applied(to: before, builtin: builtin.keys))
    }
}
