/// What a reader refuses, each with its reason.
package struct Limits: Sendable, Hashable {
    /// A day of tens of millions of entries at 120 bytes, with room.
    package var fileBytes = 8 << 30
    /// Uncompressed bytes of all members of one archive.
    package var archiveBytes = 8 << 30
    /// A channel's zip holds two to four members.
    package var archiveMembers = 64
    /// Parts of a workbook: a few per sheet, and a drawing or two.
    package var workbookParts = 1024
    /// deflate cannot pass 1,032:1; statements reach about 20:1. A small member may be all zeros.
    package var compressionRatio = 200
    /// Below this size a ratio says nothing.
    package var ratioFloorBytes = 1 << 20
    /// The widest known row has 46 fields and 2 KB.
    package var lineBytes = 1 << 20
    package var columns = 1024
    /// Rows are counted in 32 bits.
    package var rows = 200_000_000
    /// A spreadsheet ends at 1,048,576 rows; its XML at about 1 GB.
    package var sheetXMLBytes = 1 << 30
    package var xmlDepth = 64
    package var sharedStringsBytes = 512 << 20
    package var jsonDepth = 32
    /// Lines above the header: the longest preamble known has 24.
    package var headerScanLines = 80
    /// Kept per file; the rest is counted.
    package var problems = 10_000
    package init() {}
}
