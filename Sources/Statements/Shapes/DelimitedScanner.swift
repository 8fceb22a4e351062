import CByteMask
import Records

/// One line of delimited text (RFC 4180) → fields: a function over bytes and a position.
///
/// Beyond the standard: blanks between a closing quote and the separator are dropped (WeChat's
/// personal export), a quote inside an unquoted field is text, and a row whose quotes do not add up
/// is told as such and is one physical line, so that it never swallows the rows behind it.
struct DelimitedScanner {
    var separator: UInt8
    /// The separator can be the second byte of a GB18030 character (`|`, a letter).
    var skipsDoubleBytes: Bool
    var encoding: TextEncoding
    var lineBytes: Int
    var columns: Int

    enum Outcome: Equatable {
        /// `end`: behind the row's content. `next`: where the next row starts.
        case row(end: Int, next: Int, lineEnds: Int, fault: Bool)
        case lineTooLong
        case tooManyColumns
    }

    static let quote: UInt8 = 0x22

    init(separator: UInt8, encoding: TextEncoding, limits: Limits) {
        self.separator = separator
        // Second bytes are 0x40–0x7E or 0x80–0xFE, and digits in characters of four bytes.
        skipsDoubleBytes =
            encoding == .gb18030 && (separator >= 0x40 || (0x30...0x39).contains(separator))
        self.encoding = encoding
        lineBytes = limits.lineBytes
        columns = limits.columns
    }

    /// Reads the row that starts at `from`, which is before the end of `bytes`.
    func scan(
        _ bytes: Span<UInt8>, from: Int, fields: inout [TextRef], heap: inout [UInt8]
    ) -> Outcome {
        // One byte further than the limit: a line that reaches it is too long.
        let bound = from + min(bytes.count - from, lineBytes + 1)
        fields.removeAll(keepingCapacity: true)
        var lineEnds = 0
        var index = from
        if !skipsDoubleBytes {
            let plain = plainFields(bytes, from: from, to: bound, &fields)
            index = plain.index
            if plain.isEnd {
                let next = LineEnds.skip(bytes, at: index, end: bytes.count)
                return .row(end: index, next: next, lineEnds: 1, fault: false)
            }
        }
        while true {
            guard fields.count < columns else { return .tooManyColumns }
            if index < bound, bytes[index] == DelimitedScanner.quote {
                guard
                    let field = quotedField(
                        bytes, at: index, bound: bound, lineEnds: &lineEnds, heap: &heap)
                else { return literalLine(bytes, from: from, bound: bound, fields: &fields) }
                fields.append(field.text)
                index = field.next
            } else {
                let end = fieldEnd(bytes, from: index, to: bound)
                fields.append(slice(index, end))
                index = end
            }
            if index - from > lineBytes { return .lineTooLong }
            if index == bytes.count {
                return .row(end: index, next: index, lineEnds: lineEnds, fault: false)
            }
            if bytes[index] == separator {
                index += 1
                continue
            }
            let next = LineEnds.skip(bytes, at: index, end: bytes.count)
            return .row(end: index, next: next, lineEnds: lineEnds + 1, fault: false)
        }
    }

    /// The fast way through what has no quotes, 64 bytes at a time: appends whole fields while each
    /// is followed by a separator or the line's end. Answers where it came to: the line's end, or
    /// the start of the first other field.
    private func plainFields(
        _ bytes: Span<UInt8>, from: Int, to: Int, _ fields: inout [TextRef]
    ) -> (index: Int, isEnd: Bool) {
        guard from < to, bytes[from] != DelimitedScanner.quote else { return (from, false) }
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return (from, false) }
            var fieldStart = from
            var at = from
            while at < to, at &+ 64 <= buffer.count {
                let found = unsafe mb_look(base + at, separator)
                var ends = found.feeds
                if found.odds != 0 { unsafe ends |= returns(base + at, found.odds) }
                // Separators behind the line's end are another row's.
                var hits = found.separators & ((ends & (0 &- ends)) &- 1)
                while hits != 0 {
                    let place = at &+ hits.trailingZeroBitCount
                    hits &= hits &- 1
                    guard place < to, fields.count < columns else { return (fieldStart, false) }
                    fields.append(slice(fieldStart, place))
                    fieldStart = place &+ 1
                    guard fieldStart < to else { continue }
                    if unsafe base[fieldStart] == DelimitedScanner.quote {
                        return (fieldStart, false)
                    }
                }
                if ends != 0 {
                    let end = at &+ ends.trailingZeroBitCount
                    guard end < to, fields.count < columns else { return (fieldStart, false) }
                    fields.append(slice(fieldStart, end))
                    return (end, true)
                }
                at &+= 64
            }
            return (fieldStart, false)
        }
    }

    /// The first carriage return among quotes and returns, as a bit.
    @inline(__always)
    private func returns(_ base: UnsafePointer<UInt8>, _ odds: UInt64) -> UInt64 {
        var rest = odds
        while rest != 0 {
            if unsafe base[rest.trailingZeroBitCount] == LineEnds.carriageReturn {
                return rest & (0 &- rest)
            }
            rest &= rest &- 1
        }
        return 0
    }

    /// The physical line at `from` with its quotes taken as text.
    private func literalLine(
        _ bytes: Span<UInt8>, from: Int, bound: Int, fields: inout [TextRef]
    ) -> Outcome {
        fields.removeAll(keepingCapacity: true)
        var index = from
        while true {
            guard fields.count < columns else { return .tooManyColumns }
            let end = fieldEnd(bytes, from: index, to: bound)
            fields.append(slice(index, end))
            index = end
            if index - from > lineBytes { return .lineTooLong }
            if index == bytes.count {
                return .row(end: index, next: index, lineEnds: 0, fault: true)
            }
            guard bytes[index] == separator else { break }
            index += 1
        }
        let next = LineEnds.skip(bytes, at: index, end: bytes.count)
        return .row(end: index, next: next, lineEnds: 1, fault: true)
    }

    /// The field whose quote opens at `open`; nil where it is not closed, or not followed by a
    /// separator or a line end.
    private func quotedField(
        _ bytes: Span<UInt8>, at open: Int, bound: Int, lineEnds: inout Int, heap: inout [UInt8]
    ) -> (text: TextRef, next: Int)? {
        var index = open + 1
        var hasEscapes = false
        while true {
            index = ByteSearch.first(
                of: DelimitedScanner.quote, LineEnds.lineFeed, LineEnds.carriageReturn, in: bytes,
                from: index, to: bound)
            guard index < bound else { return nil }
            if bytes[index] != DelimitedScanner.quote {
                index = LineEnds.skip(bytes, at: index, end: bound)
                lineEnds += 1
            } else if index + 1 < bound, bytes[index + 1] == DelimitedScanner.quote {
                hasEscapes = true
                index += 2
            } else {
                break
            }
        }
        let close = index
        index += 1
        while index < bound, bytes[index] != separator,
            bytes[index] == 0x20 || bytes[index] == 0x09
        { index += 1 }
        guard index == bytes.count || (index < bound && isFieldEnd(bytes[index])) else {
            return nil
        }
        let text =
            hasEscapes
            ? unescaped(bytes.extracting(open + 1..<close), &heap) : slice(open + 1, close)
        return (text, index)
    }

    private func isFieldEnd(_ byte: UInt8) -> Bool {
        byte == separator || byte == LineEnds.lineFeed || byte == LineEnds.carriageReturn
    }

    /// Doubled quotes become one; the text goes to the heap, which is UTF-8.
    private func unescaped(_ content: Span<UInt8>, _ heap: inout [UInt8]) -> TextRef {
        var text: [UInt8] = []
        text.reserveCapacity(content.count)
        var index = 0
        while index < content.count {
            text.append(content[index])
            index += content[index] == DelimitedScanner.quote ? 2 : 1
        }
        let start = heap.count
        if encoding == .gb18030 {
            heap.append(contentsOf: Statements.decodeForDisplay(text, from: encoding).utf8)
        } else {
            heap.append(contentsOf: text)
        }
        // Transcoding makes text longer: at the very limit it may pass what a slice can name.
        let length = min(heap.count - start, TextRef.maximumLength)
        return length == 0 ? .none : TextRef(offset: start, length: length, inHeap: true)
    }

    @inline(__always)
    private func slice(_ start: Int, _ end: Int) -> TextRef {
        start == end ? .none : TextRef(offset: start, length: end &- start, inHeap: false)
    }

    /// The separator or line end at or after `from`, else `to`.
    @inline(__always)
    private func fieldEnd(_ bytes: Span<UInt8>, from: Int, to: Int) -> Int {
        guard skipsDoubleBytes else {
            return ByteSearch.first(
                of: separator, LineEnds.lineFeed, LineEnds.carriageReturn, in: bytes, from: from,
                to: to)
        }
        var index = from
        while index < to, !isFieldEnd(bytes[index]) {
            index += max(1, GB18030.length(bytes, at: index, end: to))
        }
        return min(index, to)
    }
}

extension DelimitedScanner {
    /// What the separators of the world are, the commonest first.
    static let candidates: [UInt8] = [0x2C, 0x09, 0x7C, 0x3B]

    /// The candidate that splits one of the first lines into the most fields.
    static func sniff(
        _ bytes: Span<UInt8>, from start: Int, encoding: TextEncoding, limits: Limits
    ) -> DelimitedScanner {
        var best = DelimitedScanner(separator: candidates[0], encoding: encoding, limits: limits)
        var mostFields = 1
        for candidate in candidates {
            let scanner = DelimitedScanner(separator: candidate, encoding: encoding, limits: limits)
            var position = start
            var fields: [TextRef] = []
            var heap: [UInt8] = []
            for _ in 0..<limits.headerScanLines where position < bytes.count {
                guard
                    case .row(_, let next, _, _) = scanner.scan(
                        bytes, from: position, fields: &fields, heap: &heap)
                else { break }
                if fields.count > mostFields {
                    best = scanner
                    mostFields = fields.count
                }
                position = next
            }
        }
        return best
    }
}
