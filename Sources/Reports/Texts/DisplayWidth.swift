/// Cells of a fixed-width terminal, after Unicode Standard Annex #11 (wide and fullwidth = 2).
package enum DisplayWidth {
    package static func of(_ text: String) -> Int {
        var width = 0
        var inEscape = false
        for scalar in text.unicodeScalars {
            if scalar.value == 0x1B { inEscape = true }
            if inEscape {
                if scalar.value == 0x6D { inEscape = false }
                continue
            }
            width += of(scalar)
        }
        return width
    }

    static func of(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0..<0x20, 0x7F, 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3,
            0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            2
        default: 1
        }
    }

    /// Breaks a text into lines of at most `width` cells: at spaces and between CJK characters.
    static func wrap(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var word = ""
        func flushWord() {
            if DisplayWidth.of(line) + DisplayWidth.of(word) > width, !line.isEmpty {
                while line.last == " " { line.removeLast() }
                lines.append(line)
                line = word.first == " " ? String(word.dropFirst()) : word
            } else {
                line += word
            }
            word = ""
        }
        var rest = Substring(text)
        while let character = rest.popFirst() {
            let isWide = character.unicodeScalars.first.map { of($0) == 2 } ?? false
            let isBreak = character == " " && !startsCode(rest)
            if isBreak || isWide && !closes(character) { flushWord() }
            word.append(character)
        }
        flushWord()
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    /// A currency's code stays with its amount.
    private static func startsCode(_ rest: Substring) -> Bool {
        let code = rest.prefix { $0.isASCII && $0.isUppercase }
        return (3...8).contains(code.count)
    }

    /// Closing punctuation does not start a line (禁则).
    private static func closes(_ character: Character) -> Bool {
        "，。；：、）」”！？％".contains(character)
    }
}
