/// A file that belongs to a break: it is kept by its digest.
package struct BreakAttachment: Hashable, Sendable {
    package var digest: ContentDigest
    /// Bytes.
    package var size: Int
    /// Its name, without folders.
    package var name: String

    /// Bytes: the longest name that file systems have.
    package static let nameLimit = 255

    package init(digest: ContentDigest, size: Int, name: String) {
        self.digest = digest
        self.size = size
        self.name = name
    }
}
