import Records

/// A mistake in a dialect's values that no file could make good.
package enum DialectError: Error, Sendable, Hashable {
    case duplicateName(String)
    /// Nothing says which files are the dialect's.
    case claimsNothing(dialect: String)
    /// Neither entries nor the role `summary`.
    case yieldsNothing(dialect: String)
    case badPattern(dialect: String, pattern: String, reason: String)
    case badTemplate(dialect: String, template: String)
    case unknownCapture(dialect: String, capture: String)
    case badTimeFormat(dialect: String, format: String)
    case badScale(dialect: String, scale: Int)
}

/// Dialects whose patterns are compiled and whose consistency is checked: what files are tried with.
package struct DialectSet: Sendable {
    let compiled: [CompiledDialect]

    package var dialects: [Dialect] { compiled.map(\.dialect) }

    package init(_ dialects: [Dialect]) throws(DialectError) {
        var names: Set<String> = []
        var compiled: [CompiledDialect] = []
        for dialect in dialects {
            guard names.insert(dialect.name).inserted else { throw .duplicateName(dialect.name) }
            compiled.append(try CompiledDialect(dialect))
        }
        // Who claims and the order of refusals never depend on the order of loading.
        self.compiled = compiled.sorted { $0.dialect.name < $1.dialect.name }
    }

    package func dialect(named name: String) -> Dialect? {
        compiled.first { $0.dialect.name == name }?.dialect
    }

    func isSpecific(_ name: String) -> Bool {
        compiled.contains { $0.dialect.name == name && !$0.dialect.fallback }
    }

    /// A dialect that is told by value. One that is not of this set must be sound by itself.
    func compiled(_ told: Dialect) -> CompiledDialect {
        if let known = compiled.first(where: { $0.dialect == told }) { return known }
        do {
            return try CompiledDialect(told)
        } catch {
            preconditionFailure("\(error)")
        }
    }

    /// Cross-checks that summary dialects will make of a file in dialect `name`.
    func crossChecks(of name: String) -> [Dialect.CrossCheck] {
        compiled.flatMap { $0.dialect.crossChecks }.filter { $0.dialect == name }
    }
}

/// One dialect with what is independent of any file compiled: patterns, templates, time formats.
struct CompiledDialect: Sendable {
    let dialect: Dialect
    let patterns: [String: Pattern]
    let templates: [CompiledTemplate]
    let timeFormats: [String: TimeFormat]
    let claimHeader: [ColumnName]

    init(_ dialect: Dialect) throws(DialectError) {
        self.dialect = dialect
        claimHeader = dialect.claim.header.map { ColumnName($0, loose: dialect.fallback) }
        let name = dialect.name
        let claim = dialect.claim
        let claims = [
            !claim.header.isEmpty, !claim.firstRow.isEmpty, !claim.fileName.isEmpty,
            !claim.contains.isEmpty, !claim.values.isEmpty,
        ]
        guard claims.contains(true) else { throw .claimsNothing(dialect: name) }
        guard !dialect.entries.isEmpty || dialect.role == .summary
        else { throw .yieldsNothing(dialect: name) }
        for scale in [dialect.scale, dialect.feeScale ?? dialect.scale] {
            guard (0...Money.maximumScale).contains(scale)
            else { throw .badScale(dialect: name, scale: scale) }
        }
        var patterns: [String: Pattern] = [:]
        for text in dialect.patternTexts where patterns[text] == nil {
            do {
                patterns[text] = try Pattern(text)
            } catch {
                throw .badPattern(dialect: name, pattern: text, reason: error.reason)
            }
        }
        self.patterns = patterns
        var templates: [CompiledTemplate] = []
        for line in dialect.lines {
            guard let template = CompiledTemplate(line)
            else { throw .badTemplate(dialect: name, template: line.template) }
            for check in line.checks where !template.captures.contains(check.capture) {
                throw .unknownCapture(dialect: name, capture: check.capture)
            }
            templates.append(template)
        }
        self.templates = templates
        var formats: [String: TimeFormat] = [:]
        for text in dialect.entries.flatMap(\.timeRules).flatMap(\.formats) {
            guard let format = TimeFormat(text)
            else { throw .badTimeFormat(dialect: name, format: text) }
            formats[text] = format
        }
        timeFormats = formats
    }
}

extension Dialect {
    /// Every condition of the dialect, wherever it stands.
    fileprivate var allConditions: [Condition] {
        var all = ignoredRows.flatMap(\.conditions) + totalRows.flatMap(\.conditions)
        all += entries.flatMap { $0.conditions + $0.guards.flatMap(\.conditions) }
        all += (lines.flatMap(\.checks) + (footerTable?.checks ?? [])).flatMap(\.conditions)
        all += totalRows.flatMap(\.checks).flatMap(\.conditions)
        return all + crossChecks.flatMap(\.conditions)
    }

    fileprivate var patternTexts: [String] {
        var texts = [claim.fileName, claim.firstRow].filter { !$0.isEmpty }
        for condition in allConditions {
            switch condition.test {
            case .matches(let text), .notMatches(let text): texts.append(text)
            default: break
            }
        }
        texts += entries.flatMap(\.amountRules).map(\.capture).filter { !$0.isEmpty }
        texts += rowChecks.flatMap(\.terms).map(\.amount.capture).filter { !$0.isEmpty }
        texts += [balanceCheck?.movement.capture ?? ""].filter { !$0.isEmpty }
        texts += entries.flatMap(\.referenceRules).map(\.capture).filter { !$0.isEmpty }
        return texts
    }
}

extension EntryRule {
    var amountRules: [AmountRule] {
        [gross, discount, fee, asked, settled, original, balance].compactMap { $0 }
    }

    var referenceRules: [ReferenceRule] {
        [
            orderReference, channelReference, refundReference, batchReference, bankReference,
            chainReference, chainAddress,
        ]
    }

    var timeRules: [TimeRule] {
        occurredAt + createdAt + expiresAt + deliveredAt + bookedOn + valueOn
    }
}
