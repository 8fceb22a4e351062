import Records
import Statements

/// What a row yields.
extension DialectFile {
    static let entryKeys = [
        "when", "kind", "status", "gross", "discount", "fee", "asked", "settled", "original",
        "balance", "feeRate", "currency", "feeCurrency", "askedCurrency", "settledCurrency",
        "originalCurrency", "orderReference", "channelReference", "refundReference",
        "batchReference", "bankReference", "chainReference", "chainAddress", "occurredAt",
        "createdAt", "expiresAt", "deliveredAt", "bookedOn", "valueOn", "channel", "product",
        "shop", "delivery", "counterparty", "memo", "identity", "guards",
    ]

    static func entryMap(_ value: YAMLValue) throws(DialectFileError) -> YAMLMap {
        try value.map(entryKeys)
    }

    /// `common` fills what the entry itself does not say.
    static func entry(
        _ value: YAMLValue, common: YAMLMap?
    ) throws(DialectFileError) -> EntryRule {
        let own = try entryMap(value)
        let map = common.map { own.over($0) } ?? own
        var rule = EntryRule()
        rule.conditions = try map["when"].map(conditions) ?? []
        try readKind(map.required("kind"), into: &rule)
        try readStatus(map["status"], into: &rule)
        try readAmounts(map, into: &rule)
        try readCurrencies(map, into: &rule)
        try readReferences(map, into: &rule)
        try readTimes(map, into: &rule)
        try readColumns(map, into: &rule)
        try readIdentity(map["identity"], into: &rule)
        for item in map["guards"]?.items() ?? [] { rule.guards.append(try guardRule(item)) }
        return rule
    }

    private static let kinds = EntryKind.allCases.map { ($0.name, $0) }
    private static let statuses = EntryStatus.allCases.map { ($0.name, $0) }

    /// A kind, or `{column:, map: {word: kind}, otherwise: kind}`.
    private static func readKind(
        _ value: YAMLValue, into rule: inout EntryRule
    ) throws(DialectFileError) {
        if value.isScalar {
            rule.kind = try value.word(kinds)
            return
        }
        let map = try value.map(["column", "map", "otherwise"])
        rule.kindColumn = try map.required("column").columns()
        for pair in try map.required("map").map(kinds.map { $0.0 }).pairs {
            let (kind, words) = (pair.key, pair.value)
            let known = EntryKind.allCases.first { $0.name == kind }!
            for word in try words.texts() { rule.kindMap[word] = known }
        }
        if let otherwise = map["otherwise"] {
            rule.kind = try otherwise.word(kinds)
            rule.kindOtherwise = true
        }
    }

    /// A status, or `{column:, map: {status: words}, otherwise: status | problem}`.
    private static func readStatus(
        _ value: YAMLValue?, into rule: inout EntryRule
    ) throws(DialectFileError) {
        guard let value else { return }
        if value.isScalar {
            rule.status.otherwise = try value.word(statuses)
            return
        }
        let map = try value.map(["column", "map", "otherwise"])
        rule.status.columns = try map.required("column").columns()
        for pair in try map.required("map").map(statuses.map { $0.0 }).pairs {
            let (status, words) = (pair.key, pair.value)
            let known = EntryStatus.allCases.first { $0.name == status }!
            for word in try words.texts() { rule.status.map[word] = known }
        }
        rule.status.otherwise = nil
        if let otherwise = map["otherwise"] {
            let words = statuses.map { ($0.0, Optional($0.1)) } + [("problem", nil)]
            rule.status.otherwise = try otherwise.word(words)
        }
    }

    private static func readAmounts(
        _ map: YAMLMap, into rule: inout EntryRule
    ) throws(DialectFileError) {
        rule.gross = try map["gross"].map(amount)
        rule.discount = try map["discount"].map(amount)
        rule.fee = try map["fee"].map(amount)
        rule.asked = try map["asked"].map(amount)
        rule.settled = try map["settled"].map(amount)
        rule.original = try map["original"].map(amount)
        rule.balance = try map["balance"].map(amount)
        rule.feeRateColumn = try map["feeRate"]?.columns() ?? []
    }

    /// A code ("USDT"), or `{column: 币种}`.
    private static func readCurrencies(
        _ map: YAMLMap, into rule: inout EntryRule
    ) throws(DialectFileError) {
        func read(
            _ key: String, _ code: WritableKeyPath<EntryRule, Currency?>,
            _ column: WritableKeyPath<EntryRule, [String]>
        ) throws(DialectFileError) {
            guard let value = map[key] else { return }
            if value.isScalar {
                rule[keyPath: code] = try currencyCode(value)
            } else {
                rule[keyPath: column] = try value.map(["column"]).required("column").columns()
            }
        }
        try read("currency", \.currency, \.currencyColumn)
        try read("feeCurrency", \.feeCurrency, \.feeCurrencyColumn)
        try read("askedCurrency", \.askedCurrency, \.askedCurrencyColumn)
        try read("settledCurrency", \.settledCurrency, \.settledCurrencyColumn)
        try read("originalCurrency", \.originalCurrency, \.originalCurrencyColumn)
    }

    private static func readReferences(
        _ map: YAMLMap, into rule: inout EntryRule
    ) throws(DialectFileError) {
        rule.orderReference = try reference(map["orderReference"])
        rule.channelReference = try reference(map["channelReference"])
        rule.refundReference = try reference(map["refundReference"])
        rule.batchReference = try reference(map["batchReference"])
        rule.bankReference = try reference(map["bankReference"])
        rule.chainReference = try reference(map["chainReference"])
        rule.chainAddress = try reference(map["chainAddress"])
    }

    /// Column names, or `{column:, capture:}`.
    private static func reference(_ value: YAMLValue?) throws(DialectFileError) -> ReferenceRule {
        guard let value else { return ReferenceRule() }
        guard value.isMapping else { return ReferenceRule(columns: try value.columns()) }
        let map = try value.map(["column", "capture"])
        return ReferenceRule(
            columns: try map.required("column").columns(),
            capture: try map["capture"]?.text() ?? "")
    }

    private static func readTimes(
        _ map: YAMLMap, into rule: inout EntryRule
    ) throws(DialectFileError) {
        rule.occurredAt = try times(map["occurredAt"])
        rule.createdAt = try times(map["createdAt"])
        rule.expiresAt = try times(map["expiresAt"])
        rule.deliveredAt = try times(map["deliveredAt"])
        rule.bookedOn = try times(map["bookedOn"])
        rule.valueOn = try times(map["valueOn"])
    }

    /// A column, a mapping, or a list of these, of which the first that holds a time wins.
    private static func times(_ value: YAMLValue?) throws(DialectFileError) -> [TimeRule] {
        var rules: [TimeRule] = []
        for item in value?.items() ?? [] {
            guard item.isMapping else {
                rules.append(TimeRule(columns: try item.columns()))
                continue
            }
            let map = try item.map(["column", "time", "format", "zone", "year"])
            var rule = TimeRule(columns: try map.required("column").columns())
            rule.timeColumn = try map["time"]?.columns() ?? []
            rule.formats = try map["format"]?.texts() ?? []
            rule.zone = try map["zone"]?.text() ?? ""
            rule.yearColumn = try map["year"]?.columns() ?? []
            rules.append(rule)
        }
        return rules
    }

    private static func readColumns(
        _ map: YAMLMap, into rule: inout EntryRule
    ) throws(DialectFileError) {
        rule.channelColumn = try map["channel"]?.columns() ?? []
        rule.productColumn = try map["product"]?.columns() ?? []
        rule.shopColumn = try map["shop"]?.columns() ?? []
        rule.counterpartyColumn = try map["counterparty"]?.columns() ?? []
        rule.memoColumn = try map["memo"]?.columns() ?? []
        guard let delivery = map["delivery"] else { return }
        let parts = try delivery.map(["column", "map", "secret", "apologies"])
        rule.delivery.columns = try parts["column"]?.columns() ?? []
        let states = DeliveryStatus.allCases.filter { $0 != .unknown }
        for pair in try parts["map"]?.map(states.map { $0.name }).pairs ?? [] {
            let (state, words) = (pair.key, pair.value)
            let known = states.first { $0.name == state }!
            for word in try words.texts() { rule.delivery.map[word] = known }
        }
        rule.delivery.secretColumn = try parts["secret"]?.columns() ?? []
        rule.delivery.apologies = try parts["apologies"]?.texts() ?? []
    }

    /// Columns, or `{columns:, count: true}`.
    private static func readIdentity(
        _ value: YAMLValue?, into rule: inout EntryRule
    ) throws(DialectFileError) {
        guard let value else { return }
        guard value.isMapping else {
            rule.identity = try names(value)
            return
        }
        let map = try value.map(["columns", "count"])
        rule.identity = try names(map.required("columns"))
        rule.identityCounts = try map["count"]?.flag() ?? false
    }

    private static func guardRule(_ value: YAMLValue) throws(DialectFileError) -> EntryRule.Guard {
        let map = try value.map(["when", "problem", "expected"])
        let codes = ProblemCode.allCases.filter { !$0.quarantines }.map { ($0.rawValue, $0) }
        return EntryRule.Guard(
            conditions: try conditions(map.required("when")),
            code: try map.required("problem").word(codes),
            expected: try map["expected"]?.text() ?? "")
    }
}
