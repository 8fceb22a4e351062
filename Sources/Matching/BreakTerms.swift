import Records

/// What all breaks of a leg have in common, worked out once.
struct BreakTerms {
    private let definition: LegDefinition
    private let currencies: [Currency]
    /// Per currency, the decimals that are kept even where they are zero.
    private let leastDigits: [Int]
    /// Ids begin with the definition and the leg; by salt.
    private let beginnings: (left: Hasher128, right: Hasher128)
    private let lastDay: Day?
    /// By scale: medium, high, critical.
    private let limits: [(medium: Int128, high: Int128, critical: Int128)]

    init(_ definition: LegDefinition, _ currencies: [Currency]) {
        self.definition = definition
        self.currencies = currencies
        leastDigits = currencies.map { min($0.exponent, 2) }
        func beginning(_ salt: UInt64) -> Hasher128 {
            var hasher = Hasher128(seed: salt)
            hasher.combine(definition.definition)
            hasher.combine(definition.name)
            return hasher
        }
        beginnings = (beginning(0), beginning(1))
        lastDay = definition.period.map {
            Instant(microseconds: $0.end.microseconds - 1).day(in: definition.zone)
        }
        let severity = definition.severityLimits
        limits = (0...Money.maximumScale).map { scale in
            let unit = Money.raise(1, by: scale)
            return (
                Int128(severity.medium) * unit, Int128(severity.high) * unit,
                Int128(severity.critical) * unit
            )
        }
    }

    /// definition (without its version) + leg + identity of the anchor entry + currency.
    func id(_ anchor: Hash128, _ code: UInt8, salt: UInt64) -> Hash128 {
        var hasher = salt == 0 ? beginnings.left : beginnings.right
        hasher.combine(word: anchor.high)
        hasher.combine(word: anchor.low)
        hasher.combine(word: currencies[Int(code)].packed)
        return hasher.finalize()
    }

    /// `Money.canonical` without looking the currency up each time.
    func canonical(_ units: Int128, _ scale: Int, _ code: UInt8) -> Money {
        let currency = currencies[Int(code)]
        let least = leastDigits[Int(code)]
        if scale == least { return Money(units: units, scale: scale, currency: currency) }
        guard scale > least, var narrow = Int64(exactly: units) else {
            return Money(units: units, scale: scale, currency: currency).canonical
        }
        var digits = scale
        while digits > least {
            let (quotient, remainder) = narrow.quotientAndRemainder(dividingBy: 10)
            if remainder != 0 { break }
            narrow = quotient
            digits -= 1
        }
        return Money(units: Int128(narrow), scale: digits, currency: currency)
    }

    func severity(_ units: Int128, _ scale: Int) -> Break.Severity {
        let magnitude = Int128(units.magnitude)
        let limit = limits[scale]
        if magnitude >= limit.critical { return .critical }
        if magnitude >= limit.high { return .high }
        return magnitude >= limit.medium ? .medium : .low
    }

    func fillTimes(_ found: inout Break, _ time: Int64) {
        guard time != EntryTable.noTime else { return }
        let moment = Instant(microseconds: time)
        found.occurredAt = moment
        let day = moment.day(in: definition.zone)
        found.breakOn = day
        if let lastDay { found.ageDays = max(0, Int(lastDay.number - day.number)) }
    }
}
