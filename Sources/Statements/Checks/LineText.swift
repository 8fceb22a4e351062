import Records

/// Lines outside the table as they are compared: runs of blanks are one space, quotes are gone, and
/// so are the separators that spreadsheets pad lines with.
enum LineText {
    static func folded(_ text: String, trimsSeparators: Bool = true) -> String {
        if let plain = foldedASCII(text, trimsSeparators: trimsSeparators) { return plain }
        var folded = String.UnicodeScalarView()
        var hasBlank = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09...0x0D, 0x20, 0xA0, 0x3000: hasBlank = true
            case 0xFEFF, 0x22: break
            default:
                if hasBlank, !folded.isEmpty { folded.append(" ") }
                hasBlank = false
                folded.append(scalar)
            }
        }
        if trimsSeparators {
            while let last = folded.last, [",", " ", ";", "|"].contains(last) {
                folded.removeLast()
            }
        }
        return String(folded)
    }

    /// The same of a line of ASCII alone, byte by byte; nil for others.
    private static func foldedASCII(_ text: String, trimsSeparators: Bool) -> String? {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.utf8.count)
        var hasBlank = false
        for byte in text.utf8 {
            switch byte {
            case 0x80...: return nil
            case 0x09...0x0D, 0x20: hasBlank = true
            case 0x22: break
            default:
                if hasBlank, !folded.isEmpty { folded.append(0x20) }
                hasBlank = false
                folded.append(byte)
            }
        }
        if trimsSeparators {
            while let last = folded.last, [0x2C, 0x20, 0x3B, 0x7C].contains(last) {
                folded.removeLast()
            }
        }
        return String(decoding: folded, as: UTF8.self)
    }

    static func find(
        _ word: [UInt8], in line: [UInt8], from start: Int, anchored: Bool = false
    ) -> Int? {
        guard line.count - start >= word.count else { return nil }
        let last = anchored ? start : line.count - word.count
        for index in start...last where FieldText.hasWord(line.span, index, word) { return index }
        return nil
    }

    static func text(_ bytes: ArraySlice<UInt8>) -> String {
        LineText.folded(String(decoding: bytes, as: UTF8.self), trimsSeparators: false)
    }
}
