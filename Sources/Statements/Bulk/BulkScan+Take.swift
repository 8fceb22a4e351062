import CByteMask
import Records

extension BulkScan {
    /// Makes an entry of the row whose fields were found. False: the row is the reader's.
    @inline(__always)
    func take(_ base: UnsafePointer<UInt8>, block: Int, row: Int, at: Int) -> Bool {
        guard unsafe isTableRow(base), let decision = unsafe decision(base),
            decision.reading >= 0, unsafe areIDsSound(base), unsafe isCounted(base)
        else { return false }
        let number = Int(decision.reading)
        let reading = unsafe readings.baseAddress! + number
        guard let amount = unsafe amount(base, reading.pointee.grossColumn, scale: scale),
            unsafe areAmountsSound(base, reading),
            let time = unsafe time(base, reading, number)
        else { return false }
        let start = unsafe starts[keyColumn]
        let length = unsafe ends[keyColumn] - start
        // Without a key nothing is ever plain.
        guard length > 0, unsafe isTrimmed(base, keyColumn) else { return false }
        let sign = unsafe reading.pointee.sign
        let signed =
            switch sign {
            case .asPrinted: amount
            case .reversed: -amount
            case .positive: amount.magnitudeValue
            case .negative: -amount.magnitudeValue
            }
        let origin = BulkEntry.origin(block: block, row: row, offset: at, code: decision.code)
        if length <= BulkKey.shortLength {
            let key = unsafe BulkKey(short: base + start, count: length)
            partitions.append(BulkEntry(key: key, amount: signed, time: time, origin: origin))
            return true
        }
        let text = unsafe Span(_unsafeStart: base + start, count: length)
        partitions.append(
            BulkEntry(key: BulkKey(long: text), amount: signed, time: time, origin: origin),
            key: text)
        return true
    }

    /// An entry of a row that the reader read: nothing that shares its key is plain.
    package func appendLone(_ key: Span<UInt8>, group: UInt8, block: Int, place: BulkRows.Place) {
        guard key.count > 0 else { return }
        let origin = BulkEntry.origin(
            block: block, row: place.row, offset: place.offset,
            code: BulkEntry.code(currency: 0, group: group, moved: false) | BulkEntry.lone)
        if key.count > BulkKey.shortLength {
            partitions.append(
                BulkEntry(key: BulkKey(long: key), amount: 0, time: 0, origin: origin), key: key)
            return
        }
        var copy = [UInt8](repeating: 0, count: BulkKey.shortLength + 1)
        for index in key.indices { copy[index] = key[index] }
        let short = unsafe copy.withUnsafeBufferPointer { bytes in
            unsafe BulkKey(short: bytes.baseAddress!, count: key.count)
        }
        partitions.append(BulkEntry(key: short, amount: 0, time: 0, origin: origin))
    }

    /// No comment, repeated header or footer: a line outside the table starts with none of the
    /// known texts, and no mark or blank stands before it.
    @inline(__always)
    private func isTableRow(_ base: UnsafePointer<UInt8>) -> Bool {
        let start = unsafe starts[0]
        let length = unsafe ends[0] - start
        guard length > 0 else { return false }
        let first = unsafe base[start]
        guard first > 0x20, first < 0x80 else { return false }
        guard unsafe isOutsideStart[Int(first)] else { return true }
        let text = unsafe Span(_unsafeStart: base + start, count: length)
        return !plan.outsideStarts.contains { FieldText.hasWord(text, 0, $0) }
    }

    /// No blank at either end, and no mark or placeholder: such texts are the reader's.
    @inline(__always)
    private func isTrimmed(_ base: UnsafePointer<UInt8>, _ column: Int) -> Bool {
        let (start, end) = unsafe (starts[column], ends[column])
        if start == end { return true }
        let (first, last) = unsafe (base[start], base[end &- 1])
        guard first > 0x20, first < 0x80, last > 0x20, last < 0x80 else { return false }
        return unsafe !hasPlaceholders || !isPlaceholder(base, start, end)
    }

    private func isPlaceholder(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let text = unsafe Span(_unsafeStart: base + start, count: end - start)
        return plan.plan.placeholders.contains(text, isUTF8: true)
    }

    @inline(__always)
    private func decision(_ base: UnsafePointer<UInt8>) -> BulkWords.Decision? {
        var lengths: UInt64 = 0
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
        var index = 0
        let (starts, ends, buffer) = unsafe (starts, ends, wordBuffer)
        for place in unsafe 0..<wordColumns.count {
            let column = unsafe wordColumns[place]
            let start = unsafe starts[column]
            let length = unsafe ends[column] &- start
            guard length <= BulkWords.wordBytes else { return nil }
            let words = unsafe padded(base + start, length)
            unsafe buffer[index] = words.0
            unsafe buffer[index &+ 1] = words.1
            index &+= 2
            lengths = lengths << 5 | UInt64(length)
            hash = (hash << 7 | hash >> 57) ^ words.0 ^ words.1 &* 31
        }
        hash = hash &* 0xD6E8_FEB8_6659_FD93
        hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
        unsafe wordBuffer[index] = lengths
        if let known = unsafe self.words.find(buffer, hash: hash) { return known }
        let cells = unsafe cleanedCells(base)
        return unsafe self.words.learn(wordBuffer, hash: hash, cells: cells)
    }

    /// Up to 16 bytes, padded with zeros. Without a branch on the length, which changes from row to
    /// row. 16 bytes can be read.
    @inline(__always)
    private func padded(_ text: UnsafePointer<UInt8>, _ length: Int) -> (UInt64, UInt64) {
        let raw = unsafe UnsafeRawPointer(text)
        let first = unsafe UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
        let second = unsafe UInt64(
            littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        return unsafe (first & wordMasks[2 &* length], second & wordMasks[2 &* length &+ 1])
    }

    /// The reader can number the texts of these columns.
    @inline(__always)
    private func isCounted(_ base: UnsafePointer<UInt8>) -> Bool {
        for place in unsafe 0..<countedColumns.count {
            let column = unsafe countedColumns[place]
            let start = unsafe starts[column]
            let length = unsafe ends[column] &- start
            if length == 0 { continue }
            let hash = unsafe mb_text_hash(base + start, Int64(length))
            if unsafe !vocabularies[place].note(hash) { return false }
        }
        return true
    }

    /// The row's fields as the reader cleans them.
    private func cleanedCells(_ base: UnsafePointer<UInt8>) -> [[UInt8]] {
        (0..<plan.width).map { column in
            let (start, end) = unsafe (starts[column], ends[column])
            let text = unsafe Span(_unsafeStart: base + start, count: end - start)
            let range = FieldText.trimmed(text, gb18030: false, mark: nil)
            let cell = text.extracting(range)
            let isPlaceholder = plan.plan.placeholders.contains(cell, isUTF8: true)
            return isPlaceholder ? [] : range.map { text[$0] }
        }
    }

    /// Numbers that a spreadsheet turned into floating point start with a digit and hold more than
    /// digits.
    @inline(__always)
    private func areIDsSound(_ base: UnsafePointer<UInt8>) -> Bool {
        for place in unsafe 0..<idColumns.count {
            let column = unsafe idColumns[place]
            let (start, end) = unsafe (starts[column], ends[column])
            guard start < end else { continue }
            let first = unsafe base[start]
            // Blanks before it, or a character beyond ASCII, are the reader's to clean.
            if first <= 0x20 || first >= 0x80 { return false }
            guard first &- 0x30 <= 9, unsafe !isDigits(base, start, end) else { continue }
            let text = unsafe Span(_unsafeStart: base + start, count: end - start)
            if FieldText.looksExcelDamaged(text) { return false }
            let last = unsafe base[end - 1]
            if last <= 0x20 || last >= 0x80 { return false }
        }
        return true
    }

    @inline(__always)
    private func isDigits(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var index = start
        while index &+ 8 <= end {
            let word =
                unsafe UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
                ^ 0x3030_3030_3030_3030
            if ((word &+ 0x7676_7676_7676_7676) | word) & ByteSearch.highs != 0 { return false }
            index &+= 8
        }
        if index < end, index &- start >= 8 {
            // The last eight once more.
            let word =
                unsafe UnsafeRawPointer(base + end - 8).loadUnaligned(as: UInt64.self)
                ^ 0x3030_3030_3030_3030
            return ((word &+ 0x7676_7676_7676_7676) | word) & ByteSearch.highs == 0
        }
        while index < end {
            if unsafe base[index] &- 0x30 > 9 { return false }
            index &+= 1
        }
        return true
    }

    // MARK: Values

    /// Sign, up to 15 digits, a point and no more decimals than the scale: units. Nil where it is
    /// anything else, nothing included.
    @inline(__always)
    private func amount(_ base: UnsafePointer<UInt8>, _ column: Int, scale: Int) -> Int64? {
        let (start, end) = unsafe (starts[column], ends[column])
        if let units = unsafe BulkAmount.units(base + start, count: end &- start, scale: scale) {
            return units
        }
        return unsafe longAmount(base, column, scale: scale)
    }

    @inline(never)
    private func longAmount(_ base: UnsafePointer<UInt8>, _ column: Int, scale: Int) -> Int64? {
        var index = unsafe starts[column]
        let end = unsafe ends[column]
        guard index < end, end &- index <= 18 else { return nil }
        let first = unsafe base[index]
        if first == 0x2D || first == 0x2B { index &+= 1 }
        let start = index
        var value: Int64 = 0
        while index < end {
            let digit = unsafe base[index] &- 0x30
            if digit > 9 { break }
            value = value &* 10 &+ Int64(digit)
            index &+= 1
        }
        guard index > start, index &- start <= 15 &- scale else { return nil }
        var decimals = 0
        if index < end {
            guard unsafe base[index] == 0x2E else { return nil }
            index &+= 1
            decimals = end &- index
            guard decimals > 0, decimals <= scale else { return nil }
            while index < end {
                let digit = unsafe base[index] &- 0x30
                if digit > 9 { return nil }
                value = value &* 10 &+ Int64(digit)
                index &+= 1
            }
        }
        while decimals < scale {
            value = value &* 10
            decimals &+= 1
        }
        return first == 0x2D ? -value : value
    }

    @inline(__always)
    private func areAmountsSound(
        _ base: UnsafePointer<UInt8>, _ reading: UnsafePointer<HotReading>
    ) -> Bool {
        for place in unsafe 0..<reading.pointee.others {
            let column = unsafe reading.pointee.columns[place]
            if unsafe starts[column] == ends[column] { continue }
            if unsafe amount(base, column, scale: otherScale) == nil { return false }
        }
        return true
    }

    /// The first time that is there. Nil: the reader's.
    @inline(__always)
    private func time(
        _ base: UnsafePointer<UInt8>, _ reading: UnsafePointer<HotReading>, _ index: Int
    ) -> Int64? {
        var found = EntryTable.noTime
        for place in unsafe 0..<reading.pointee.moments &+ reading.pointee.times {
            let isMoment = unsafe place < reading.pointee.moments
            if isMoment, found != EntryTable.noTime { continue }
            let column = unsafe reading.pointee.columns[reading.pointee.others &+ place]
            let (start, end) = unsafe (starts[column], ends[column])
            if start == end { continue }
            guard end &- start == BulkClock.length,
                let time = unsafe clock.pointee.time(
                    base + start, reading: index, zone: plan.readings[index]!.zone)
            else { return nil }
            if isMoment { found = time }
        }
        return found
    }
}

extension Int64 {
    @inline(__always)
    fileprivate var magnitudeValue: Int64 { self < 0 ? -self : self }
}
