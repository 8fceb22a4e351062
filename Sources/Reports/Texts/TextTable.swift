/// Columns of plain text, aligned by what a terminal shows: CJK characters take two cells.
struct TextTable {
    enum Alignment { case left, right }

    private let alignments: [Alignment]
    private var rows: [[String]] = []
    private let gap = "  "

    init(_ alignments: [Alignment]) { self.alignments = alignments }

    mutating func row(_ cells: [String]) {
        precondition(cells.count == alignments.count, "\(cells.count) cells")
        rows.append(cells)
    }

    func lines(indent: Int = 0) -> [String] {
        var widths = Array(repeating: 0, count: alignments.count)
        for row in rows {
            for (column, cell) in row.enumerated() {
                widths[column] = max(widths[column], DisplayWidth.of(cell))
            }
        }
        let margin = String(repeating: " ", count: indent)
        return rows.map { row in
            var line = margin
            for (column, cell) in row.enumerated() {
                let padding = String(
                    repeating: " ", count: widths[column] - DisplayWidth.of(cell))
                if column > 0 { line += gap }
                line += alignments[column] == .left ? cell + padding : padding + cell
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}

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

/// Text as a terminal may show it: data cannot move the cursor or change colours.
enum TerminalText {
    static func safe(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
        return String(result)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

/// ANSI colours, or nothing where they were not asked for.
struct Ink {
    let isOn: Bool

    func bold(_ text: String) -> String { painted("1", text) }
    func red(_ text: String) -> String { painted("31;1", text) }
    func green(_ text: String) -> String { painted("32;1", text) }
    func yellow(_ text: String) -> String { painted("33;1", text) }
    func dim(_ text: String) -> String { painted("2", text) }

    private func painted(_ code: String, _ text: String) -> String {
        isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
