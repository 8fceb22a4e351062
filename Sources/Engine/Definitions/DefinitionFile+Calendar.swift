import Records

extension DefinitionFile {
    /// "2 days", "36 h" (whole days count), "2 business days". Business days need a calendar.
    static func lag(
        _ value: YAMLValue, _ calendar: BusinessCalendar?
    ) throws(DialectFileError) -> Lag {
        let text = try value.text()
        if let lag = LagText.businessDays(text) {
            try expectCalendar(value, calendar)
            return lag
        }
        guard let seconds = Duration.seconds(text), seconds >= 0 else {
            throw value.wrongType("2 days | 2 business days (≤ \(LagText.limitDays) days)")
        }
        return Lag(days: Int(seconds / Instant.secondsPerDay))
    }

    static func cadence(
        _ value: YAMLValue, _ calendar: BusinessCalendar?
    ) throws(DialectFileError) -> Cadence {
        let cadence = try value.word(Cadence.allCases.map { ($0.rawValue, $0) })
        if cadence == .businessDays { try expectCalendar(value, calendar) }
        return cadence
    }

    private static func expectCalendar(
        _ value: YAMLValue, _ calendar: BusinessCalendar?
    ) throws(DialectFileError) {
        guard calendar == nil else { return }
        let names = try CalendarFile.builtin().keys.sorted().joined(separator: " | ")
        throw .contradiction(value.place, found: value.summary, expected: "calendar: \(names)")
    }
}
