import Records

/// A JSON document seen once from outside: where its records lie, what scalars stand around them.
struct JSONOutline {
    /// Behind the bracket that opens the array of records.
    var recordsStart: Int?
    var document: [String: String] = [:]
    /// A fault outside the records, or no records at all. Faults inside are found by reading them.
    var fault: JSONFault?

    private var scanner: JSONScanner
    private let records: String
    private let scalarLimit: Int
    private var isInsideRecords = false

    /// `records`: dotted path of the array, "" where the document itself is the array.
    static func read(
        _ bytes: Span<UInt8>, from start: Int, records: String, limits: Limits
    ) -> JSONOutline {
        var outline = JSONOutline(
            scanner: JSONScanner(from: start, to: bytes.count, limits: limits), records: records,
            scalarLimit: limits.columns)
        do throws(JSONFault) {
            try outline.value(bytes, path: "", depth: 0)
            outline.scanner.skipSpace(bytes)
            if outline.scanner.position < bytes.count {
                throw outline.scanner.unexpected(bytes, "")
            }
            if outline.recordsStart == nil {
                throw JSONFault(
                    code: .badJSON, offset: start, found: outline.keysSeen,
                    expected: records + "[]")
            }
        } catch {
            if !outline.isInsideRecords { outline.fault = error }
        }
        return outline
    }

    private init(scanner: JSONScanner, records: String, scalarLimit: Int) {
        self.scanner = scanner
        self.records = records
        self.scalarLimit = scalarLimit
    }

    private var keysSeen: String { document.keys.sorted().joined(separator: " ") }

    private mutating func value(
        _ bytes: Span<UInt8>, path: String, depth: Int
    ) throws(JSONFault) {
        switch try scanner.peek(bytes, expected: "value") {
        case 0x7B: try object(bytes, path: path, depth: depth)
        case 0x5B where path == records: try recordArray(bytes, depth: depth)
        case 0x5B: try scanner.skipValue(bytes, depth: depth)
        default: try remember(try scanner.scalar(bytes), bytes, path)
        }
    }

    private mutating func object(
        _ bytes: Span<UInt8>, path: String, depth: Int
    ) throws(JSONFault) {
        try scanner.enter(depth)
        if try scanner.closesAtOnce(bytes, closing: 0x7D) { return }
        repeat {
            let (range, _) = try scanner.key(bytes)
            var name: [UInt8] = path.isEmpty ? [] : Array(path.utf8) + [0x2E]
            JSONText.unescape(bytes.extracting(range), into: &name)
            try value(bytes, path: String(decoding: name, as: UTF8.self), depth: depth + 1)
        } while try scanner.continues(bytes, closing: 0x7D)
    }

    private mutating func recordArray(_ bytes: Span<UInt8>, depth: Int) throws(JSONFault) {
        // A second array of the same name would hide the rows of one of them.
        guard recordsStart == nil else { throw scanner.unexpected(bytes, "1 × " + records) }
        try scanner.enter(depth)
        recordsStart = scanner.position
        isInsideRecords = true
        if try !scanner.closesAtOnce(bytes, closing: 0x5D) {
            repeat {
                try scanner.skipValue(bytes, depth: depth + 1)
            } while try scanner.continues(bytes, closing: 0x5D)
        }
        isInsideRecords = false
    }

    private mutating func remember(
        _ scalar: JSONScanner.Scalar, _ bytes: Span<UInt8>, _ path: String
    ) throws(JSONFault) {
        guard document.count < scalarLimit else {
            throw .limit(scanner.position, scalarLimit, "columns")
        }
        var text: [UInt8] = []
        switch scalar {
        case .string(let range, _): JSONText.unescape(bytes.extracting(range), into: &text)
        case .word(let range): text = Array(copying: bytes.extracting(range))
        case .null: break
        }
        if document[path] == nil { document[path] = String(decoding: text, as: UTF8.self) }
    }
}
