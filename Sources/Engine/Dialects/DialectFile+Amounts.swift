import Statements

/// Amounts and conditions.
extension DialectFile {
    static let amountKeys = [
        "column", "sum", "in", "out", "minus", "sign", "minorUnits", "decimals", "capture",
        "optional",
    ]

    /// A column, synonyms of one, or a mapping:
    /// `{column: 金额, sign: negative}`, `{sum: [a, b], minus: [c]}`, `{in: 收入, out: 支出}`.
    static func amount(_ value: YAMLValue) throws(DialectFileError) -> AmountRule {
        guard value.isMapping else { return AmountRule(columns: [try value.columns()]) }
        let map = try value.map(amountKeys)
        var rule = AmountRule(columns: try amountColumns(map))
        if let out = map["out"] { rule.outColumn = try out.columns() }
        for item in map["minus"]?.items() ?? [] { rule.minus.append(try item.columns()) }
        if let sign = map["sign"] { rule.sign = try self.sign(sign) }
        if let minor = map["minorUnits"] { rule.minorUnits = try minor.flag() }
        if let decimals = map["decimals"] { rule.decimalsColumn = try decimals.columns() }
        if let capture = map["capture"] { rule.capture = try capture.text() }
        if let optional = map["optional"] { rule.optional = try optional.flag() }
        return rule
    }

    private static func amountColumns(_ map: YAMLMap) throws(DialectFileError) -> [[String]] {
        let given = ["column", "sum", "in"].filter { map[$0] != nil }
        guard given.count == 1 else {
            throw .contradiction(
                map.place, found: given.isEmpty ? "–" : given.joined(separator: " + "),
                expected: "column | sum | in + out")
        }
        if (map["in"] == nil) != (map["out"] == nil) {
            throw .missingKey(map.place, key: map["in"] == nil ? "in" : "out")
        }
        guard let sum = map["sum"] else {
            return [try map.required(given[0]).columns()]
        }
        var columns: [[String]] = []
        for item in sum.items() { columns.append(try item.columns()) }
        return columns
    }

    /// A word; `{column:, plus: words, minus: words}`; or `{from:, to:}` for chain transfers.
    private static func sign(_ value: YAMLValue) throws(DialectFileError) -> AmountRule.Sign {
        if value.isScalar {
            return try value.word([
                ("asPrinted", .asPrinted), ("reversed", .reversed), ("positive", .positive),
                ("negative", .negative), ("creditDebit", .creditDebitLetter),
            ])
        }
        let map = try value.map(["column", "plus", "minus", "from", "to"])
        if let from = map["from"] {
            return .byOwnAddress(from: try from.columns(), to: try map.required("to").columns())
        }
        return .byColumn(
            column: try map.required("column").columns(),
            plus: try map["plus"]?.texts() ?? [], minus: try map["minus"]?.texts() ?? [])
    }

    private static let testWords: [(String, Condition.Test)] = [
        ("empty", .empty), ("filled", .notEmpty), ("nonzero", .nonZero), ("zero", .zeroOrEmpty),
        ("positive", .positive), ("negative", .negative), ("present", .columnPresent),
        ("absent", .columnAbsent),
    ]

    static let testKeys = [
        "in", "not", "contains", "prefix", "matches", "notMatches", "is",
    ]

    /// `{column: word}`, `{column: [words]}`, `{column: nonzero}` or `{column: {not: word, …}}`.
    /// All must hold. "a|b" as the column is whichever the header has.
    static func conditions(_ value: YAMLValue) throws(DialectFileError) -> [Condition] {
        var conditions: [Condition] = []
        for pair in try value.map().pairs {
            let (name, test) = (pair.key, pair.value)
            let column = YAMLValue.alternatives(name)
            if test.isMapping {
                for one in try tests(test) { conditions.append(.init(column: column, test: one)) }
            } else if test.isScalar, let word = testWords.first(where: { $0.0 == test.summary }) {
                conditions.append(.init(column: column, test: word.1))
            } else {
                conditions.append(.init(column: column, test: .equals(try test.texts())))
            }
        }
        return conditions
    }

    private static func tests(_ value: YAMLValue) throws(DialectFileError) -> [Condition.Test] {
        var tests: [Condition.Test] = []
        for pair in try value.map(testKeys).pairs {
            let (key, operand) = (pair.key, pair.value)
            switch key {
            case "in": tests.append(.equals(try operand.texts()))
            case "not": tests.append(.differs(try operand.texts()))
            case "contains": tests.append(.contains(try operand.texts()))
            case "prefix": tests.append(.hasPrefix(try operand.texts()))
            case "matches": tests.append(.matches(try operand.text()))
            case "notMatches": tests.append(.notMatches(try operand.text()))
            default: tests.append(try operand.word(testWords))
            }
        }
        return tests
    }
}
