import Reports

/// Reads JSON as strictly as RFC 8259 says, and more strictly than many: no floating point, for it
/// loses money; no name twice, for readers disagree which counts.
struct JSONReader {
    struct Fault: Error, Hashable {
        var offset: Int
        var expected: String
    }

    /// Objects within objects: nothing that is asked for is deeper.
    private static let depthLimit = 32

    private let bytes: [UInt8]
    private var place = 0

    static func read(_ bytes: [UInt8]) throws(Fault) -> JSONValue {
        var reader = JSONReader(bytes: bytes)
        let value = try reader.value(depth: 0)
        reader.space()
        guard reader.place == bytes.count else { throw reader.fault("the end") }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func fault(_ expected: String) -> Fault { Fault(offset: place, expected: expected) }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func space() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { place += 1 }
    }

    private mutating func take(_ character: Character) throws(Fault) {
        guard next == character.asciiValue else { throw fault("\(character)") }
        place += 1
    }

    private mutating func value(depth: Int) throws(Fault) -> JSONValue {
        guard depth < JSONReader.depthLimit else { throw fault("less depth") }
        space()
        switch next {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(Fault) -> JSONValue {
        guard bytes[place...].starts(with: word.utf8) else { throw fault("a value") }
        place += word.utf8.count
        return value
    }

    private mutating func object(_ depth: Int) throws(Fault) -> JSONValue {
        try take("{")
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        space()
        if next == UInt8(ascii: "}") {
            place += 1
            return .object([])
        }
        while true {
            space()
            let name = try string()
            guard names.insert(name).inserted else { throw fault("each name once") }
            space()
            try take(":")
            members.append(.init(name, try value(depth: depth + 1)))
            space()
            if next == UInt8(ascii: ",") {
                place += 1
                continue
            }
            try take("}")
            return .object(members)
        }
    }

    private mutating func array(_ depth: Int) throws(Fault) -> JSONValue {
        try take("[")
        var items: [JSONValue] = []
        space()
        if next == UInt8(ascii: "]") {
            place += 1
            return .array([])
        }
        while true {
            items.append(try value(depth: depth + 1))
            space()
            if next == UInt8(ascii: ",") {
                place += 1
                continue
            }
            try take("]")
            return .array(items)
        }
    }

    private mutating func number() throws(Fault) -> JSONValue {
        let start = place
        if next == UInt8(ascii: "-") { place += 1 }
        let first = place
        while let byte = next, (0x30...0x39).contains(byte) { place += 1 }
        let digits = bytes[first..<place]
        if let byte = next, [0x2E, 0x65, 0x45].contains(byte) { throw fault("a whole number") }
        guard !digits.isEmpty, digits.count == 1 || digits.first != 0x30,
            let value = Int(String(decoding: bytes[start..<place], as: UTF8.self))
        else { throw fault("a value") }
        return .integer(value)
    }

    private mutating func string() throws(Fault) -> String {
        guard next == UInt8(ascii: "\"") else { throw fault("a string") }
        place += 1
        var out: [UInt8] = []
        while let byte = next {
            place += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: out, as: UTF8.self) else {
                    throw fault("UTF-8")
                }
                return text
            case UInt8(ascii: "\\"): out += UTF8.encode(try escape())!
            case 0..<0x20: throw fault("an escaped control")
            default: out.append(byte)
            }
        }
        throw fault("the string's end")
    }

    private mutating func escape() throws(Fault) -> Unicode.Scalar {
        guard let byte = next else { throw fault("an escape") }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): break
        default: throw fault("an escape")
        }
        let high = try unit()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard (0xD800...0xDBFF).contains(high), bytes[place...].starts(with: "\\u".utf8) else {
            throw fault("a surrogate pair")
        }
        place += 2
        let low = try unit()
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar((high - 0xD800) << 10 + (low - 0xDC00) + 0x10000)
        else { throw fault("a surrogate pair") }
        return scalar
    }

    private mutating func unit() throws(Fault) -> UInt32 {
        let digits = bytes[place..<min(place + 4, bytes.count)]
        guard digits.count == 4,
            digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw fault("four digits") }
        place += 4
        return value
    }
}
