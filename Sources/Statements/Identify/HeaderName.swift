import Records

/// Header names as they are compared: blanks and one leading mark off, full-width brackets folded,
/// ASCII letters without case.
enum HeaderName {
    /// `loose` also drops spaces, "_" and "-" inside the name (generic dialects).
    static func folded(_ text: String, loose: Bool = false) -> String {
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
