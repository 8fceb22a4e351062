import Records

/// One JSON object flattened into a row: nested fields dotted, scalars of an array joined by ",".
struct JSONRecord {
    var fields: [TextRef] = []
    var heap: [UInt8]
    var keys: KeyedColumns
    /// A key stood twice; its first value counts, the row is a fault.
    var repeatsKey = false
    var scanner: JSONScanner

    private var seen: [Bool] = []
    private var path: [UInt8] = []
    private let start: Int
    private let columnLimit: Int

    init(
        scanner: JSONScanner, fields: [TextRef], heap: [UInt8], keys: KeyedColumns, limits: Limits
    ) {
        self.scanner = scanner
        self.fields = fields
        self.heap = heap
        self.keys = keys
        start = scanner.position
        columnLimit = limits.columns
        self.fields.removeAll(keepingCapacity: true)
        self.fields.append(contentsOf: repeatElement(.none, count: keys.names.count))
        seen = [Bool](repeating: false, count: keys.names.count)
        self.keys.startRow()
    }

    /// Reads the object at the scanner's position; `depth` brackets are open around it.
    mutating func read(_ bytes: Span<UInt8>, depth: Int) throws(JSONFault) {
        try scanner.enter(depth)
        if try scanner.closesAtOnce(bytes, closing: 0x7D) { return }
        let outer = path.count
        repeat {
            let (key, escaped) = try scanner.key(bytes)
            if outer > 0 { path.append(0x2E) }
            if escaped {
                JSONText.unescape(bytes.extracting(key), into: &path)
            } else {
                for index in key { path.append(bytes[index]) }
            }
            try member(bytes, depth: depth + 1)
            path.removeLast(path.count - outer)
            guard scanner.position - start <= scanner.byteLimit else {
                throw .limit(start, scanner.byteLimit, "bytes")
            }
        } while try scanner.continues(bytes, closing: 0x7D)
    }

    private mutating func member(_ bytes: Span<UInt8>, depth: Int) throws(JSONFault) {
        switch try scanner.peek(bytes, expected: "value") {
        case 0x7B: try read(bytes, depth: depth)
        case 0x5B: try set(try array(bytes, depth: depth))
        default: try set(text(of: try scanner.scalar(bytes), bytes))
        }
    }

    private mutating func set(_ value: TextRef) throws(JSONFault) {
        guard let column = keys.column(of: path, limit: columnLimit) else {
            throw .limit(scanner.position, columnLimit, "columns")
        }
        while fields.count <= column {
            fields.append(.none)
            seen.append(false)
        }
        if seen[column] {
            repeatsKey = true
        } else {
            seen[column] = true
            fields[column] = value
        }
    }

    private mutating func text(of scalar: JSONScanner.Scalar, _ bytes: Span<UInt8>) -> TextRef {
        switch scalar {
        case .null: return .none
        case .word(let range): return slice(range)
        case .string(let range, false): return slice(range)
        case .string(let range, true):
            let start = heap.count
            JSONText.unescape(bytes.extracting(range), into: &heap)
            return heapText(from: start)
        }
    }

    /// An array that holds other arrays or objects is kept as its JSON text.
    private mutating func array(_ bytes: Span<UInt8>, depth: Int) throws(JSONFault) -> TextRef {
        let open = scanner.position
        var joined: [UInt8] = []
        var isFlat = true
        try scanner.enter(depth)
        if try scanner.closesAtOnce(bytes, closing: 0x5D) { return .none }
        var isFirst = true
        repeat {
            if !isFirst { joined.append(0x2C) }
            isFirst = false
            let byte = try scanner.peek(bytes, expected: "value")
            if byte == 0x7B || byte == 0x5B {
                isFlat = false
                try scanner.skipValue(bytes, depth: depth + 1)
                continue
            }
            switch try scanner.scalar(bytes) {
            case .null: break
            case .word(let range): for index in range { joined.append(bytes[index]) }
            case .string(let range, _):
                JSONText.unescape(bytes.extracting(range), into: &joined)
            }
        } while try scanner.continues(bytes, closing: 0x5D)
        guard scanner.position - start <= scanner.byteLimit else {
            throw .limit(start, scanner.byteLimit, "bytes")
        }
        guard isFlat else { return slice(open..<scanner.position) }
        let heapStart = heap.count
        heap.append(contentsOf: joined)
        return heapText(from: heapStart)
    }

    private func slice(_ range: Range<Int>) -> TextRef {
        range.isEmpty
            ? .none : TextRef(offset: range.lowerBound, length: range.count, inHeap: false)
    }

    private func heapText(from start: Int) -> TextRef {
        start == heap.count
            ? .none : TextRef(offset: start, length: heap.count - start, inHeap: true)
    }
}
