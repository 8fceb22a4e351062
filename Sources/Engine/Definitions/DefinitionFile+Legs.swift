import Matching
import Records
import Statements

extension DefinitionFile {
    private static let legKeys = [
        "name", "left", "right", "links", "passes", "lateAfter", "expectedWithin", "feeRows",
        "severity",
    ]

    static func leg(
        _ value: YAMLValue, sources: [String], _ calendar: BusinessCalendar?
    ) throws(DialectFileError) -> Definition.Leg {
        let map = try value.map(legKeys)
        var leg = Definition.Leg(name: try name(map.required("name")))
        leg.left = try selection(map.required("left"), sources)
        leg.right = try selection(map.required("right"), sources)
        for link in map["links"]?.items() ?? [] { leg.links.append(try sourceName(link, sources)) }
        if let late = map["lateAfter"] { leg.lateAfterSeconds = try seconds(late, least: 1) }
        if let within = map["expectedWithin"] {
            leg.expectedWithin = try lag(within, calendar)
        }
        if let rows = map["feeRows"] { leg.comparesFeeRows = try rows.flag() }
        if let severity = map["severity"] { leg.severity = try self.severity(severity) }
        guard let passes = map["passes"] else {
            leg.passes = DefaultPasses.sales
            return leg
        }
        for item in passes.items() { leg.passes.append(try pass(item, calendar, &leg)) }
        guard (1...passLimit).contains(leg.passes.count) else {
            throw passes.wrongType("1…\(passLimit) passes")
        }
        return leg
    }

    /// A pass is a byte in every match.
    private static let passLimit = 64

    private static func sourceName(
        _ value: YAMLValue, _ sources: [String]
    ) throws(DialectFileError) -> String {
        try value.word(sources.map { ($0, $0) })
    }

    /// "orders", [orders, more], or {sources: …, channels: …}.
    private static func selection(
        _ value: YAMLValue, _ sources: [String]
    ) throws(DialectFileError) -> Definition.Selection {
        var selection = Definition.Selection()
        var names = value
        if value.isMapping {
            let map = try value.map(["sources", "channels"])
            names = try map.required("sources")
            selection.channels = try map["channels"]?.texts() ?? []
        }
        for name in names.items() { selection.sources.append(try sourceName(name, sources)) }
        guard !selection.sources.isEmpty else { throw value.wrongType("sources") }
        return selection
    }

    private static let passMethods = ["exact", "tolerance", "window", "group", "subset", "scored"]

    private static func pass(
        _ value: YAMLValue, _ calendar: BusinessCalendar?, _ leg: inout Definition.Leg
    ) throws(DialectFileError) -> Pass {
        let map = try value.map(["name"] + passMethods)
        let methods = map.pairs.filter { $0.key != "name" }
        guard methods.count == 1, let method = methods.first else {
            throw .contradiction(
                map.place, found: methods.map(\.key).joined(separator: " "),
                expected: passMethods.joined(separator: " | "))
        }
        var name = method.key
        if let own = map["name"] { name = try self.name(own) }
        switch method.key {
        case "exact":
            let keys = try method.value.map(keyKeys)
            return Pass(name: name, method: .exact(try keyRule(keys, &leg)))
        case "tolerance":
            let keys = try method.value.map(keyKeys + ["amount"])
            let amount = try amountTolerance(keys.required("amount"))
            return Pass(name: name, method: .tolerance(try keyRule(keys, &leg), amount))
        case "group":
            return Pass(name: name, method: .group(try group(method.value, calendar, &leg)))
        case "subset":
            return Pass(name: name, method: .subset(try subset(method.value)))
        case "scored":
            return Pass(name: name, method: .scored(try scored(method.value)))
        default:
            return Pass(name: name, method: .window(try window(method.value)))
        }
    }

    private static let keyKeys = ["key", "kind", "throughLinks"]

    private static func keyRule(
        _ map: YAMLMap, _ leg: inout Definition.Leg
    ) throws(DialectFileError) -> KeyRule {
        var rule = KeyRule(parts: [])
        for item in try map.required("key").items() { rule.parts.append(try part(item, &leg)) }
        if let kind = map["kind"] { rule.kind = try kind.flag() }
        if let links = map["throughLinks"] { rule.throughLinks = try links.flag() }
        return rule
    }

    /// "order" on both sides, or {left: …, right: …}, each a role or a role with what is done to
    /// it.
    static func part(
        _ value: YAMLValue, _ leg: inout Definition.Leg
    ) throws(DialectFileError) -> KeyRule.Part {
        if value.isScalar {
            let role = try value.word(roles)
            return KeyRule.Part(left: role, right: role)
        }
        let map = try value.map(["left", "right"])
        let left = try reference(map.required("left"), .left, &leg)
        let right = try reference(map.required("right"), .right, &leg)
        var part = KeyRule.Part(left: left.role, right: right.role)
        part.leftNormaliser = left.normaliser
        part.rightNormaliser = right.normaliser
        return part
    }

    static let roles = ReferenceRole.allCases.map { ($0.rawValue, $0) }

    private static func reference(
        _ value: YAMLValue, _ side: Side, _ leg: inout Definition.Leg
    ) throws(DialectFileError) -> (role: ReferenceRole, normaliser: ReferenceNormaliser) {
        if value.isScalar { return (try value.word(roles), ReferenceNormaliser()) }
        let map = try value.map([
            "role", "capture", "ignoreCase", "dropPrefix", "dropLeadingZeros",
        ])
        let role = try map.required("role").word(roles)
        var normaliser = ReferenceNormaliser()
        if let flag = map["ignoreCase"] { normaliser.ignoresCase = try flag.flag() }
        if let prefix = map["dropPrefix"] { normaliser.dropsPrefix = try prefix.text() }
        if let flag = map["dropLeadingZeros"] { normaliser.dropsLeadingZeros = try flag.flag() }
        if let capture = map["capture"] {
            try add(try capture.text(), at: capture, side, role, &leg)
        }
        return (role, normaliser)
    }

    /// One capture per side and role: the leg's tables are captured once, before all passes.
    private static func add(
        _ pattern: String, at value: YAMLValue, _ side: Side, _ role: ReferenceRole,
        _ leg: inout Definition.Leg
    ) throws(DialectFileError) {
        let groups: Int
        do {
            groups = try Pattern(pattern).groupCount
        } catch {
            throw .contradiction(value.place, found: pattern, expected: "RE2: \(error)")
        }
        guard groups == 1 else {
            throw .contradiction(value.place, found: pattern, expected: "RE2, one group (…)")
        }
        let known = leg.captures.first { $0.side == side && $0.role == role }
        if let known {
            guard known.pattern == pattern else {
                throw .contradiction(value.place, found: pattern, expected: known.pattern)
            }
            return
        }
        leg.captures.append(.init(side: side, role: role, pattern: pattern))
    }

    private static func window(_ value: YAMLValue) throws(DialectFileError) -> WindowRule {
        let map = try value.map([
            "before", "after", "paymentWindow", "counterparty", "amount", "nearAmount",
        ])
        var rule = WindowRule()
        if let before = map["before"] { rule.beforeSeconds = -(try seconds(before, least: 0)) }
        if let after = map["after"] { rule.afterSeconds = try seconds(after, least: 0) }
        if let flag = map["paymentWindow"] { rule.usesPaymentWindow = try flag.flag() }
        if let flag = map["counterparty"] { rule.sameCounterparty = try flag.flag() }
        if let amount = map["amount"] { rule.amount = try amountTolerance(amount) }
        if let near = map["nearAmount"] { rule.nearAmount = try amountTolerance(near) }
        return rule
    }

    static func amountTolerance(
        _ value: YAMLValue
    ) throws(DialectFileError) -> AmountTolerance {
        let map = try value.map(["absolute", "percent", "cap", "direction"])
        var tolerance = AmountTolerance()
        let stated = try [map["absolute"], map["cap"]].map { value throws(DialectFileError) in
            guard let value else { return nil as ExactDecimal? }
            guard let decimal = ExactDecimal(try value.text()), decimal.units >= 0 else {
                throw value.wrongType("0.01")
            }
            return decimal
        }
        tolerance.absoluteScale = stated.reduce(2) { max($0, $1?.scale ?? 0) }
        tolerance.absoluteUnits = stated[0]?.units(at: tolerance.absoluteScale) ?? 0
        tolerance.capUnits = stated[1]?.units(at: tolerance.absoluteScale)
        if let percent = map["percent"] {
            guard let millionths = ExactDecimal.millionths(percent: try percent.text()),
                (0...1_000_000).contains(millionths)
            else { throw percent.wrongType("1%") }
            tolerance.millionths = millionths
        }
        if let direction = map["direction"] {
            let words: [AmountTolerance.Direction] = [.either, .over, .under]
            tolerance.direction = try direction.word(words.map { ($0.rawValue, $0) })
        }
        return tolerance
    }
}
