/// "15 min", "30 s", "2 h", "3 days", or a number of seconds.
enum Duration {
    private static let units: [(name: String, seconds: Int64)] = [
        ("days", 86_400), ("day", 86_400), ("d", 86_400), ("hours", 3600), ("hour", 3600),
        ("h", 3600), ("min", 60), ("m", 60), ("sec", 1), ("s", 1), ("", 1),
    ]

    /// A hundred days at most: longer windows match anything with anything.
    static let limitSeconds: Int64 = 100 * 86_400

    static func seconds(_ text: String) -> Int64? {
        let number = text.prefix { $0.isNumber || $0 == "-" }
        let unit = text.dropFirst(number.count).trimmed
        guard let value = Int64(number), let known = units.first(where: { $0.name == unit }),
            value.magnitude <= UInt64(limitSeconds)
        else { return nil }
        let seconds = value * known.seconds
        return seconds.magnitude <= UInt64(limitSeconds) ? seconds : nil
    }

    static func text(_ seconds: Int64) -> String {
        for (name, size) in [("days", Int64(86_400)), ("h", 3600), ("min", 60)]
        where seconds != 0 && seconds % size == 0 {
            return "\(seconds / size) \(name)"
        }
        return "\(seconds) s"
    }
}
