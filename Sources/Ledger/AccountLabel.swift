/// Which bank, channel or shop an account is of: "alipay-main". Lower-case ASCII letters, digits
/// and dashes, so that it is a name in any program's journal.
package struct AccountLabel: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let description: String

    package static let limit = 40

    /// Nil for an empty or long text, one with other characters, or one that begins with a dash.
    package init?(_ text: some StringProtocol) {
        guard (1...AccountLabel.limit).contains(text.utf8.count), text.utf8.first != 0x2D,
            text.utf8.allSatisfy({
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
            })
        else { return nil }
        description = String(text)
    }

    /// As accounts are spelled: "Alipay-main". Two labels never get the same title.
    var title: String { description.prefix(1).uppercased() + description.dropFirst() }

    /// Reads `title`.
    init?(title: some StringProtocol) {
        self.init(title.prefix(1).lowercased() + title.dropFirst())
    }

    package static func < (a: AccountLabel, b: AccountLabel) -> Bool {
        a.description.utf8.lexicographicallyPrecedes(b.description.utf8)
    }
}
