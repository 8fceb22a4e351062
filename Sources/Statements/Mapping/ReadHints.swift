package import Records

/// What a reader cannot know from the bytes: handed in by the Engine.
package struct ReadHints: Sendable {
    /// By IANA name. China and UTC need no entry; another zone that a dialect names must be here.
    package var zones: [String: ZoneRules]
    /// The merchant's own addresses on chains: what comes to them is money in.
    package var ownAddresses: [String]

    package init(zones: [String: ZoneRules] = [:], ownAddresses: [String] = []) {
        self.zones = zones
        self.ownAddresses = ownAddresses
    }

    func rules(for name: String) -> ZoneRules {
        switch name {
        case "", "UTC", "Z": return .utc
        case "Asia/Shanghai", "PRC", "+08:00": return .china
        default:
            guard let rules = zones[name] ?? ReadHints.fixedZone(name)
            else { preconditionFailure("no rules for the zone \(name)") }
            return rules
        }
    }

    /// "+05:30".
    private static func fixedZone(_ name: String) -> ZoneRules? {
        let bytes = Array(name.utf8)
        guard bytes.count == 6, bytes[0] == 0x2B || bytes[0] == 0x2D, bytes[3] == 0x3A,
            let hours = Int32(name.dropFirst().prefix(2)), let minutes = Int32(name.suffix(2)),
            hours < 24, minutes < 60
        else { return nil }
        let sign: Int32 = bytes[0] == 0x2D ? -1 : 1
        return ZoneRules(name: name, initialOffsetSeconds: sign * (hours * 3600 + minutes * 60))
    }
}

extension Dialect.CrossCheck {
    /// Names this check among `Statement.measures`, whoever reads the file.
    var key: String {
        "\(dialect)/\(column)/\(measure)/\(conditions.map { "\($0.column)\($0.test)" })"
    }
}
