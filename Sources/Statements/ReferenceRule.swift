/// Where a reference stands, and which part of the field it is.
package struct ReferenceRule: Sendable, Hashable {
    /// Synonyms, first present in the header wins.
    package var columns: [String] = []
    /// RE2; the first group that took part. Where it does not match the reference is absent.
    package var capture = ""
    package init() {}
    package init(columns: [String], capture: String = "") {
        self.columns = columns
        self.capture = capture
    }
}
