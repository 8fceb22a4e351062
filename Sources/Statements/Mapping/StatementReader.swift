import Records

/// Reads one file in one dialect: rows → entries, problems and declared non-entries.
struct StatementReader {
    let compiled: CompiledDialect
    let hints: ReadHints
    let limits: Limits
    let crossChecks: [Dialect.CrossCheck]
    let leadingMark: UInt8?
    /// What identities rest on: the channel, so that two bills of one channel agree.
    let identityChannel: String
    let isSheet: Bool
    let isKeyed: Bool

    var source: RowSource
    var statement: Statement
    var header = HeaderIndex([])
    var plan = Plan()
    var row = Row()
    /// The row's cleaned fields, by column; as many as the header has at least.
    var cells: [TextRef] = []
    var numbers: [SlotValue] = []
    var scratch: [UInt8] = []

    var times: TimeContext
    var outside: OutsideLines
    var tally: Tally
    var identities = IdentityCounter()
    var ownAddresses: [[UInt8]] = []
    var codes = CodeCache()
    var rowHasProblem = false
    /// Rows of the source up to and with the header.
    private var rowsBeforeTable = 0

    var gb18030: Bool { source.encoding == .gb18030 }
    /// Borrowed, not copied: a dialect is large, and it is asked about for every field.
    var dialect: Dialect { @inline(__always) _read { yield compiled.dialect } }

    init(
        _ file: RawFile, _ compiled: CompiledDialect, hints: ReadHints, limits: Limits,
        crossChecks: [Dialect.CrossCheck]
    ) {
        self.compiled = compiled
        self.hints = hints
        self.limits = limits
        self.crossChecks = crossChecks
        leadingMark = compiled.dialect.leadingMark
        identityChannel =
            compiled.dialect.channel.isEmpty ? compiled.dialect.name : compiled.dialect.channel
        isSheet = !(file.sheets ?? []).isEmpty
        isKeyed = compiled.dialect.shape.isKeyed
        source = RowSource(file: file, shape: compiled.dialect.shape, limits: limits)
        let table = EntryTable(
            encoding: source.encoding, scale: compiled.dialect.scale,
            feeScale: compiled.dialect.feeScale)
        statement = Statement(file: file.name, dialect: compiled.dialect, table: table)
        statement.encoding = source.fileEncoding
        times = TimeContext(
            zone: hints.rules(for: compiled.dialect.zone),
            referenceDay: TimeContext.day(inFileName: file.name))
        outside = OutsideLines(compiled, encoding: source.encoding)
        tally = Tally()
        ownAddresses = hints.ownAddresses.map { Array($0.utf8) }
    }

    mutating func read() -> Statement {
        if locateHeader() {
            plan = PlanBuilder.build(
                compiled, header: header, encoding: source.encoding, hints: hints,
                crossChecks: crossChecks)
            statement.unknownColumns = plan.unusedColumns
            tally.prepare(plan)
            numbers = Array(repeating: SlotValue(), count: plan.slots.count)
            // A list without a record has no names at all.
            if plan.missingColumns.isEmpty || header.names.isEmpty {
                findOwnAddress()
                codes.prepare(dialect, &statement.table)
                while source.next(&row) { readRow() }
            } else {
                statement.problems.append(
                    Problem(
                        file: statement.file, code: .unknownHeader,
                        found: header.names.joined(separator: ", "),
                        expected: plan.missingColumns.joined(separator: ", ")))
            }
        }
        finish()
        return statement
    }

    // MARK: Header

    /// Finds the header and leaves the source behind it. False where there is none.
    private mutating func locateHeader() -> Bool {
        let loose = dialect.fallback
        if case .fixed(let fields, _) = dialect.shape, !isSheet {
            header = HeaderIndex(fields.map(\.name), loose: loose)
            return true
        }
        if isKeyed {
            // All names are known before the first row is read, so that the order of rows changes
            // nothing. What the pass put into the heap is dropped again.
            let heap = source.heap.count
            while source.next(&row) {}
            header = HeaderIndex(source.names, loose: loose)
            source.rewind()
            source.heap.removeLast(source.heap.count - heap)
            return true
        }
        if !dialect.headerNames.isEmpty {
            header = HeaderIndex(dialect.headerNames, loose: loose)
            return true
        }
        var scanned = 0
        while scanned < limits.headerScanLines, source.next(&row) {
            scanned += 1
            let names = HeaderIndex(row.fields.map { text($0) }, loose: loose)
            if names.hasAll(compiled.claimHeader), !compiled.claimHeader.isEmpty {
                header = names
                rowsBeforeTable = scanned
                outside.headerStart = firstBytes()
                return true
            }
            readPreamble()
        }
        // An empty day has its lines and no table.
        if !outside.isOnlyComments, source.failure == nil {
            statement.problems.append(
                Problem(
                    file: statement.file, code: .unknownHeader, found: "",
                    expected: dialect.claim.header.joined(separator: ", ")))
        }
        return false
    }

    /// The bytes of the row's first field that is not empty.
    func firstBytes() -> [UInt8] {
        guard let first = row.fields.first(where: { !cleaned($0).isEmpty }) else { return [] }
        return withBytes(cleaned(first)) { bytes in bytes.indices.map { bytes[$0] } }
    }

    mutating func rewindBehindHeader() {
        source.rewind()
        for _ in 0..<rowsBeforeTable { _ = source.next(&row) }
    }

    private mutating func readPreamble() {
        let line = lineText()
        count(nonEntry: line.isEmpty ? "blank" : "preamble")
        outside.note(line, isComment: outside.isComment(line))
        take(outside.match(line))
    }

    // MARK: Rows

    private mutating func readRow() {
        rowHasProblem = false
        if row.fault != nil {
            statement.rowCount += 1
            report(row.fault!, found: source.rawText(row))
            statement.rowsWithProblems += 1
            return
        }
        let isBlank = clean()
        if isBlank {
            count(nonEntry: isKeyed && row.length > 0 ? "no_record" : "blank")
            return
        }
        if !isKeyed, takeOutsideLine() { return }
        if takeTotalRow() { return }
        if let reason = ignoredReason() {
            count(nonEntry: reason)
            if reason == "second_header" { return }
            // No entry, but a row that the file's own totals count.
            statement.rowCount += 1
            parseNumbers()
            accumulate()
            return
        }
        statement.rowCount += 1
        if hasFittingWidth() { mapRow() }
        if rowHasProblem { statement.rowsWithProblems += 1 }
    }

    /// Fills `cells`. True where nothing but blanks stands in the row.
    private mutating func clean() -> Bool {
        cells.removeAll(keepingCapacity: true)
        var isBlank = true
        // Taken out once a row: asking `self` for every field copies the reader.
        let (bytes, heap) = (source.bytes, source.heap)
        let (isNative, mark, hasPlaceholders) = (gb18030, leadingMark, !plan.placeholders.isEmpty)
        for ref in row.fields {
            let cell =
                ref.inHeap
                ? StatementReader.cleaned(ref, in: heap, gb18030: false, mark: mark)
                : StatementReader.cleaned(ref, in: bytes, gb18030: isNative, mark: mark)
            if !cell.isEmpty { isBlank = false }
            cells.append(hasPlaceholders && isPlaceholder(cell) ? .none : cell)
        }
        while cells.count < header.names.count { cells.append(.none) }
        return isBlank
    }

    func cleaned(_ ref: TextRef) -> TextRef {
        ref.inHeap
            ? StatementReader.cleaned(ref, in: source.heap, gb18030: false, mark: leadingMark)
            : StatementReader.cleaned(ref, in: source.bytes, gb18030: gb18030, mark: leadingMark)
    }

    /// A field without its mark and the blanks around it (the cleaning order of docs/dialects.md).
    private static func cleaned(
        _ ref: TextRef, in bytes: [UInt8], gb18030: Bool, mark: UInt8?
    ) -> TextRef {
        if ref.isEmpty { return .none }
        let field = bytes.span.extracting(ref.offset..<ref.offset + ref.length)
        let range = FieldText.trimmed(field, gb18030: gb18030, mark: mark)
        if range.count == ref.length { return ref }
        if range.isEmpty { return .none }
        return TextRef(
            offset: ref.offset + range.lowerBound, length: range.count, inHeap: ref.inHeap)
    }

    private func isPlaceholder(_ cell: TextRef) -> Bool {
        if plan.placeholders.isEmpty || cell.isEmpty { return false }
        return withBytes(cell) { bytes in
            plan.placeholders.contains { $0.equals(bytes, isUTF8: cell.inHeap || !gb18030) }
        }
    }

    /// A row may lack optional fields at its end and have empty ones too many, no others.
    private mutating func hasFittingWidth() -> Bool {
        if isKeyed { return true }
        let width = header.width
        if cells.count > header.names.count,
            cells[header.names.count...].contains(where: { !$0.isEmpty })
        {
            guard rejoin() else {
                report(.fieldCount, found: String(row.fields.count), expected: String(width))
                return false
            }
        }
        if !isSheet, row.fields.count < min(plan.requiredWidth, width) {
            report(.fieldCount, found: String(row.fields.count), expected: String(width))
            return false
        }
        return true
    }

    /// WeChat puts a backtick before every field, hence ",`" is the true separator of a row whose
    /// free text holds a comma (docs/formats).
    private mutating func rejoin() -> Bool {
        guard let mark = leadingMark, mark == 0x60 else { return false }
        var joined: [TextRef] = []
        for ref in row.fields {
            guard !ref.inHeap else { return false }
            let starts = !ref.isEmpty && withBytes(ref) { $0[0] == mark }
            guard let first = joined.last, !starts else {
                if ref.isEmpty { return false }
                joined.append(ref)
                continue
            }
            // An empty field says nothing of its place: it adds its comma.
            let length =
                ref.isEmpty ? first.length + 1 : ref.offset + ref.length - first.offset
            joined[joined.count - 1] = TextRef(
                offset: first.offset, length: length, inHeap: false)
        }
        guard joined.count == header.names.count else { return false }
        row.fields = joined
        _ = clean()
        return true
    }

    // MARK: Text

    @inline(__always)
    func withBytes<Result>(_ ref: TextRef, _ body: (Span<UInt8>) -> Result) -> Result {
        let range = ref.offset..<ref.offset + ref.length
        return ref.inHeap
            ? body(source.heap.span.extracting(range)) : body(source.bytes.span.extracting(range))
    }

    func text(_ ref: TextRef) -> String {
        let bytes = withBytes(ref) { span in span.indices.map { span[$0] } }
        return ref.inHeap
            ? String(decoding: bytes, as: UTF8.self)
            : Statements.decodeForDisplay(bytes, from: source.encoding)
    }

    /// The row as one line: cells of a sheet stand beside each other.
    func lineText() -> String {
        let line =
            isSheet
            ? row.fields.map { text($0) }.filter { !$0.isEmpty }.joined(separator: " ")
            : source.rawText(row)
        return LineText.folded(line)
    }

    mutating func count(nonEntry reason: String) { statement.nonEntries[reason, default: 0] += 1 }
}
