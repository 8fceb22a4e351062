/// Text of others in a line of the log: controls and line ends are written out, so that nobody can
/// add a line of their own (ASVS 5.0, 16.4.1).
enum LogText {
    /// Characters; longer texts are somebody's mistake or somebody's attempt.
    private static let limit = 1000

    static func plain(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars.prefix(limit) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
                out += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
