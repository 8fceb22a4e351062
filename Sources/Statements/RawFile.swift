package import Records

/// A file on its way in: bytes handed in by the Engine. `.xls` comes with its cells.
package struct RawFile: Sendable {
    /// Display name, the archive's member after "!". Never used as a path.
    package var name: String
    package var bytes: [UInt8]
    /// Cells of a legacy .xls, read at the edge by the Engine.
    package var sheets: [Sheet]?
    /// Why the bytes are not all there (a cut-off gzip): what reading it ends with.
    package var fault: Problem?

    package init(name: String, bytes: [UInt8], sheets: [Sheet]? = nil) {
        self.name = name
        self.bytes = bytes
        self.sheets = sheets
    }
}
