import Statements

/// What surrounds the rows: the file's shape, the claim on it, totals, checks.
extension DialectFile {
    /// `csv`, `tsv`, `text` (separator found out), `sheet`, `jsonl`, `query`, or a mapping:
    /// `{separator: ";"}`, `{json: data}`, `{fixed: {名称: 3, …}, gap: 1}`.
    static func shape(_ value: YAMLValue) throws(DialectFileError) -> Dialect.Shape {
        if value.isScalar {
            return try value.word([
                ("csv", .delimited(separator: 0x2C)), ("tsv", .delimited(separator: 0x09)),
                ("text", .delimited(separator: 0)), ("sheet", .sheet),
                ("json", .json(records: "")), ("jsonl", .jsonLines), ("query", .query),
            ])
        }
        let map = try value.map(["separator", "json", "fixed", "gap"])
        if let separator = map["separator"] {
            let bytes = Array(try separator.text().utf8)
            guard bytes.count == 1 else { throw separator.wrongType("one byte") }
            return .delimited(separator: bytes[0])
        }
        if let records = map["json"] { return .json(records: try records.text()) }
        var fields: [Dialect.FixedField] = []
        for pair in try map.required("fixed").map().pairs {
            let (name, width) = (pair.key, pair.value)
            fields.append(.init(name: name, width: try width.number(1...4096)))
        }
        return .fixed(fields: fields, gap: try map["gap"]?.number(0...16) ?? 0)
    }

    static let claimKeys = [
        "header", "without", "exact", "contains", "fileName", "firstRow", "values",
    ]

    static func claim(_ value: YAMLValue) throws(DialectFileError) -> Dialect.Claim {
        let map = try value.map(claimKeys)
        var claim = Dialect.Claim()
        // A list inside the list is alternatives, which the claim writes as "a|b".
        for item in map["header"]?.items() ?? [] {
            claim.header.append(try item.columns().joined(separator: "|"))
        }
        if let without = map["without"] { claim.forbiddenHeader = try without.columns() }
        if let exact = map["exact"] { claim.exact = try exact.flag() }
        if let contains = map["contains"] { claim.contains = try contains.texts() }
        if let name = map["fileName"] { claim.fileName = try name.text() }
        if let row = map["firstRow"] { claim.firstRow = try row.text() }
        if let values = map["values"] {
            for pair in try values.map().pairs {
                claim.values[pair.key] = try pair.value.texts()
            }
        }
        return claim
    }

    /// A template alone, or `{line:, required:, …checks}`.
    static func line(_ value: YAMLValue) throws(DialectFileError) -> Dialect.LineTemplate {
        if value.isScalar { return Dialect.LineTemplate(template: try value.text()) }
        let map = try value.map(["line", "required"] + checkKeys)
        var line = Dialect.LineTemplate(template: try map.required("line").text())
        line.checks = try checks(map)
        if let required = map["required"] { line.required = try required.flag() }
        for check in line.checks where !line.template.contains("{\(check.capture)}") {
            throw .contradiction(
                map.place, found: check.capture, expected: "{\(check.capture)} ∈ \(line.template)")
        }
        return line
    }

    static func footer(_ value: YAMLValue) throws(DialectFileError) -> Dialect.FooterTable {
        let map = try value.map(["header", "required"] + checkKeys)
        var footer = Dialect.FooterTable(
            header: try map.required("header").texts(), checks: try checks(map))
        if let required = map["required"] { footer.required = try required.flag() }
        return footer
    }

    static func totalRow(_ value: YAMLValue) throws(DialectFileError) -> Dialect.TotalRow {
        let map = try value.map(["where"] + checkKeys)
        let conditions = try conditions(map.required("where"))
        return Dialect.TotalRow(conditions: conditions, checks: try checks(map))
    }

    static func ignored(_ value: YAMLValue) throws(DialectFileError) -> Dialect.IgnoredRow {
        let map = try value.map(["when", "reason"])
        return Dialect.IgnoredRow(
            conditions: try conditions(map.required("when")),
            reason: try map.required("reason").text())
    }

    static let checkKeys = ["when", "count", "sum", "magnitude", "checks"]

    /// `count: total` counts rows, `sum: {total: column}` adds values as printed, `magnitude:` adds
    /// them without their sign; `when:` limits the rows; `checks:` is a list of more of these.
    static func checks(_ map: YAMLMap) throws(DialectFileError) -> [Dialect.TotalCheck] {
        let rows = try map["when"].map(conditions) ?? []
        var checks: [Dialect.TotalCheck] = []
        if let count = map["count"] {
            checks.append(.init(capture: try count.text(), measure: .count, conditions: rows))
        }
        for pair in try map["sum"]?.map().pairs ?? [] {
            let (capture, columns) = (pair.key, pair.value)
            let measure = Dialect.Measure.sum(columns: try names(columns))
            checks.append(.init(capture: capture, measure: measure, conditions: rows))
        }
        for pair in try map["magnitude"]?.map().pairs ?? [] {
            let (capture, columns) = (pair.key, pair.value)
            let measure = Dialect.Measure.sumOfMagnitudes(columns: try names(columns))
            checks.append(.init(capture: capture, measure: measure, conditions: rows))
        }
        for item in map["checks"]?.items() ?? [] {
            checks += try self.checks(item.map(["when", "count", "sum", "magnitude"]))
        }
        return checks
    }

    /// Several columns, each of which may be alternatives ("a|b").
    static func names(_ value: YAMLValue) throws(DialectFileError) -> [String] {
        var names: [String] = []
        for item in value.items() { names.append(try item.columns().joined(separator: "|")) }
        return names
    }

    /// `{with: dialect, when:, count:, sum:}`: the total row's columns against the other file.
    static func crossChecks(_ value: YAMLValue) throws(DialectFileError) -> [Dialect.CrossCheck] {
        let map = try value.map(["with"] + checkKeys)
        let dialect = try map.required("with").text()
        return try checks(map).map { check in
            Dialect.CrossCheck(
                dialect: dialect, column: check.capture, measure: check.measure,
                conditions: check.conditions)
        }
    }

    /// `{name:, plus: [amounts], minus: [amounts]}`: Σ plus − Σ minus = 0 in every row.
    static func rowCheck(_ value: YAMLValue) throws(DialectFileError) -> Dialect.RowCheck {
        let map = try value.map(["name", "plus", "minus"])
        var terms: [Dialect.RowCheck.Term] = []
        for item in try map.required("plus").items() {
            terms.append(.init(amount: try amount(item), negative: false))
        }
        for item in map["minus"]?.items() ?? [] {
            terms.append(.init(amount: try amount(item), negative: true))
        }
        return Dialect.RowCheck(name: try map.required("name").text(), terms: terms)
    }

    static func balance(_ value: YAMLValue) throws(DialectFileError) -> Dialect.BalanceCheck {
        let map = try value.map(["column", "movement", "by"])
        return Dialect.BalanceCheck(
            column: try map.required("column").columns(),
            movement: try amount(map.required("movement")),
            partition: try map["by"]?.columns() ?? [])
    }
}
