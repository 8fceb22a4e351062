import Records

/// Reads one file in one dialect: rows → entries, problems and declared non-entries.
@safe struct StatementReader: ~Copyable {
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
    /// The source's bytes while `read` runs: asking an array of a class for one field costs more
    /// than most fields do.
    private var fileBytes = unsafe UnsafePointer<UInt8>(bitPattern: 1)!
    var statement: Statement
    var header = HeaderIndex([])
    /// Of the header, kept because every row asks.
    private var headerCount = 0
    private var headerWidth = 0
    private var hasPlaceholders = false
    var plan = Plan()
    var row = Row()
    /// The row's cleaned fields, by column; as many as the header has at least.
    var cells: [TextRef] = []
    /// The row's first field that is not empty.
    var firstCell = -1
    var numbers: [SlotValue] = []
    /// By list of conditions: whether the row meets them.
    var answers: [Answer] = []
    var scratch: [UInt8] = []

    var times: TimeContext
    var outside: OutsideLines
    var tally: Tally
    var identities = IdentityCounter()
    var ownAddresses: [[UInt8]] = []
    var codes = CodeCache()
    var rowHasProblem = false
    /// A block of the file is read, not the file.
    var isBlock = false
    /// The row is one that only the reader of the whole file can take.
    var stopsBlock = false
    /// The block met what changes how its other rows are read: more decimals, a full dictionary.
    var isBroken = false
    var counted: [BlockReading.CountedIdentity] = []
    /// Rows of the source up to and with the header.
    private var rowsBeforeTable = 0

    let gb18030: Bool
    /// Borrowed, not copied: a dialect is large, and it is asked about for every field.
    var dialect: Dialect { @inline(__always) _read { yield compiled.dialect } }

    init(
        _ file: RawFile, _ compiled: CompiledDialect, hints: ReadHints, limits: Limits,
        crossChecks: [Dialect.CrossCheck], decoded: DecodedInput? = nil
    ) {
        let source = RowSource(
            file: file, shape: compiled.dialect.shape, limits: limits, decoded: decoded)
        let table = EntryTable(
            encoding: source.encoding, scale: compiled.dialect.scale,
            feeScale: compiled.dialect.feeScale)
        self.init(
            compiled, source, table, hints: hints, limits: limits, crossChecks: crossChecks,
            isSheet: !(file.sheets ?? []).isEmpty)
        times.referenceDay = TimeContext.day(inFileName: file.name)
    }

    init(
        _ compiled: CompiledDialect, _ source: RowSource, _ table: EntryTable, hints: ReadHints,
        limits: Limits, crossChecks: [Dialect.CrossCheck], isSheet: Bool
    ) {
        self.compiled = compiled
        self.hints = hints
        self.limits = limits
        self.crossChecks = crossChecks
        leadingMark = compiled.dialect.leadingMark
        identityChannel =
            compiled.dialect.channel.isEmpty ? compiled.dialect.name : compiled.dialect.channel
        self.isSheet = isSheet
        isKeyed = compiled.dialect.shape.isKeyed
        self.source = source
        gb18030 = source.encoding == .gb18030
        statement = Statement(file: source.file, dialect: compiled.dialect, table: table)
        statement.encoding = source.fileEncoding
        times = TimeContext(zone: hints.rules(for: compiled.dialect.zone), referenceDay: nil)
        outside = OutsideLines(compiled, encoding: source.encoding)
        tally = Tally()
        ownAddresses = hints.ownAddresses.map { Array($0.utf8) }
    }

    mutating func read() -> Statement {
        if begin() { readRows(to: Int.max) }
        return end()
    }

    /// Reads up to the table's first row. False where there is no table to read.
    mutating func begin() -> Bool {
        withFileBytes { $0.openTable() }
    }

    /// Reads the rows that start before `end`.
    mutating func readRows(to end: Int) {
        withFileBytes { reader in
            while reader.source.position < end, reader.source.next(&reader.row) {
                reader.readRow()
            }
        }
    }

    mutating func readBlock(_ block: Block) -> BlockReading {
        withFileBytes { $0.readBlock(block.range) }
    }

    /// Checks what the file states, behind its last row.
    mutating func end() -> Statement {
        withFileBytes { $0.finish() }
        return statement
    }

    private mutating func withFileBytes<Result>(
        _ body: (inout StatementReader) -> Result
    ) -> Result {
        let bytes = source.bytes
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            if let base = buffer.baseAddress { unsafe fileBytes = base }
            return body(&self)
        }
    }

    private mutating func openTable() -> Bool {
        guard locateHeader() else { return false }
        plan = PlanBuilder.build(
            compiled, header: header, encoding: source.encoding, hints: hints,
            crossChecks: crossChecks)
        statement.unknownColumns = plan.unusedColumns
        prepareRows()
        // A list without a record has no names at all.
        if plan.missingColumns.isEmpty || header.names.isEmpty {
            findOwnAddress()
            return true
        }
        statement.problems.append(
            Problem(
                file: statement.file, code: .unknownHeader,
                found: header.names.joined(separator: ", "),
                expected: plan.missingColumns.joined(separator: ", ")))
        return false
    }

    mutating func prepareRows() {
        (headerCount, headerWidth) = (header.names.count, header.width)
        hasPlaceholders = !plan.placeholders.isEmpty
        tally.prepare(plan)
        numbers = Array(repeating: SlotValue(), count: plan.slots.count)
        answers = Array(repeating: .unknown, count: plan.conditionLists.count)
        codes.prepare(dialect, &statement.table)
        outside.findFirstBytes()
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
    mutating func firstBytes() -> [UInt8] {
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

    mutating func readRow() {
        rowHasProblem = false
        if row.fault != nil {
            statement.rowCount += 1
            // Its fields are not to be trusted, and those at hand are the row's before it.
            cells.removeAll(keepingCapacity: true)
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
        let width = max(row.fields.count, headerCount)
        // Nobody else holds it while it is filled: one look at that, not one a field.
        var filled: [TextRef] = []
        swap(&filled, &cells)
        if filled.count != width { filled = Array(repeating: .none, count: width) }
        var first = -1
        var room = filled.mutableSpan
        for index in row.fields.indices {
            let cell = cleaned(row.fields[index])
            if first < 0, !cell.isEmpty { first = index }
            room[index] = hasPlaceholders && isPlaceholder(cell) ? .none : cell
        }
        for index in row.fields.count..<width { room[index] = .none }
        cells = filled
        firstCell = first
        return first < 0
    }

    // Mutating like all that rows call, though it changes nothing: the reader is large, and where a
    // function only borrows it, the compiler copies it.

    /// A field without its mark and the blanks around it (the cleaning order of docs/dialects.md).
    @inline(__always)
    mutating func cleaned(_ ref: TextRef) -> TextRef {
        if ref.isEmpty { return .none }
        let edges = withBytes(ref) { bytes in
            // A blank of ASCII is one in every encoding; bills put a TAB behind their numbers.
            var length = bytes.count
            while length > 1, FieldText.isASCIIBlank(bytes[length &- 1]) { length &-= 1 }
            return (first: bytes[0], last: bytes[length &- 1], length: length)
        }
        let isNative = gb18030 && !ref.inHeap
        let isPlain =
            FieldText.isPlainStart(edges.first, gb18030: isNative) && edges.first != leadingMark
            && FieldText.isPlainEnd(edges.last, gb18030: isNative)
        if !isPlain { return trimmed(ref) }
        if edges.length == ref.length { return ref }
        return TextRef(offset: ref.offset, length: edges.length, inHeap: ref.inHeap)
    }

    private mutating func trimmed(_ ref: TextRef) -> TextRef {
        let isNative = gb18030 && !ref.inHeap
        let mark = leadingMark
        let range = withBytes(ref) { FieldText.trimmed($0, gb18030: isNative, mark: mark) }
        if range.count == ref.length { return ref }
        if range.isEmpty { return .none }
        return TextRef(
            offset: ref.offset + range.lowerBound, length: range.count, inHeap: ref.inHeap)
    }

    private mutating func isPlaceholder(_ cell: TextRef) -> Bool {
        if plan.placeholders.isEmpty || cell.isEmpty { return false }
        let (words, isUTF8) = (plan.placeholders, cell.inHeap || !gb18030)
        return withBytes(cell) { bytes in words.contains(bytes, isUTF8: isUTF8) }
    }

    /// A row may lack optional fields at its end and have empty ones too many, no others.
    private mutating func hasFittingWidth() -> Bool {
        if isKeyed { return true }
        let width = headerWidth
        if cells.count > headerCount,
            cells[headerCount...].contains(where: { !$0.isEmpty })
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
        if ref.inHeap { return StatementReader.withBytes(ref, of: source.heap, body) }
        // A slice of the file is one by construction: the scanner made it.
        let field = unsafe UnsafeBufferPointer(
            start: fileBytes + ref.offset, count: ref.length)
        return unsafe body(field.span)
    }

    @inline(__always)
    private static func withBytes<Result>(
        _ ref: TextRef, of heap: [UInt8], _ body: (Span<UInt8>) -> Result
    ) -> Result {
        body(heap.span.extracting(ref.offset..<ref.offset + ref.length))
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
