/// The columns of an index file by their number on disk (docs/formats/segments.md).
enum IndexColumn: UInt16, CaseIterable {
    /// Segments whose keys the file's set holds, ascending, and the first eight bytes of the
    /// SHA-256 of each.
    case segments = 1, digests
    /// Which slice of the set this file is, and how many there are: a power of two.
    case slice, slices
    case identityDirectory = 10, identityHigh, identityLow, identityEntry, identityFilter
    case referenceDirectory = 20, referenceHigh, referenceLow, referenceEntry, referenceFilter

    var name: String { String(describing: self) }
}
