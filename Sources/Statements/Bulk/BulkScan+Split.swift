import Records

extension BulkScan {
    /// How a row was split: −1 fields where it is none that the lane takes.
    struct SplitRow {
        var fieldCount: Int
        var next: Int
    }

    /// Finds the fields of the row at `from`. Quotes are only looked at where a field is wholly in
    /// them and holds none; any other use is the reader's.
    @inline(__always)
    func split(_ base: UnsafePointer<UInt8>, from: Int, to: Int) -> SplitRow {
        let separators = UInt64(separator) &* ByteSearch.ones
        // Every byte up to the quote: blanks, controls, line ends and the quote itself.
        let lows = UInt64(0x7F - 0x22) &* ByteSearch.ones
        var count = 0
        var wordStart = from
        unsafe starts[0] = from
        while wordStart < to {
            let word = unsafe UInt64(
                littleEndian: UnsafeRawPointer(base).loadUnaligned(
                    fromByteOffset: wordStart, as: UInt64.self))
            let isSmall = ~(((word & ~ByteSearch.highs) &+ lows) | word) & ByteSearch.highs
            var hits = isSmall | ByteSearch.allZeros(word ^ separators)
            while hits != 0 {
                let place = wordStart &+ hits.trailingZeroBitCount / 8
                hits &= hits &- 1
                let byte = unsafe base[place]
                if byte == separator {
                    if place >= to || count >= width {
                        return SplitRow(fieldCount: -1, next: 0)
                    }
                    unsafe ends[count] = place
                    count &+= 1
                    unsafe starts[count] = place &+ 1
                } else if byte == LineEnds.lineFeed || byte == LineEnds.carriageReturn {
                    if place >= to { break }
                    unsafe ends[count] = place
                    let isPair =
                        unsafe byte == LineEnds.carriageReturn && place &+ 1 < to
                        && base[place &+ 1] == LineEnds.lineFeed
                    return SplitRow(fieldCount: count &+ 1, next: place &+ (isPair ? 2 : 1))
                } else if byte == DelimitedScanner.quote {
                    return unsafe splitQuoted(base, from: from, to: to)
                }
            }
            wordStart &+= 8
        }
        unsafe ends[count] = to
        return SplitRow(fieldCount: count &+ 1, next: to)
    }

    /// A row with quotes, byte by byte.
    private func splitQuoted(_ base: UnsafePointer<UInt8>, from: Int, to: Int) -> SplitRow {
        let none = SplitRow(fieldCount: -1, next: 0)
        var count = 0
        var index = from
        while true {
            guard count < width else { return none }
            if index < to, unsafe base[index] == DelimitedScanner.quote {
                index += 1
                unsafe starts[count] = index
                while index < to, unsafe base[index] != DelimitedScanner.quote {
                    let byte = unsafe base[index]
                    if byte == LineEnds.lineFeed || byte == LineEnds.carriageReturn { return none }
                    index += 1
                }
                guard index < to else { return none }
                unsafe ends[count] = index
                index += 1
            } else {
                unsafe starts[count] = index
                while index < to, unsafe base[index] != separator {
                    let byte = unsafe base[index]
                    if byte == LineEnds.lineFeed || byte == LineEnds.carriageReturn { break }
                    if byte == DelimitedScanner.quote { return none }
                    index += 1
                }
                unsafe ends[count] = index
            }
            count += 1
            guard index < to else { return SplitRow(fieldCount: count, next: to) }
            let byte = unsafe base[index]
            if byte == separator {
                index += 1
                continue
            }
            if byte == LineEnds.lineFeed { return SplitRow(fieldCount: count, next: index + 1) }
            guard byte == LineEnds.carriageReturn else { return none }
            let isPair = unsafe index + 1 < to && base[index + 1] == LineEnds.lineFeed
            return SplitRow(fieldCount: count, next: index + (isPair ? 2 : 1))
        }
    }
}
