import Records

/// A file's bytes in the encoding its rows are read in.
struct DecodedInput {
    var bytes: [UInt8]
    var encoding: TextEncoding
    var fileEncoding: TextEncoding
    /// First byte behind the byte order mark.
    var start: Int
    var fault: Fault?
    /// Whether rows can be read in spite of the fault.
    var isReadable = true

    struct Fault: Equatable {
        var code: ProblemCode
        var found: String
        var expected: String
    }

    /// `keyed`: JSON and query strings are UTF-8 by definition, and what else comes is transcoded.
    init(_ file: [UInt8], keyed: Bool) {
        bytes = file
        encoding = .utf8
        fileEncoding = .utf8
        start = 0
        switch EncodingSniffer.sniff(file.span) {
        case .unknown(let offset):
            fault = DecodedInput.badEncoding(file, offset, expected: "UTF-8, UTF-16, GB18030")
            isReadable = false
        case .known(let known, let mark, let cutAt):
            encoding = known
            fileEncoding = known
            start = mark
            if let cutAt {
                fault = Fault(
                    code: .truncated, found: DecodedInput.hexadecimal(file, cutAt),
                    expected: known.rawValue)
            }
            transcode(file, keyed: keyed)
        }
    }

    /// This input of a file that is not keyed, where a keyed shape would read the same.
    func serves(keyed: Bool) -> DecodedInput? { keyed && encoding == .gb18030 ? nil : self }

    /// The first lines of a GB18030 file as a keyed shape of lines reads them, so that looking at
    /// fifty records transcodes no more. Nil where there is nothing to save, or a fault to tell.
    func keyedHead(lines: Int) -> DecodedInput? {
        guard encoding == .gb18030, fault == nil else { return nil }
        var end = 0
        for _ in 0..<lines where end < bytes.count {
            end = ByteSearch.first(
                of: LineEnds.lineFeed, LineEnds.carriageReturn, LineEnds.lineFeed, in: bytes.span,
                from: end, to: bytes.count)
            if end < bytes.count { end = LineEnds.skip(bytes.span, at: end, end: bytes.count) }
        }
        let lead = bytes.span.extracting(0..<end)
        guard case .complete(let text) = Transcoder.convert(lead, .gb18030ToUTF8)
        else { return nil }
        var head = self
        head.bytes = text
        head.encoding = .utf8
        head.start = 0
        return head
    }

    private mutating func transcode(_ file: [UInt8], keyed: Bool) {
        let outcome: Transcoder.Outcome
        switch encoding {
        case .utf8: return
        case .gb18030:
            guard keyed else { return }
            outcome = Transcoder.convert(file.span, .gb18030ToUTF8)
        case .utf16LittleEndian, .utf16BigEndian:
            outcome = Statements.utf8(
                fromUTF16: file.span.extracting(start..<file.count), encoding)
        }
        let mark = start
        start = 0
        encoding = .utf8
        switch outcome {
        case .complete(let text): bytes = text
        case .stopped(let offset, let text):
            bytes = text
            // All but a last unfinished character was read.
            if file.count - mark - offset < 4 {
                fault = Fault(
                    code: .truncated, found: DecodedInput.hexadecimal(file, mark + offset),
                    expected: fileEncoding.rawValue)
            } else {
                fault = DecodedInput.badEncoding(
                    file, mark + offset, expected: fileEncoding.rawValue)
                isReadable = false
            }
        }
    }

    private static func badEncoding(_ file: [UInt8], _ offset: Int, expected: String) -> Fault {
        Fault(
            code: .badEncoding, found: "\(hexadecimal(file, offset)) @ \(offset)",
            expected: expected)
    }

    /// Up to four bytes from `offset`: "E4 BD".
    private static func hexadecimal(_ file: [UInt8], _ offset: Int) -> String {
        file[offset..<min(offset + 4, file.count)].map { byte in
            let text = String(byte, radix: 16, uppercase: true)
            return text.utf8.count == 1 ? "0" + text : text
        }.joined(separator: " ")
    }
}
