import Matching
import Records

extension DefinitionFile {
    /// What entries share: references, attributes, or both.
    static func group(
        _ value: YAMLValue, _ calendar: BusinessCalendar?, _ leg: inout Definition.Leg
    ) throws(DialectFileError) -> GroupRule {
        let map = try value.map(["key", "by", "shape", "sum", "fee", "amount", "lag"])
        var rule = GroupRule()
        for item in map["key"]?.items() ?? [] { rule.key.parts.append(try part(item, &leg)) }
        for item in map["by"]?.items() ?? [] {
            let attribute = try item.word(groupAttributes)
            guard !rule.attributes.contains(attribute) else {
                throw .contradiction(item.place, found: try item.text(), expected: "once")
            }
            rule.attributes.append(attribute)
        }
        guard !rule.key.parts.isEmpty || !rule.attributes.isEmpty else {
            throw .contradiction(value.place, found: value.summary, expected: "key | by")
        }
        if let shape = map["shape"] {
            rule.shape = try shape.word(GroupRule.Shape.allCases.map { ($0.rawValue, $0) })
        }
        if let sum = map["sum"] {
            rule.measure = try sum.word([("gross", SubsetRule.Measure.gross), ("net", .net)])
        }
        if let fee = map["fee"] {
            guard let millionths = ExactDecimal.millionths(percent: try fee.text()),
                (0..<1_000_000).contains(millionths)
            else { throw fee.wrongType("0.6%") }
            rule.feeMillionths = millionths
        }
        if let amount = map["amount"] { rule.tolerance = try amountTolerance(amount) }
        if let lag = map["lag"] { rule.lag = try self.lag(lag, calendar) }
        try refuseContradictions(rule, value)
        return rule
    }

    private static let groupAttributes: [(String, SubsetStructure.Attribute)] =
        [.day, .channel, .shop, .product].map { ($0.rawValue, $0) }

    private static func refuseContradictions(
        _ rule: GroupRule, _ value: YAMLValue
    ) throws(DialectFileError) {
        if !rule.lag.isNone, !rule.attributes.contains(.day) {
            throw .contradiction(value.place, found: "lag", expected: "by: [day]")
        }
        if rule.measure == .net, rule.feeMillionths > 0 {
            throw .contradiction(value.place, found: "sum: net, fee", expected: "sum: net | fee")
        }
        // What cancels out does so to the unit, in what was moved.
        let isZero = rule.shape == .leftZero || rule.shape == .rightZero
        if isZero,
            rule.measure == .net || rule.feeMillionths > 0 || !rule.lag.isNone
                || rule.tolerance != AmountTolerance()
        {
            throw .contradiction(
                value.place, found: "shape: \(rule.shape.rawValue)", expected: "key | by")
        }
    }
}
