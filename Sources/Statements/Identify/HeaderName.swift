import Records

/// Header names as they are compared: blanks and one leading mark off, full-width brackets folded,
/// ASCII letters without case.
enum HeaderName {
    /// `loose` also drops spaces, "_" and "-" inside the name (generic dialects).
    static func folded(_ text: String, loose: Bool = false) -> String {
        if let plain = foldedASCII(text, loose: loose) { return plain }
        var scalars = Array(text.unicodeScalars)[...]
        trim(&scalars)
        if scalars.first == "`" || scalars.first == "'" {
            scalars.removeFirst()
            trim(&scalars)
        }
        var name = String.UnicodeScalarView()
        for scalar in scalars {
            switch scalar {
            case "（": name.append("(")
            case "）": name.append(")")
            case " ", "_", "-": if !loose { name.append(scalar) }
            case "A"..."Z": name.append(Unicode.Scalar(UInt8(scalar.value) + 0x20))
            default: name.append(scalar)
            }
        }
        return String(name)
    }

    /// The same of a name of ASCII alone, byte by byte; nil for others.
    private static func foldedASCII(_ text: String, loose: Bool) -> String? {
        var name: [UInt8] = []
        name.reserveCapacity(text.utf8.count)
        /// Bytes up to the last that stands for no blank.
        var length = 0
        var hasBegun = false
        var mayBeMarked = true
        for byte in text.utf8 {
            if byte >= 0x80 { return nil }
            let isBlank = isBlank(Unicode.Scalar(byte))
            if !hasBegun {
                if isBlank { continue }
                if mayBeMarked, byte == 0x60 || byte == 0x27 {
                    mayBeMarked = false
                    continue
                }
            }
            hasBegun = true
            switch byte {
            case 0x20, 0x5F, 0x2D: if !loose { name.append(byte) }
            case 0x41...0x5A: name.append(byte + 0x20)
            default: name.append(byte)
            }
            if !isBlank { length = name.count }
        }
        return String(decoding: name[..<length], as: UTF8.self)
    }

    /// The name for people: blanks and the leading mark off, nothing folded.
    static func shown(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)[...]
        trim(&scalars)
        if scalars.first == "`" || scalars.first == "'" { scalars.removeFirst() }
        trim(&scalars)
        return String(String.UnicodeScalarView(scalars))
    }

    private static func trim(_ scalars: inout ArraySlice<Unicode.Scalar>) {
        while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
        while let last = scalars.last, isBlank(last) { scalars.removeLast() }
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0xA0, 0x3000, 0xFEFF: true
        default: false
        }
    }
}
