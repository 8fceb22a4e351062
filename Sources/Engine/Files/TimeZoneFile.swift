package import Records

/// Zone rules from the system's tz database: TZif (RFC 8536), version 2 and later.
package enum TimeZoneFile {
    static let folder = "/usr/share/zoneinfo"
    /// The largest file of tzdata has 4 KB.
    static let fileLimitBytes = 1 << 20
    /// Transitions by the rule of the file's footer are written out to the end of this year.
    static let lastYear = 2100

    /// An IANA name, "UTC", or a fixed offset "+08:00".
    package static func rules(_ name: String) throws(EngineError) -> ZoneRules {
        if name == "UTC" || name == "Z" { return .utc }
        if name == "Asia/Shanghai" { return .china }
        if let fixed = fixedOffset(name) { return fixed }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { part in
            !part.isEmpty
                && part.utf8.allSatisfy { byte in
                    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                        || (0x61...0x7A).contains(byte) || [0x2B, 0x2D, 0x5F].contains(byte)
                }
        }
        guard isPlain, SystemFile.exists(folder + "/" + name),
            !SystemFile.isFolder(folder + "/" + name)
        else { throw .unknownZone(name: name) }
        let bytes = try SystemFile.read(folder + "/" + name, limit: fileLimitBytes)
        guard let rules = parse(bytes, name: name) else { throw .unknownZone(name: name) }
        return rules
    }

    /// "+08:00", "-0330".
    static func fixedOffset(_ name: String) -> ZoneRules? {
        guard let sign = name.first, sign == "+" || sign == "-" else { return nil }
        let digits = name.dropFirst().filter { $0 != ":" }
        guard digits.count == 4, let value = Int(digits), value / 100 <= 14, value % 100 < 60 else {
            return nil
        }
        let seconds = Int32(value / 100 * 3600 + value % 100 * 60)
        return ZoneRules(name: name, initialOffsetSeconds: sign == "-" ? -seconds : seconds)
    }

    static func parse(_ bytes: [UInt8], name: String) -> ZoneRules? {
        guard let first = Header(bytes, at: 0), first.version >= 0x32,
            let header = Header(bytes, at: 44 + first.bodyLength(timeSize: 4))
        else { return nil }
        let times = header.start + 44
        let indices = times + header.timeCount * 8
        let types = indices + header.timeCount
        let footer = header.start + 44 + header.bodyLength(timeSize: 8)
        guard header.typeCount > 0, footer <= bytes.count else { return nil }
        func offset(ofType type: Int) -> Int32? {
            type < header.typeCount
                ? Int32(truncatingIfNeeded: big(bytes, types + type * 6, 4)) : nil
        }
        guard let initial = offset(ofType: 0) else { return nil }
        var transitions: [ZoneRules.Transition] = []
        for index in 0..<header.timeCount {
            guard let seconds = offset(ofType: Int(bytes[indices + index])) else { return nil }
            transitions.append(
                .init(at: big(bytes, times + index * 8, 8), offsetSeconds: seconds))
        }
        let text = bytes[footer...].split(separator: 0x0A).first.map {
            String(decoding: $0, as: UTF8.self)
        }
        if let text, let rule = PosixZone(text) {
            let last = transitions.last?.at ?? Int64.min
            transitions += rule.transitions(through: lastYear).filter { $0.at > last }
        }
        return ZoneRules(name: name, initialOffsetSeconds: initial, transitions: transitions)
    }

    /// Big-endian two's complement of four or eight bytes.
    private static func big(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int64 {
        var value: UInt64 = 0
        for index in at..<at + count { value = value << 8 | UInt64(bytes[index]) }
        return count == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
    }

    /// RFC 8536 §3.1.
    private struct Header {
        let start: Int
        let version: UInt8
        let utCount, standardCount, leapCount, timeCount, typeCount, characterCount: Int

        init?(_ bytes: [UInt8], at start: Int) {
            guard start + 44 <= bytes.count, bytes[start..<start + 4].elementsEqual("TZif".utf8)
            else {
                return nil
            }
            self.start = start
            version = bytes[start + 4]
            let counts = (0..<6).map { Int(TimeZoneFile.big(bytes, start + 20 + $0 * 4, 4)) }
            guard counts.allSatisfy({ (0...100_000).contains($0) }) else { return nil }
            (utCount, standardCount, leapCount) = (counts[0], counts[1], counts[2])
            (timeCount, typeCount, characterCount) = (counts[3], counts[4], counts[5])
        }

        func bodyLength(timeSize: Int) -> Int {
            timeCount * (timeSize + 1) + typeCount * 6 + characterCount
                + leapCount * (timeSize + 4) + standardCount + utCount
        }
    }
}
