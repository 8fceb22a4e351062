/// Where a time stands and how it is written.
package struct TimeRule: Sendable, Hashable {
    /// Synonyms; with `timeColumn` the two fields are joined by a space.
    package var columns: [String]
    package var timeColumn: [String] = []
    /// Tried in order. Letters: yyyy yy MM dd HH mm ss; "unixSeconds", "unixMilliseconds",
    /// "excelSerial", "MM/dd" and "MMddHHmmss" take the year from the period or the file's name;
    /// "rfc3339" carries its own offset. Default: the common forms with - / or . between.
    package var formats: [String] = []
    /// Another zone than the dialect's ("UTC").
    package var zone = ""
    /// A format without a year takes it from the date in this column, whichever year comes nearest.
    package var yearColumn: [String] = []
    package init(columns: [String]) { self.columns = columns }
}
