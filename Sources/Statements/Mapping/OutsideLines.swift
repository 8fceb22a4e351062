import Records

/// Lines outside the table: what they are known by, and what they stated so far.
struct OutsideLines {
    /// A total that the file states, compared when all rows are read.
    struct Stated {
        var check: Dialect.TotalCheck
        var name: String
        var text: String
        var line: Int
    }

    let templates: [CompiledTemplate]
    /// The first word of each template, as bytes; nil where it starts with a capture.
    let starts: [Word?]
    let commentTexts: [String]
    let comments: [Word]
    let footerHeader: [String]
    let footerStart: Word?
    var stated: [Stated] = []
    var seenTemplates: Set<Int> = []
    var hasSeenFooter = false
    /// The header row just read was the footer table's: the next row holds its values.
    var footer: HeaderIndex?
    /// First field of the header as it stands in the file, to know a repeated header by.
    var headerStart: [UInt8] = []
    /// First bytes that a line outside the table may have; a row of the table is seldom asked more.
    private var firstBytes = [Bool](repeating: true, count: 256)
    /// Every line so far was blank or a comment, and every text of the claim stood in one.
    private(set) var hasOtherLines = false
    private var textsToFind: Set<String>
    private let claimsByText: Bool

    init(_ compiled: CompiledDialect, encoding: TextEncoding) {
        let dialect = compiled.dialect
        templates = compiled.templates
        starts = templates.map { template in
            template.start.map { start in
                let word = start.prefix { $0 != 0x20 }
                return Word(String(decoding: word, as: UTF8.self), encoding: encoding)
            }
        }
        commentTexts = dialect.commentPrefixes
        comments = commentTexts.map { Word($0, encoding: encoding) }
        footerHeader = dialect.footerTable?.header ?? []
        footerStart = footerHeader.first.map { Word($0, encoding: encoding) }
        textsToFind = Set(dialect.claim.contains)
        claimsByText = !dialect.claim.contains.isEmpty
    }

    /// Called when the header is known.
    mutating func findFirstBytes() {
        firstBytes = [Bool](repeating: false, count: 256)
        for word in comments + starts.compactMap({ $0 }) + [footerStart].compactMap({ $0 }) {
            for bytes in [word.utf8, word.native] { mayStart(with: bytes) }
        }
        if !headerStart.isEmpty { mayStart(with: headerStart) }
    }

    /// Words are compared without the case of ASCII; the empty word starts every line.
    private mutating func mayStart(with word: [UInt8]) {
        guard let first = word.first else {
            firstBytes = [Bool](repeating: true, count: 256)
            return
        }
        firstBytes[Int(first)] = true
        if first < 0x80 {
            firstBytes[Int(first | 0x20)] = true
            firstBytes[Int(first & ~0x20)] = true
        }
    }

    @inline(__always)
    func mayStart(_ byte: UInt8) -> Bool { firstBytes[Int(byte)] }

    func isComment(_ line: String) -> Bool { commentTexts.contains { line.hasPrefix($0) } }

    /// Templates that the folded line matches, with what they capture.
    func match(_ line: String) -> [(index: Int, captures: [String: String])] {
        if line.isEmpty || templates.isEmpty { return [] }
        let bytes = Array(line.utf8)
        return templates.indices.compactMap { index in
            templates[index].match(bytes).map { (index, $0) }
        }
    }

    mutating func note(_ line: String, isComment: Bool) {
        if !line.isEmpty, !isComment { hasOtherLines = true }
        for text in textsToFind where line.contains(LineText.folded(text, trimsSeparators: false)) {
            textsToFind.remove(text)
        }
    }

    /// The file is an empty day: comments only, among them all that the claim asks for.
    var isOnlyComments: Bool {
        claimsByText && !hasOtherLines && textsToFind.isEmpty
    }
}
