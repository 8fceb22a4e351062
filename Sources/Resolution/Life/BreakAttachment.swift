/// A file that belongs to a break: it is kept by its digest.
package struct BreakAttachment: Hashable, Sendable {
    package var digest: ContentDigest
    /// Its name, without folders.
    package var name: String

    /// Bytes: the longest name that file systems have.
    package static let nameLimit = 255

    package init(digest: ContentDigest, name: String) {
        self.digest = digest
        self.name = name
    }
}
