import Records

/// Rows of a file of any shape, one after another.
///
/// Reading ends at the end of the file or at a `failure`; what was read before it stays good. A
/// file that has a sheet is read as a sheet whatever the shape says; `.sheet` without one reads
/// delimited text and finds out the separator.
struct RowSource {
    /// What slices outside the heap point into, in `encoding`.
    private(set) var bytes: [UInt8]
    /// UTF-8 text that is no slice: unescaped quotes, percent-decoded values.
    var heap: [UInt8] = []
    /// UTF-8 or GB18030; UTF-16 was transcoded to UTF-8, and so was GB18030 of keyed shapes.
    let encoding: TextEncoding
    /// The encoding of the file as it came.
    let fileEncoding: TextEncoding
    /// Why reading ended early: code, found, expected and line. A file that can be read to its end
    /// and still lacks something (its last character is cut) has one too, after its last row.
    private(set) var failure: Problem?
    /// JSON: scalars outside the records by dotted path ("meta.page_size"), as printed.
    private(set) var document: [String: String] = [:]
    /// Delimited text: how its lines are split. The separator was found out where the shape did not
    /// say it.
    private(set) var scanner: DelimitedScanner

    var keys = KeyedColumns()
    let limits: Limits
    let sheet: RawFile.Sheet?
    /// First byte that may belong to a row: behind the byte order mark, in a JSON document behind
    /// the bracket of its records.
    private(set) var start: Int
    var position: Int
    /// The line that `position` stands in.
    var line = 1
    private(set) var rowCount = 0
    let file: String
    private let shape: Dialect.Shape
    /// The commonest shape by far is known without a look into `shape`, row by row.
    let isDelimited: Bool
    /// Known before the first row; rewinding does not heal it.
    private var firstFailure: Problem?
    /// Told when the rows before it are read.
    private var endFailure: Problem?

    /// Keyed shapes (JSON, JSON lines, query): column names in order of first appearance. It grows.
    var names: [String] { keys.names }

    /// `decoded`: what `DecodedInput` made of the same bytes, where that is known already.
    init(
        file: RawFile, shape: Dialect.Shape, limits: Limits, decoded: DecodedInput? = nil
    ) {
        self.file = file.name
        var limits = limits
        limits.lineBytes = min(limits.lineBytes, TextRef.maximumLength - 1)
        self.limits = limits
        endFailure = file.fault
        sheet = file.sheets?.first { $0.rowCount > 0 } ?? file.sheets?.first
        if let sheet {
            bytes = sheet.text
            encoding = .utf8
            fileEncoding = .utf8
            scanner = DelimitedScanner(separator: 0x09, encoding: .utf8, limits: limits)
            isDelimited = false
            start = 0
            position = 0
            self.shape = .sheet
            return
        }
        let input =
            decoded?.serves(keyed: shape.isKeyed)
            ?? DecodedInput(file.bytes, keyed: shape.isKeyed)
        bytes = input.bytes
        encoding = input.encoding
        fileEncoding = input.fileEncoding
        start = input.start
        position = input.start
        scanner = DelimitedScanner(separator: 0x2C, encoding: encoding, limits: limits)
        isDelimited = shape.isDelimited
        self.shape = shape
        if let fault = input.fault {
            let told = problem(fault.code, found: fault.found, expected: fault.expected)
            if input.isReadable { endFailure = endFailure ?? told } else { failure = told }
        }
        if failure == nil { prepare() }
        firstFailure = failure
    }

    /// What the shape needs to know of the whole file before its first row.
    private mutating func prepare() {
        if bytes.count == start {
            fail(.emptyFile, found: "0", expected: "> 0")
            return
        }
        switch shape {
        case .delimited(let stated) where stated != 0:
            scanner = DelimitedScanner(separator: stated, encoding: encoding, limits: limits)
        case .delimited, .sheet:
            scanner = DelimitedScanner.sniff(
                bytes.span, from: start, encoding: encoding, limits: limits)
        case .json(let records):
            let outline = JSONOutline.read(
                bytes.span, from: start, records: records, limits: limits)
            document = outline.document
            if let recordsStart = outline.recordsStart { start = recordsStart }
            position = start
            line = 1 + LineEnds.count(bytes.span, 0..<start)
            if let fault = outline.fault {
                let told = problem(
                    fault.code, found: fault.found, expected: fault.expected,
                    line: 1 + LineEnds.count(bytes.span, 0..<fault.offset))
                if outline.recordsStart == nil {
                    failure = told
                } else {
                    endFailure = endFailure ?? told
                }
            }
        case .fixed, .jsonLines, .query: break
        }
    }

    /// Fills `row`, reusing its array. False at the end of the file or at a failure.
    mutating func next(_ row: inout Row) -> Bool {
        guard failure == nil else { return false }
        guard rowCount < limits.rows else {
            fail(.limitExceeded, found: "> \(limits.rows)", expected: "\(limits.rows) rows")
            return false
        }
        row.fault = nil
        let isRow = isDelimited ? nextDelimited(&row) : nextOfOtherShape(&row)
        if isRow { rowCount += 1 } else { failure = failure ?? endFailure }
        return isRow
    }

    private mutating func nextOfOtherShape(_ row: inout Row) -> Bool {
        switch shape {
        case .delimited, .sheet: nextOfSheet(&row)
        case .fixed(let fields, let gap): nextFixed(&row, fields, gap)
        case .json: nextRecord(&row)
        case .jsonLines: nextRecordLine(&row)
        case .query: nextQuery(&row)
        }
    }

    /// Back to the first row. Slices and names given out before stay good.
    mutating func rewind() {
        position = start
        line = 1 + LineEnds.count(bytes.span, 0..<start)
        rowCount = 0
        failure = firstFailure
    }

    var isFixed: Bool { if case .fixed = shape { true } else { false } }

    /// Where the next row starts, to come back to.
    struct Place {
        var position: Int
        var line: Int
        var rowCount: Int
        var heapCount: Int
    }

    var place: Place {
        Place(position: position, line: line, rowCount: rowCount, heapCount: heap.count)
    }

    /// As if the rows since then had not been asked for.
    mutating func goBack(to place: Place) {
        position = place.position
        line = place.line
        rowCount = place.rowCount
        heap.removeLast(heap.count - place.heapCount)
        failure = nil
    }

    /// A stretch of the file on its own: lines from 0, nothing in the heap.
    mutating func start(at position: Int) {
        self.position = position
        line = 0
        rowCount = 0
        heap = []
        failure = nil
    }

    /// Behind rows that another source read.
    mutating func advance(to position: Int, lines: Int, rows: Int) {
        self.position = position
        line += lines
        rowCount += rows
    }

    /// The untouched raw row, decoded; a sheet's row with tabs between its cells.
    func rawText(_ row: Row) -> String {
        let range = Int(row.offset)..<Int(row.offset) + Int(row.length)
        return Statements.decodeForDisplay(Array(bytes[range]), from: encoding)
    }

    mutating func fail(
        _ code: ProblemCode, found: String, expected: String, line: Int = 0
    ) {
        guard failure == nil else { return }
        failure = problem(code, found: found, expected: expected, line: line)
    }

    private func problem(
        _ code: ProblemCode, found: String, expected: String, line: Int = 0
    ) -> Problem {
        Problem(file: file, line: line, code: code, found: found, expected: expected)
    }
}
