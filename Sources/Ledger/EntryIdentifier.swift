/// What makes an entry the same entry when it is posted again: the id of the match, decision or
/// payout that it stands for.
package struct EntryIdentifier: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let description: String

    package static let limit = 128

    /// Letters, digits and `-_.:/@#+` of ASCII: it stands in other programs' journals as it is.
    package init?(_ text: some StringProtocol) {
        guard (1...EntryIdentifier.limit).contains(text.utf8.count),
            text.utf8.allSatisfy({
                switch $0 {
                case 0x61...0x7A, 0x41...0x5A, 0x30...0x3A, 0x2B, 0x2D...0x2F, 0x5F, 0x40, 0x23:
                    true
                default: false
                }
            })
        else { return nil }
        description = String(text)
    }

    package static func < (a: EntryIdentifier, b: EntryIdentifier) -> Bool {
        a.description.utf8.lexicographicallyPrecedes(b.description.utf8)
    }
}
