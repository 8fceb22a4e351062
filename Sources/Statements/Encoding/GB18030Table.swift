/// The characters of GB18030's two-byte codes, asked of `iconv` once, because opening a converter
/// for each of millions of fields costs more than converting them.
struct GB18030Table: Sendable {
    static let shared = GB18030Table()

    /// 0x81–0xFE × 0x40–0xFE, all in the basic plane; 0 where the system knows no character.
    private let scalars: [UInt16]

    private static let trails = 0xFE - 0x40 + 1

    private init() {
        var codes: [UInt8] = []
        for lead in UInt8(0x81)...0xFE {
            for trail in UInt8(0x40)...0xFE where trail != 0x7F { codes += [lead, trail] }
        }
        var scalars = [UInt16](repeating: 0, count: (0xFE - 0x81 + 1) * GB18030Table.trails)
        var next = 0
        while next < codes.count {
            let text: [UInt8]
            switch Transcoder.convert(
                codes.span.extracting(next..<codes.count), .gb18030ToUTF8)
            {
            case .complete(let all): text = all
            case .stopped(_, let part): text = part
            }
            for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
                let place = GB18030Table.place(codes[next], codes[next + 1])
                scalars[place] = UInt16(exactly: scalar.value) ?? 0
                next += 2
            }
            // The code that stopped the conversion stays without a character.
            next += 2
        }
        self.scalars = scalars
    }

    private static func place(_ lead: UInt8, _ trail: UInt8) -> Int {
        Int(lead - 0x81) * trails + Int(trail - 0x40)
    }

    /// The text as UTF-8, nil where a byte is not of a one- or two-byte character of the table.
    func utf8(_ bytes: Span<UInt8>) -> [UInt8]? {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 2)
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            if lead < 0x80 {
                text.append(lead)
                index += 1
                continue
            }
            guard index + 1 < bytes.count, lead != 0x80, lead != 0xFF else { return nil }
            let trail = bytes[index + 1]
            guard trail >= 0x40, trail != 0xFF else { return nil }
            let scalar = scalars[GB18030Table.place(lead, trail)]
            guard scalar >= 0x80 else { return nil }
            if scalar < 0x800 {
                text.append(0xC0 | UInt8(scalar >> 6))
            } else {
                text.append(0xE0 | UInt8(scalar >> 12))
                text.append(0x80 | UInt8(scalar >> 6 & 0x3F))
            }
            text.append(0x80 | UInt8(scalar & 0x3F))
            index += 2
        }
        return text
    }
}
