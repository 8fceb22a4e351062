/// What a segment may hold, each with its reason.
package enum SegmentLimits {
    /// Rows are indices of 32 bits with a sign in the passes.
    package static let rows = Int(Int32.max)
    /// `TextRef` has 39 bits for the place of a text.
    package static let textBytes = 1 << 39
    /// Bytes of a header with its table of columns: no kind of file has more than 60 columns.
    package static let headerBytes = 8 << 10
    /// Entries that a look-up answers for one key: all orders of a payout stand under its batch,
    /// and nobody reads more.
    package static let bearers = 10_000
    /// Look-ups after which the pages that they touched are given back. One touches some pages of
    /// each file, and the system maps sixteen around each: a megabyte or two.
    package static let lookupsHeld = 128
    /// Segments asked for after which the pages that were read of them are given back: a row is of
    /// thirty columns, and the system maps sixteen pages around each, two megabytes.
    package static let segmentsHeld = 32
    /// Keys of a slice of an index: some tens of megabytes are what one step of a merge costs.
    package static let sliceKeys = 2_000_000
    /// Keys that a reader holds in memory where no index covers them: half a gigabyte. Who may
    /// write makes the index again.
    package static let looseKeys = 20_000_000
    /// Files that are kept open: a run looks at the statements of some days; beyond that a system
    /// with 1,024 descriptors and 65,530 mappings would refuse a book of many years.
    package static let openFiles = 256
}
