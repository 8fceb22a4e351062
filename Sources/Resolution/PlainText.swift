/// What people may write into the book: a reason, a comment, a label.
package enum PlainText {
    package enum Fault: Hashable, Sendable {
        case empty
        case tooLong(bytes: Int, limit: Int)
        /// A control character, or one that turns the reading direction.
        case character(UInt32)
    }

    /// Nil where the text may stand. `lines`: whether it may have more than one line.
    package static func fault(_ text: String, limit: Int, lines: Bool = false) -> Fault? {
        guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            return .empty
        }
        let bytes = text.utf8.count
        guard bytes <= limit else { return .tooLong(bytes: bytes, limit: limit) }
        for scalar in text.unicodeScalars {
            if lines, scalar == "\n" || scalar == "\t" { continue }
            if isControl(scalar) || isTurning(scalar) { return .character(scalar.value) }
        }
        return nil
    }

    /// Seen as something: no control, no format character, nothing that has no meaning.
    static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator:
            false
        default: !scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    /// Embeddings, overrides and isolates of the Unicode Bidirectional Algorithm: they make a line
    /// read other than it is written.
    private static func isTurning(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
