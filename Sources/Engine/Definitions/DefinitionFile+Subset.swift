import Matching

extension DefinitionFile {
    /// Every key has a default; `subset: {}` is a pass.
    static func subset(_ value: YAMLValue) throws(DialectFileError) -> SubsetRule {
        let map = try value.map([
            "target", "before", "after", "sum", "amount", "items", "structures", "budget", "chance",
        ])
        var rule = SubsetRule()
        if let target = map["target"] {
            rule.target = try target.word([("left", Side.left), ("right", .right)])
        }
        if let before = map["before"] { rule.beforeSeconds = try seconds(before, least: 0) }
        if let after = map["after"] { rule.afterSeconds = try seconds(after, least: 0) }
        if let sum = map["sum"] {
            rule.measure = try sum.word([("gross", SubsetRule.Measure.gross), ("net", .net)])
        }
        if let amount = map["amount"] { rule.tolerance = try amountTolerance(amount) }
        if let items = map["items"] { rule.items = try self.items(items) }
        if let budget = map["budget"] {
            rule.budget = try budget.number(1_000...10_000_000_000)
        }
        if let chance = map["chance"] {
            guard let millionths = ExactDecimal.millionths(percent: try chance.text()),
                (0...1_000_000).contains(millionths)
            else { throw chance.wrongType("1%") }
            rule.chanceMillionths = millionths
        }
        if let structures = map["structures"] {
            rule.structures = []
            for item in structures.items() { rule.structures.append(try structure(item)) }
            guard (1...structureLimit).contains(rule.structures.count) else {
                throw structures.wrongType("1…\(structureLimit) structures")
            }
        }
        return rule
    }

    /// Each is a search of its own for every target.
    private static let structureLimit = 16

    /// 12, or {min: 2, max: 40}.
    private static func items(
        _ value: YAMLValue
    ) throws(DialectFileError) -> ClosedRange<Int> {
        if value.isScalar {
            let count = try value.number(1...SubsetRule.itemLimit)
            return count...count
        }
        let map = try value.map(["min", "max"])
        let least = try map["min"]?.number(1...SubsetRule.itemLimit) ?? 1
        let most = try map["max"]?.number(1...SubsetRule.itemLimit) ?? SubsetRule.itemLimit
        guard least <= most else {
            throw .contradiction(value.place, found: "\(least) \(most)", expected: "min ≤ max")
        }
        return least...most
    }

    /// "run", "batch", [channel, day], [channel, any].
    private static func structure(
        _ value: YAMLValue
    ) throws(DialectFileError) -> SubsetStructure {
        var structure = SubsetStructure([], .whole)
        for item in value.items() {
            switch try item.word(structureWords) {
            case .attribute(let attribute) where !structure.attributes.contains(attribute):
                structure.attributes.append(attribute)
            case .shape(let shape) where structure.shape == .whole: structure.shape = shape
            default:
                throw .contradiction(
                    item.place, found: try item.text(), expected: "one shape, attributes once")
            }
        }
        guard structure.shape != .whole || !structure.attributes.isEmpty else {
            throw value.wrongType("batch | day | channel | … | batches | days | run | any")
        }
        return structure
    }

    private enum StructureWord {
        case attribute(SubsetStructure.Attribute)
        case shape(SubsetStructure.Shape)
    }

    private static let structureWords: [(String, StructureWord)] =
        SubsetStructure.Attribute.allCases.map { ($0.rawValue, .attribute($0)) }
        + SubsetStructure.Shape.allCases.filter { $0 != .whole }.map { ($0.rawValue, .shape($0)) }
}
