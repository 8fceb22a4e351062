/// Who proposes, checks or owns: a name as it was typed, without spaces around it.
///
/// Two spellings of one person are one name: case, runs of spaces and full-width letters do not
/// count. What cannot be seen (zero-width characters, controls) is refused, so that nobody checks
/// their own decision under a name that looks the same.
package struct ActorName: Sendable, CustomStringConvertible {
    package let description: String
    /// What is compared.
    package let key: String

    /// Bytes. Longer than any person's name, and an address fits.
    package static let limit = 64

    /// Nil for an empty or long name, or one with characters that are not seen.
    package init?(_ text: some StringProtocol) {
        let words = text.unicodeScalars.split { $0.properties.isWhitespace }
        let plain = words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
        guard (1...ActorName.limit).contains(plain.utf8.count),
            plain.unicodeScalars.allSatisfy(PlainText.isVisible)
        else { return nil }
        description = plain
        var narrow = String.UnicodeScalarView()
        for scalar in plain.unicodeScalars {
            // Full-width forms stand 0xFEE0 above ASCII.
            let isWide = (0xFF01...0xFF5E).contains(scalar.value)
            narrow.append(isWide ? Unicode.Scalar(scalar.value - 0xFEE0)! : scalar)
        }
        key = String(narrow).lowercased()
    }
}

extension ActorName: Hashable {
    package static func == (a: ActorName, b: ActorName) -> Bool { a.key == b.key }
    package func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
