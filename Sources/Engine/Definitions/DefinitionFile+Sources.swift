import Matching
import Records
import Statements

extension DefinitionFile {
    private static let sourceKeys = [
        "name", "files", "format", "dialect", "role", "channel", "shop", "keys", "signingKey",
        "addresses", "settlementLag", "cadence",
    ]

    static func source(
        _ value: YAMLValue, _ calendar: BusinessCalendar?
    ) throws(DialectFileError) -> Definition.Source {
        let map = try value.map(sourceKeys)
        var source = Definition.Source(name: try name(map.required("name")))
        source.files = try map.required("files").texts()
        guard !source.files.isEmpty else {
            throw .missingKey(map.place, key: "files")
        }
        if let formats = map["format"] { source.formats = try formats.texts() }
        if let dialects = map["dialect"] { source.dialectFiles = try dialects.texts() }
        if let role = map["role"] {
            source.role = try role.word(SourceRole.allCases.map { ($0.rawValue, $0) })
        }
        if let channel = map["channel"] { source.channel = try channel.text() }
        if let shop = map["shop"] { source.shop = try shop.text() }
        if let addresses = map["addresses"] { source.addresses = try addresses.texts() }
        if let lag = map["settlementLag"] { source.settlementLag = try self.lag(lag, calendar) }
        if let cadence = map["cadence"] { source.cadence = try self.cadence(cadence, calendar) }
        if let key = map["signingKey"], let keys = map["keys"] {
            throw .contradiction(keys.place, found: "keys", expected: "signingKey (\(key.place))")
        }
        if let key = map["signingKey"] ?? map["keys"] { source.signingKey = try signingKey(key) }
        return source
    }

    /// Inline text, or where the key is: {fromFile: path}, {fromEnvironment: NAME}.
    private static func signingKey(
        _ value: YAMLValue
    ) throws(DialectFileError) -> Definition.SigningKey {
        if value.isScalar { return .literal(try value.text()) }
        let map = try value.map(["fromFile", "fromEnvironment", "withheld"])
        guard map.pairs.count == 1 else {
            throw .contradiction(
                map.place, found: map.pairs.map(\.key).joined(separator: " "),
                expected: "fromFile | fromEnvironment")
        }
        if let path = map["fromFile"] { return .file(try path.text()) }
        if let variable = map["fromEnvironment"] { return .environment(try variable.text()) }
        return .withheld
    }

    private static let scheduleKeys = [
        "channel", "product", "from", "to", "rate", "flat", "min", "max", "scale", "rounding",
        "refunds", "tolerance", "default",
    ]

    static func feeSchedule(_ value: YAMLValue) throws(DialectFileError) -> FeeSchedule {
        let map = try value.map(scheduleKeys)
        let channel = try map.required("channel").text()
        var schedule = FeeSchedule(channel: ChannelAliases.builtin.canonical(channel))
        if let product = map["product"] { schedule.product = try product.text() }
        if let from = map["from"] { schedule.from = try day(from) }
        if let to = map["to"] { schedule.to = try day(to) }
        if let rate = map["rate"] {
            guard let millionths = ExactDecimal.millionths(percent: try rate.text()),
                (0...1_000_000).contains(millionths)
            else { throw rate.wrongType("0.6%") }
            schedule.rateMillionths = millionths
        }
        if let scale = map["scale"] { schedule.scale = try scale.number(0...9) }
        if let flat = map["flat"] { schedule.flatUnits = try units(flat, scale: schedule.scale) }
        if let least = map["min"] {
            schedule.minimumUnits = try units(least, scale: schedule.scale)
        }
        if let most = map["max"] { schedule.maximumUnits = try units(most, scale: schedule.scale) }
        if let tolerance = map["tolerance"] {
            schedule.toleranceUnits = try units(tolerance, scale: schedule.scale)
        }
        if let rounding = map["rounding"] {
            schedule.rounding = try rounding.word(Rounding.allCases.map { ($0.rawValue, $0) })
        }
        if let refunds = map["refunds"] {
            let words = [FeeSchedule.RefundFee.unchecked, .returned, .kept]
            schedule.refunds = try refunds.word(words.map { ($0.rawValue, $0) })
        }
        if let isDefault = map["default"] { schedule.isDefault = try isDefault.flag() }
        return schedule
    }

    /// A plain decimal in major units, not negative, with at most `scale` decimals.
    static func units(_ value: YAMLValue, scale: Int) throws(DialectFileError) -> Int64 {
        guard let decimal = ExactDecimal(try value.text()), decimal.units >= 0,
            let units = decimal.units(at: scale)
        else { throw value.wrongType("0.01 (≤ \(scale) decimals)") }
        return units
    }
}
