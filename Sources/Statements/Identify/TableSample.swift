package import Records

/// What a delimited file or a sheet looks like to a person who says what its columns are.
package struct TableSample: Sendable {
    package struct Column: Sendable, Hashable {
        /// As the header says it; names that stand twice are taken as they come first.
        package var name: String
        /// What stands in the column, each word once, in the order of the rows; empty where there
        /// are more than `wordLimit` or longer ones: those are no words.
        package var words: [String]
    }

    package var encoding: TextEncoding
    /// The byte between fields; nil for a sheet.
    package var separator: UInt8?
    /// From 1.
    package var headerLine = 0
    package var columns: [Column] = []
    /// No name of the header stands twice, and all of them are here.
    package var isUnique = true
    /// The first rows below the header, as long as the header.
    package var rows: [[String]] = []
    /// The first lines of the file: the header may be another than the one found out.
    package var lines: [(line: Int, texts: [String])] = []
    /// Every field of the first row begins with it.
    package var leadingMark: UInt8?
    /// Why nothing, or not all, could be read.
    package var failure: Problem?

    /// Rows that are shown.
    package static let rowLimit = 8
    /// Status words of a shop, kinds of a bank.
    package static let wordLimit = 30
    package static let wordBytes = 60
    /// Rows that are looked through for words: a month of a large shop.
    package static let scanLimit = 100_000
    /// Columns that a person can name; the widest known file has 46.
    package static let columnLimit = 200

    /// - Parameter headerLine: nil: the first of the lines with the most fields.
    package init(_ file: RawFile, headerLine wanted: Int? = nil, limits: Limits = Limits()) {
        var source = RowSource(file: file, shape: .delimited(separator: 0), limits: limits)
        encoding = source.fileEncoding
        separator = source.sheet == nil ? source.scanner.separator : nil
        var row = Row()
        while lines.count <= limits.headerScanLines, source.next(&row) {
            lines.append((Int(row.line), row.fields.map { TableSample.text($0, source) }))
        }
        failure = source.failure
        let most = lines.map { TableSample.filled($0.texts) }.max() ?? 0
        guard
            let header = lines.first(where: {
                wanted == nil ? TableSample.filled($0.texts) == most : $0.line == wanted
            })
        else { return }
        self.headerLine = header.line
        isUnique = header.texts.count <= TableSample.columnLimit
        read(header.texts.prefix(TableSample.columnLimit).map(HeaderName.shown), &source)
    }

    private mutating func read(_ names: [String], _ source: inout RowSource) {
        var words = [[String]](repeating: [], count: names.count)
        var seen = [Set<String>](repeating: [], count: names.count)
        var isText = names.map { _ in false }
        var row = Row()
        var count = 0
        source.rewind()
        while count < TableSample.scanLimit, source.next(&row) {
            guard Int(row.line) > headerLine else { continue }
            count += 1
            let isShown = rows.count < TableSample.rowLimit
            var texts: [String] = []
            for (place, field) in row.fields.prefix(names.count).enumerated() {
                guard isShown || !isText[place] else { continue }
                let text = TableSample.text(field, source)
                if isShown { texts.append(text) }
                if isText[place] { continue }
                let word = HeaderName.shown(text)
                guard seen[place].insert(word).inserted else { continue }
                words[place].append(word)
                isText[place] =
                    words[place].count > TableSample.wordLimit
                    || word.utf8.count > TableSample.wordBytes
            }
            if isShown, TableSample.filled(texts) > 0 {
                texts += Array(repeating: "", count: max(0, names.count - texts.count))
                rows.append(texts)
            }
        }
        var taken: Set<String> = []
        for (place, name) in names.enumerated() {
            let isNamed = !name.isEmpty && taken.insert(name).inserted
            if !name.isEmpty, !isNamed { isUnique = false }
            columns.append(
                Column(name: isNamed ? name : "", words: isText[place] ? [] : words[place]))
        }
        leadingMark = rows.first.flatMap(TableSample.mark)
    }

    /// The character that fields begin with so that a spreadsheet leaves them alone.
    private static func mark(_ texts: [String]) -> UInt8? {
        let filled = texts.filter { !$0.isEmpty }
        return [UInt8(ascii: "`"), UInt8(ascii: "'")].first { mark in
            !filled.isEmpty && filled.allSatisfy { $0.utf8.first == mark }
        }
    }

    private static func filled(_ texts: [String]) -> Int {
        texts.count { !HeaderName.shown($0).isEmpty }
    }

    private static func text(_ ref: TextRef, _ source: RowSource) -> String {
        let range = ref.offset..<ref.offset + ref.length
        if ref.inHeap { return String(decoding: source.heap[range], as: UTF8.self) }
        return Statements.decodeForDisplay(Array(source.bytes[range]), from: source.encoding)
    }

    /// Whether two names of a column say the same, whatever their spaces, "_" and "-".
    package static func isSame(_ name: String, _ other: String) -> Bool {
        HeaderName.folded(name, loose: true) == HeaderName.folded(other, loose: true)
    }
}
