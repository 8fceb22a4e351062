import Records

/// Whether a dialect claims a file, and if not, why.
struct ClaimCheck {
    let file: RawFile
    let limits: Limits
    private var samples: [Dialect.Shape: FileSample] = [:]
    /// The file's bytes in their encoding, found out once; nil for a sheet.
    private(set) var decoded: DecodedInput?

    init(_ file: RawFile, _ limits: Limits) {
        self.file = file
        self.limits = limits
    }

    private var isSheet: Bool { !(file.sheets ?? []).isEmpty }

    /// A sheet and delimited text are read by the same dialects.
    mutating func sample(_ shape: Dialect.Shape) -> FileSample {
        var shape = shape
        if isSheet { shape = .sheet }
        if let known = samples[shape] { return known }
        if !isSheet, decoded == nil { decoded = DecodedInput(file.bytes, keyed: false) }
        let isLines = shape == .query || shape == .jsonLines
        let head = isLines ? decoded?.keyedHead(lines: FileSample.recordLimit + 1) : nil
        let sample = FileSample(file, shape, limits, decoded: head ?? decoded)
        samples[shape] = sample
        return sample
    }

    /// Nil where the dialect claims the file.
    mutating func refusal(_ compiled: CompiledDialect) -> Identification.Reason? {
        let dialect = compiled.dialect
        guard mayHaveShape(dialect.shape) else { return .otherShape }
        let sample = sample(dialect.shape)
        if sample.failure != nil { return .otherShape }
        if let reason = refusalByName(compiled) { return reason }
        switch dialect.shape {
        case .json, .jsonLines, .query:
            if isSheet { return .otherShape }
            return refusalOfRecords(compiled, sample)
        case .fixed: return refusalByFirstRow(compiled, sample)
        case .delimited, .sheet:
            if !dialect.headerNames.isEmpty { return refusalByFirstRow(compiled, sample) }
            return refusalOfTable(compiled, sample)
        }
    }

    private mutating func mayHaveShape(_ shape: Dialect.Shape) -> Bool {
        if isSheet {
            switch shape {
            case .delimited, .sheet: return true
            case .fixed, .json, .jsonLines, .query: return false
            }
        }
        let first = sample(.delimited(separator: 0x2C)).firstByte
        switch shape {
        case .json: return first == 0x7B || first == 0x5B
        case .jsonLines: return first == 0x7B
        case .delimited, .sheet, .fixed, .query: return first != 0x7B
        }
    }

    private func refusalByName(_ compiled: CompiledDialect) -> Identification.Reason? {
        let text = compiled.dialect.claim.fileName
        guard !text.isEmpty, let pattern = compiled.patterns[text] else { return nil }
        let own = file.name.split(whereSeparator: { $0 == "!" || $0 == "/" }).last ?? ""
        let bytes = Array(own.utf8)
        return pattern.find(in: bytes.span) == nil ? .fileNameDiffers(text) : nil
    }

    private func refusalByFirstRow(
        _ compiled: CompiledDialect, _ sample: FileSample
    ) -> Identification.Reason? {
        let text = compiled.dialect.claim.firstRow
        guard let row = sample.rows.first(where: { !$0.line.isEmpty }) else { return .otherShape }
        guard !text.isEmpty, let pattern = compiled.patterns[text] else { return nil }
        let bytes = Array(row.raw.utf8)
        return pattern.find(in: bytes.span) == nil ? .rowDiffers(text) : nil
    }

    // MARK: Records

    private func refusalOfRecords(
        _ compiled: CompiledDialect, _ sample: FileSample
    ) -> Identification.Reason? {
        let dialect = compiled.dialect
        if sample.names.isEmpty {
            // No record at all: the document's own scalars say whose empty list it is.
            let lines = sample.document.map { Array(LineText.folded("\($0.key)=\($0.value)").utf8) }
            let isKnown = compiled.templates.contains { template in
                lines.contains { template.match($0) != nil }
            }
            return isKnown ? nil : .missingColumns(dialect.claim.header)
        }
        let missing = sample.best(for: compiled).missing
        if !missing.isEmpty { return .missingColumns(missing) }
        let header = HeaderIndex(sample.names, loose: dialect.fallback)
        if let reason = refusal(of: header, dialect) { return reason }
        for text in dialect.claim.contains {
            let texts = Array(sample.first.values) + Array(sample.document.values)
            guard texts.contains(where: { $0.contains(text) }) else { return .textNotFound(text) }
        }
        for (name, values) in dialect.claim.values.sorted(by: { $0.key < $1.key }) {
            let value = header.index(of: name).map { sample.first[sample.names[$0]] ?? "" } ?? ""
            guard values.contains(value) else { return .valueDiffers("\(name)=\(value)") }
        }
        return nil
    }

    // MARK: Tables

    private func refusalOfTable(
        _ compiled: CompiledDialect, _ sample: FileSample
    ) -> Identification.Reason? {
        let dialect = compiled.dialect
        let claim = dialect.claim
        let best = sample.best(for: compiled)
        guard let found = best.complete else {
            return isEmptyDay(compiled, sample) ? nil : .missingColumns(best.missing)
        }
        let header = HeaderIndex(sample.rows[found].texts, loose: dialect.fallback)
        if let reason = refusal(of: header, dialect) { return reason }
        for text in claim.contains {
            let folded = LineText.folded(text, trimsSeparators: false)
            guard sample.rows[..<found].contains(where: { $0.line.contains(folded) })
            else { return .textNotFound(text) }
        }
        for (name, values) in claim.values.sorted(by: { $0.key < $1.key }) {
            guard found + 1 < sample.rows.count, let index = header.index(of: name)
            else { continue }
            let texts = sample.rows[found + 1].texts
            let value = index < texts.count ? HeaderName.shown(texts[index]) : ""
            guard values.contains(value) else { return .valueDiffers("\(name)=\(value)") }
        }
        return nil
    }

    private func refusal(of header: HeaderIndex, _ dialect: Dialect) -> Identification.Reason? {
        if let name = dialect.claim.forbiddenHeader.first(where: { header.index(of: $0) != nil }) {
            return .forbiddenColumn(name)
        }
        if dialect.claim.exact {
            let extra = header.extra(beside: dialect.claim.header)
            if !extra.isEmpty { return .extraColumns(extra) }
        }
        return nil
    }

    /// A day without trades is its markers alone: comments only, with every text of the claim.
    private func isEmptyDay(_ compiled: CompiledDialect, _ sample: FileSample) -> Bool {
        let claim = compiled.dialect.claim
        guard !claim.contains.isEmpty, sample.rows.count <= limits.headerScanLines else {
            return false
        }
        var outside = OutsideLines(compiled, encoding: .utf8)
        for row in sample.rows { outside.note(row.line, isComment: outside.isComment(row.line)) }
        return outside.isOnlyComments
    }
}
