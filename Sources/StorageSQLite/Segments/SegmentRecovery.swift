/// What was done when a book was opened.
package struct SegmentRecovery: Sendable, Hashable {
    /// Names of the files that were removed, sorted.
    package var removed: [String]
    /// Segments that were indexed again, ascending.
    package var reindexed: [Int]
    /// Segments that cannot be read, and so not be found by a key.
    package var faults: [SegmentFault]
}
