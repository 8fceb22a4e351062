import Records

/// RFC 4180 rows: UTF-8 with BOM, CRLF, fields quoted only where they must be, and a leading
/// formula character of a text made harmless (OWASP ASVS 5.0, 1.2.10).
extension RowBuffer {
    /// The mark by which spreadsheet programs recognise UTF-8, and the names of the columns.
    package mutating func header(_ names: [String]) {
        append([0xEF, 0xBB, 0xBF])
        row(names.map(Cell.text))
    }

    /// A whole row of cells: for tables of few rows.
    package mutating func row(_ cells: [Cell]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { comma() }
            switch cell {
            case .empty: break
            case .text(let text): field(text)
            case .amount(let decimal): append(raw: decimal)
            case .integer(let value): integer(value)
            }
        }
        endRow()
    }

    @inline(__always)
    mutating func comma() { append(0x2C) }

    mutating func commas(_ count: Int) {
        for _ in 0..<count { append(0x2C) }
    }

    mutating func endRow() {
        append(0x0D)
        append(0x0A)
    }

    @inline(__always)
    mutating func word(_ word: FieldWord) { append(word.bytes) }

    mutating func field(_ text: String) {
        if text.isEmpty { return }
        let start = count
        append(raw: text)
        protect(from: start)
    }

    /// A reference or another short text of a table: its bytes where they are ASCII or UTF-8, else
    /// what `decode` makes of them.
    mutating func field(
        _ ref: TextRef, of box: TableBox, _ decode: (EntryTable, TextRef) -> String
    ) {
        if ref.isEmpty { return }
        let start = count
        if rawText(ref, of: box) {
            protect(from: start)
        } else {
            field(decode(box.table, ref))
        }
    }

    /// The bytes of a text as UTF-8, unquoted. False, and nothing written, where they need a
    /// decoder.
    mutating func rawText(_ ref: TextRef, of box: TableBox) -> Bool {
        if ref.inHeap { return rawText(box.table.heap, ref, isUTF8: true) }
        switch box.table.encoding {
        case .utf8: return rawText(box.table.bytes, ref, isUTF8: true)
        case .gb18030: return rawText(box.table.bytes, ref, isUTF8: false)
        case .utf16LittleEndian, .utf16BigEndian: return false
        }
    }

    private mutating func rawText(_ bytes: [UInt8], _ ref: TextRef, isUTF8: Bool) -> Bool {
        let all = bytes.span
        let text = all.extracting(ref.offset..<ref.offset + ref.length)
        let start = count
        unsafe text.withUnsafeBufferPointer { unsafe append($0) }
        if isASCII(from: start) { return true }
        if isUTF8, (try? UTF8Span(validating: text)) != nil { return true }
        cut(to: start)
        return false
    }

    // MARK: Protection

    private static let everyByte: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    private func isASCII(from start: Int) -> Bool {
        var position = start
        var seen: UInt64 = 0
        while position + 8 <= count {
            unsafe seen |= UnsafeRawPointer(memory + position).loadUnaligned(as: UInt64.self)
            position += 8
        }
        while position < count {
            unsafe seen |= UInt64(memory[position])
            position += 1
        }
        return seen & RowBuffer.highBits == 0
    }

    /// Whether a byte from `start` on makes quotes necessary: " , CR LF.
    private func needsQuotes(from start: Int) -> Bool {
        var position = start
        var seen: UInt64 = 0
        while position + 8 <= count {
            let word = unsafe UnsafeRawPointer(memory + position).loadUnaligned(as: UInt64.self)
            seen |= RowBuffer.zeroBytes(word ^ 0x2C2C_2C2C_2C2C_2C2C)
            seen |= RowBuffer.zeroBytes(word ^ 0x2222_2222_2222_2222)
            seen |= RowBuffer.zeroBytes(word ^ 0x0D0D_0D0D_0D0D_0D0D)
            seen |= RowBuffer.zeroBytes(word ^ 0x0A0A_0A0A_0A0A_0A0A)
            position += 8
        }
        if seen != 0 { return true }
        while position < count {
            switch unsafe memory[position] {
            case 0x22, 0x2C, 0x0D, 0x0A: return true
            default: position += 1
            }
        }
        return false
    }

    /// Non-zero where a byte of the word is zero.
    @inline(__always)
    private static func zeroBytes(_ word: UInt64) -> UInt64 {
        (word &- everyByte) & ~word & highBits
    }

    /// Makes the text that stands from `start` on a field: quoted where it must be, and no formula.
    mutating func protect(from start: Int) {
        guard start < count else { return }
        let isFormula = unsafe RowBuffer.startsFormula(memory[start])
        let isQuoted = needsQuotes(from: start)
        if isFormula || isQuoted { quote(from: start, isQuoted: isQuoted, isFormula: isFormula) }
    }

    /// Characters by which a spreadsheet takes a text for a formula or a command.
    @inline(__always)
    private static func startsFormula(_ first: UInt8) -> Bool {
        switch first {
        case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D, 0x00: true
        default: false
        }
    }

    /// Moves the text back to front, doubling its quotes on the way.
    private mutating func quote(from start: Int, isQuoted: Bool, isFormula: Bool) {
        var quotes = 0
        if isQuoted {
            for position in start..<count where unsafe memory[position] == 0x22 { quotes += 1 }
        }
        let front = (isQuoted ? 1 : 0) + (isFormula ? 1 : 0)
        let length = count - start
        need(front + quotes + 1)
        if quotes == 0 {
            unsafe (memory + start + front).update(from: memory + start, count: length)
        } else {
            var to = start + front + length + quotes - 1
            for from in stride(from: start + length - 1, through: start, by: -1) {
                let byte = unsafe memory[from]
                unsafe memory[to] = byte
                to -= 1
                if byte == 0x22 {
                    unsafe memory[to] = byte
                    to -= 1
                }
            }
        }
        if isQuoted { unsafe memory[start] = 0x22 }
        if isFormula { unsafe memory[start + front - 1] = 0x27 }
        advance(front + quotes)
        if isQuoted { append(0x22) }
    }
}
