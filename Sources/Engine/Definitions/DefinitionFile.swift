import Matching
import Records
import Reports
import Yams

/// YAML → `Definition` (docs/definitions.md). Every mistake has its place, what was found there and
/// what was expected.
package enum DefinitionFile {
    /// A definition of a hundred legs has 60 KB.
    static let textLimitBytes = 1 << 20

    /// `name` is the file's own name, shown in errors.
    package static func parse(
        _ text: String, name: String
    ) throws(DialectFileError) -> Definition {
        try definition(of: document(text, name: name))
    }

    private static let keys = [
        "name", "version", "merchant", "timeZone", "period", "cutOff", "grace", "sources", "legs",
        "feeSchedules", "statusEquivalence", "severity", "reportLanguage", "limits",
        "calendar", "sla", "approvals",
    ]

    static func document(
        _ text: String, name: String
    ) throws(DialectFileError) -> YAMLValue {
        let start = DialectFileError.Place(file: name, line: 1, column: 1)
        guard text.utf8.count <= textLimitBytes else {
            throw .tooLarge(start, bytes: text.utf8.count, limit: textLimitBytes)
        }
        let node: Node?
        do {
            node = try YAMLValue.compose(text)
        } catch let error as YamlError {
            throw syntaxError(error, start)
        } catch {
            throw .syntax(start, found: "\(error)")
        }
        guard let node else {
            throw .wrongType(start, found: "–", expected: "mapping")
        }
        return YAMLValue(node, file: name, fallback: start)
    }

    private static func syntaxError(
        _ error: YamlError, _ start: DialectFileError.Place
    ) -> DialectFileError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            .syntax(
                .init(file: start.file, line: mark.line, column: mark.column), found: problem)
        default: .syntax(start, found: "\(error)".split(separator: "\n").joined(separator: " "))
        }
    }

    private static func definition(of value: YAMLValue) throws(DialectFileError) -> Definition {
        let map = try value.map(keys)
        var definition = Definition()
        if let name = map["name"] { definition.name = try self.name(name) }
        if let version = map["version"] { definition.version = try version.number(1...1_000_000) }
        if let merchant = map["merchant"] { definition.merchant = try merchant.text() }
        if let zone = map["timeZone"] { definition.timeZone = try timeZone(zone) }
        if let period = map["period"] { definition.period = try coveredPeriod(period) }
        if let cutOff = map["cutOff"] { definition.cutOffSeconds = try clock(cutOff) }
        if let grace = map["grace"] { definition.graceSeconds = try seconds(grace, least: 0) }
        if let language = map["reportLanguage"] {
            definition.reportLanguage = try language.word(
                Language.allCases.map { ($0.rawValue, $0) })
        }
        if let calendar = map["calendar"] {
            definition.calendar = try CalendarFile.calendar(of: calendar)
        }
        for item in try map.required("sources").items() {
            let source = try self.source(item, definition.calendar)
            guard definition.source(source.name) == nil else {
                throw .contradiction(item.place, found: source.name, expected: "a name of its own")
            }
            definition.sources.append(source)
        }
        let sourceNames = definition.sources.map(\.name)
        for item in try map.required("legs").items() {
            let leg = try self.leg(item, sources: sourceNames, definition.calendar)
            guard !definition.legs.contains(where: { $0.name == leg.name }) else {
                throw .contradiction(item.place, found: leg.name, expected: "a name of its own")
            }
            definition.legs.append(leg)
        }
        for item in map["feeSchedules"]?.items() ?? [] {
            definition.feeSchedules.append(try feeSchedule(item))
        }
        for item in map["statusEquivalence"]?.items() ?? [] {
            definition.statusEquivalences.append(try equivalence(item))
        }
        if let severity = map["severity"] { definition.severity = try self.severity(severity) }
        definition.book = try bookRules(map)
        if let limits = map["limits"] {
            let limits = try limits.map(["problems"])
            if let problems = limits["problems"] {
                definition.problemLimit = try problems.number(0...1_000_000_000)
            }
        }
        return definition
    }

    /// Names go into break ids and file rows: short, without spaces or control characters.
    static func name(_ value: YAMLValue) throws(DialectFileError) -> String {
        let text = try value.text()
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            scalar.value > 0x20 && !"/\\,;|\"'{}[]".unicodeScalars.contains(scalar)
        }
        guard isPlain, text.utf8.count <= 100 else {
            throw value.wrongType("1…100 bytes without spaces or separators")
        }
        return text
    }

    private static func timeZone(_ value: YAMLValue) throws(DialectFileError) -> String {
        let text = try value.text()
        do throws(EngineError) { _ = try TimeZoneFile.rules(text) } catch {
            throw .contradiction(value.place, found: text, expected: "Asia/Shanghai | UTC | +08:00")
        }
        return text
    }

    private static func coveredPeriod(
        _ value: YAMLValue
    ) throws(DialectFileError) -> Definition.CoveredPeriod {
        if value.isMapping {
            let map = try value.map(["from", "to"])
            let from = try day(map.required("from"))
            let through = try day(map.required("to"))
            guard from <= through else {
                throw .contradiction(
                    map.keyPlace("to") ?? value.place, found: "\(through)", expected: "≥ \(from)")
            }
            return .days(from: from, through: through)
        }
        if try value.text() == "stated" { return .stated }
        let only = try day(value)
        return .days(from: only, through: only)
    }

    static func day(_ value: YAMLValue) throws(DialectFileError) -> Day {
        guard let day = Day(try value.text()) else { throw value.wrongType("2026-06-30 | stated") }
        return day
    }

    /// "23:00" is the evening before, as UnionPay's day starts; up to noon it is the day's own
    /// clock.
    private static func clock(_ value: YAMLValue) throws(DialectFileError) -> Int64 {
        let parts = try value.text().split(separator: ":").compactMap { Int64($0) }
        guard parts.count == 2, (0..<24).contains(parts[0]), (0..<60).contains(parts[1]) else {
            throw value.wrongType("\"00:00\"…\"23:59\"")
        }
        let seconds = parts[0] * 3600 + parts[1] * 60
        return seconds > 43_200 ? seconds - 86_400 : seconds
    }

    static func seconds(
        _ value: YAMLValue, least: Int64 = -Duration.limitSeconds
    ) throws(DialectFileError) -> Int64 {
        guard let seconds = Duration.seconds(try value.text()), seconds >= least else {
            throw value.wrongType("30 s | 15 min | 2 h | 3 days (≤ 100 days)")
        }
        return seconds
    }

    static func severity(_ value: YAMLValue) throws(DialectFileError) -> SeverityLimits {
        let map = try value.map(["medium", "high", "critical"])
        var limits = SeverityLimits()
        let most = 1_000_000_000_000
        if let medium = map["medium"] { limits.medium = Int64(try medium.number(0...most)) }
        if let high = map["high"] { limits.high = Int64(try high.number(0...most)) }
        if let critical = map["critical"] { limits.critical = Int64(try critical.number(0...most)) }
        guard limits.medium <= limits.high, limits.high <= limits.critical else {
            throw .contradiction(
                map.place, found: "\(limits.medium) \(limits.high) \(limits.critical)",
                expected: "medium ≤ high ≤ critical")
        }
        return limits
    }

    private static func equivalence(
        _ value: YAMLValue
    ) throws(DialectFileError) -> StatusEquivalence {
        let map = try value.map(["left", "right"])
        let words = EntryStatus.allCases.map { ($0.name, $0) }
        return StatusEquivalence(
            left: try map.required("left").word(words), right: try map.required("right").word(words)
        )
    }
}
