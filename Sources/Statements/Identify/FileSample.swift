import Records

/// The first rows of a file in one shape: read once, looked at by every dialect of that shape.
struct FileSample {
    struct SampledRow {
        var texts: [String]
        var line: String
        /// As it stands, for patterns over the first row.
        var raw: String
    }

    private(set) var failure: Problem?
    let encoding: TextEncoding
    private(set) var rows: [SampledRow] = []
    /// Keyed shapes: names of the sampled records, and the values of the first one.
    private(set) var names: [String] = []
    private(set) var first: [String: String] = [:]
    let document: [String: String]
    /// First byte of the text that is no blank.
    let firstByte: UInt8?
    private let strict: NameTable
    private let loose: NameTable

    /// Records looked at for names: an optional field may be missing in the first ones.
    static let recordLimit = 50

    init(
        _ file: RawFile, _ shape: Dialect.Shape, _ limits: Limits, decoded: DecodedInput? = nil
    ) {
        var source = RowSource(file: file, shape: shape, limits: limits, decoded: decoded)
        encoding = source.fileEncoding
        firstByte = source.bytes.prefix(256).first {
            $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF
        }
        var row = Row()
        let isSheet = !(file.sheets ?? []).isEmpty
        let limit = shape.isKeyed && !isSheet ? FileSample.recordLimit : limits.headerScanLines + 1
        while rows.count < limit, source.next(&row) {
            let texts = row.fields.map { FileSample.text($0, source) }
            if shape.isKeyed, first.isEmpty {
                for (name, text) in zip(source.names, texts) { first[name] = text }
            }
            let raw = source.rawText(row)
            let line = isSheet ? texts.filter { !$0.isEmpty }.joined(separator: " ") : raw
            rows.append(SampledRow(texts: texts, line: LineText.folded(line), raw: raw))
        }
        names = source.names
        document = source.document
        failure = rows.isEmpty && names.isEmpty ? source.failure : nil
        let texts = shape.isKeyed && !isSheet ? [names] : rows.map(\.texts)
        strict = NameTable(texts, loose: false)
        loose = NameTable(texts, loose: true)
    }

    /// The row (of a keyed file: the records' names) that a claim fits best.
    func best(for compiled: CompiledDialect) -> (complete: Int?, missing: [String]) {
        (compiled.dialect.fallback ? loose : strict).best(for: compiled.claimHeader)
    }

    private static func text(_ ref: TextRef, _ source: RowSource) -> String {
        let range = ref.offset..<ref.offset + ref.length
        if ref.inHeap { return String(decoding: source.heap[range], as: UTF8.self) }
        return Statements.decodeForDisplay(Array(source.bytes[range]), from: source.encoding)
    }
}
