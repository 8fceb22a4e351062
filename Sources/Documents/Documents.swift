/// Spreadsheets from `Reports` values. They decide nothing: every figure was computed before.
///
/// - `BreaksWorkbook.write(_:_:to:)`: `breaks.xlsx`, equal bytes for equal reports.
/// - `TableWorkbook.write(_:title:author:at:to:)`: tables that people fill in and hand back.
package enum Documents {
    /// What can go wrong while a document is written.
    package enum Failure: Error, Hashable {
        /// The library's own word for it, and the file it was writing.
        case notWritten(path: String, reason: String)
    }
}
