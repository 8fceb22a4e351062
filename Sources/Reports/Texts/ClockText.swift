import Records

/// A moment as a clock on the wall shows it; the document says once which zone that is.
enum ClockText {
    /// "2026-06-01T08:46:00+08:00" → "2026-06-01 08:46:00".
    static func local(_ rfc3339: String) -> String {
        guard rfc3339.utf8.count >= 19 else { return rfc3339 }
        return rfc3339.prefix(10) + " " + rfc3339.dropFirst(11).prefix(8)
    }
}
