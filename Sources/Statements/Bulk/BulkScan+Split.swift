import CByteMask
import Records

extension BulkScan {
    /// How a row was split: −1 fields where it is none that the lane takes.
    struct SplitRow {
        var fieldCount: Int
        var next: Int
    }

    /// Where separators and line ends stand in 64 bytes, those behind what was looked at.
    @safe
    struct Masks {
        var window: Int
        var separators: UInt64
        var specials: UInt64

        @inline(__always)
        init(_ base: UnsafePointer<UInt8>, from: Int, _ separator: UInt8) {
            let masks = unsafe mb_scan(base + from, separator)
            window = from
            separators = masks.separators
            specials = masks.specials
        }
    }

    /// Finds the fields of the row at `from`. Quotes are only looked at where a field is wholly in
    /// them and holds none; any other use is the reader's.
    @inline(__always)
    func split(
        _ base: UnsafePointer<UInt8>, from: Int, to: Int, _ masks: inout Masks
    ) -> SplitRow {
        var count = 0
        // Here, not of the class: a store into them would make it look for them again.
        let (starts, ends, width, separator) = unsafe (starts, ends, width, separator)
        unsafe starts[0] = from
        while true {
            let special = masks.specials & (0 &- masks.specials)
            // All of them where there is no special.
            var hits = masks.separators & (special &- 1)
            masks.separators ^= hits
            while hits != 0 {
                let place = masks.window &+ hits.trailingZeroBitCount
                hits &= hits &- 1
                if count >= width { return SplitRow(fieldCount: -1, next: 0) }
                unsafe ends[count] = place
                count &+= 1
                unsafe starts[count] = place &+ 1
            }
            if special == 0 {
                masks = unsafe Masks(base, from: masks.window &+ 64, separator)
                if masks.window < to { continue }
                unsafe ends[count] = to
                return SplitRow(fieldCount: count &+ 1, next: to)
            }
            let place = masks.window &+ special.trailingZeroBitCount
            masks.specials ^= special
            let byte = unsafe base[place]
            if byte == LineEnds.lineFeed {
                unsafe ends[count] = place
                return SplitRow(fieldCount: count &+ 1, next: place &+ 1)
            }
            let isQuoted = byte == DelimitedScanner.quote
            let row =
                isQuoted
                ? unsafe splitQuoted(base, from: from, to: to)
                : unsafe splitReturn(base, at: place, count, to)
            masks = unsafe Masks(base, from: max(row.next, from), separator)
            return row
        }
    }

    /// A row that ends with CR or CRLF.
    private func splitReturn(
        _ base: UnsafePointer<UInt8>, at place: Int, _ count: Int, _ to: Int
    ) -> SplitRow {
        unsafe ends[count] = place
        let isPair = unsafe place + 1 < to && base[place + 1] == LineEnds.lineFeed
        return SplitRow(fieldCount: count + 1, next: place + (isPair ? 2 : 1))
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
