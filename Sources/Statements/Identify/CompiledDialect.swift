import Records

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
