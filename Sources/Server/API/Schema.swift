import Reports

/// What a value may be: checked where it comes in, and written into the OpenAPI document, so that
/// the two cannot disagree.
indirect enum Schema: Sendable {
    /// Characters; `pattern` is one of the few that `Pattern` knows.
    case string(Pattern = .any, length: ClosedRange<Int> = 0...1000)
    case word([String])
    case integer(ClosedRange<Int>)
    case boolean
    case array(Schema, count: ClosedRange<Int> = 0...100_000)
    case object([Field])
    /// Anything with these fields, and more.
    case open([Field])
    case nullable(Schema)
    case anything

    struct Field: Sendable {
        var name: String
        var schema: Schema
        var isRequired: Bool

        static func must(_ name: String, _ schema: Schema) -> Field {
            Field(name: name, schema: schema, isRequired: true)
        }

        static func may(_ name: String, _ schema: Schema) -> Field {
            Field(name: name, schema: schema, isRequired: false)
        }
    }

    /// Texts of one form. No regular expression is run: each is a few comparisons.
    enum Pattern: Sendable {
        case any
        /// Seen, on one line.
        case line
        case day
        case hexadecimal
        case amount
        case fileName
        case entry
        /// Visible ASCII: what a header field bears unchanged.
        case word

        var text: String? {
            switch self {
            case .any: nil
            case .line: "^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]*$"
            case .day: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
            case .hexadecimal: "^[0-9a-f]+$"
            case .amount: "^[0-9]+(\\.[0-9]+)?$"
            case .fileName: "^[^/\\\\\\u0000-\\u001f\\u007f.][^/\\\\\\u0000-\\u001f\\u007f]*$"
            case .entry: "^[0-9]+:[0-9]+$"
            case .word: "^[!-~]+$"
            }
        }

        func allows(_ text: String) -> Bool {
            let scalars = text.unicodeScalars
            switch self {
            case .any: return true
            case .line:
                return scalars.allSatisfy { scalar in
                    !(scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                        || scalar.value == 0x2028 || scalar.value == 0x2029)
                }
            case .day:
                let bytes = Array(text.utf8)
                return bytes.count == 10
                    && bytes.enumerated().allSatisfy { place, byte in
                        place == 4 || place == 7 ? byte == 0x2D : Pattern.isDigit(byte)
                    }
            case .hexadecimal:
                return !text.isEmpty
                    && text.utf8.allSatisfy { Pattern.isDigit($0) || (0x61...0x66).contains($0) }
            case .amount: return Pattern.areDigits(text, around: ".", atMostOne: true)
            case .entry: return Pattern.areDigits(text, around: ":", atMostOne: false)
            case .word:
                return !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
            case .fileName:
                return text.first != "." && !text.isEmpty
                    && scalars.allSatisfy { scalar in
                        scalar.value >= 0x20 && scalar.value != 0x7F && scalar != "/"
                            && scalar != "\\"
                    }
            }
        }

        private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

        private static func areDigits(
            _ text: String, around mark: Character, atMostOne: Bool
        ) -> Bool {
            let parts = text.split(separator: mark, omittingEmptySubsequences: false)
            return (parts.count == 2 || atMostOne && parts.count == 1)
                && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }
        }
    }

    // MARK: Checking

    /// Where it is not what it should be; nil where it is.
    func fault(_ value: JSONValue, at place: String) -> String? {
        switch (self, value) {
        case (.anything, _), (.nullable, .null), (.boolean, .bool): return nil
        case (.nullable(let inner), _): return inner.fault(value, at: place)
        case (.string(let pattern, let length), .string(let text)):
            guard length.contains(text.unicodeScalars.count) else {
                return "\(place): \(length.lowerBound)…\(length.upperBound) characters"
            }
            return pattern.allows(text) ? nil : "\(place): \(pattern)"
        case (.word(let words), .string(let text)):
            return words.contains(text) ? nil : "\(place): " + words.joined(separator: " | ")
        case (.integer(let range), .integer(let number)):
            return range.contains(number)
                ? nil : "\(place): \(range.lowerBound)…\(range.upperBound)"
        case (.array(let schema, let count), .array(let items)):
            guard count.contains(items.count) else {
                return "\(place): \(count.lowerBound)…\(count.upperBound) items"
            }
            for (index, item) in items.enumerated() {
                if let fault = schema.fault(item, at: "\(place)[\(index)]") { return fault }
            }
            return nil
        case (.object(let fields), .object(let members)):
            let known = Set(fields.map(\.name))
            if let other = members.first(where: { !known.contains($0.key) }) {
                return "\(place).\(LogText.plain(other.key)): unknown"
            }
            return Schema.fault(fields, members, at: place)
        case (.open(let fields), .object(let members)):
            return Schema.fault(fields, members, at: place)
        default: return "\(place): \(kind)"
        }
    }

    private static func fault(
        _ fields: [Field], _ members: [JSONValue.Member], at place: String
    ) -> String? {
        for field in fields {
            guard let member = members.first(where: { $0.key == field.name }) else {
                if field.isRequired { return "\(place).\(field.name): required" }
                continue
            }
            if let fault = field.schema.fault(member.value, at: "\(place).\(field.name)") {
                return fault
            }
        }
        return nil
    }

    private var kind: String {
        switch self {
        case .string, .word: "a string"
        case .integer: "an integer"
        case .boolean: "true or false"
        case .array: "an array"
        case .object, .open: "an object"
        case .nullable(let inner): inner.kind + " or null"
        case .anything: ""
        }
    }

    /// A parameter's text as a value; nil where it is none of this kind.
    func value(ofText text: String) -> JSONValue? {
        switch self {
        case .integer:
            // "+1" and "01" are not how anybody writes a number here.
            guard let number = Int(text), String(number) == text else { return nil }
            return .integer(number)
        case .boolean: return ["true": .bool(true), "false": .bool(false)][text]
        default: return .string(text)
        }
    }

    // MARK: The document

    /// JSON Schema 2020-12.
    var json: JSONValue {
        switch self {
        case .string(let pattern, let length):
            var members: [JSONValue.Member] = [
                .init("type", .string("string")), .init("minLength", .integer(length.lowerBound)),
                .init("maxLength", .integer(length.upperBound)),
            ]
            if let text = pattern.text { members.append(.init("pattern", .string(text))) }
            return .object(members)
        case .word(let words):
            return .fields([
                "type": .string("string"), "enum": .array(words.map { .string($0) }),
            ])
        case .integer(let range):
            return .fields([
                "type": .string("integer"), "minimum": .integer(range.lowerBound),
                "maximum": .integer(range.upperBound),
            ])
        case .boolean: return .fields(["type": .string("boolean")])
        case .array(let schema, let count):
            return .fields([
                "type": .string("array"), "items": schema.json,
                "minItems": .integer(count.lowerBound), "maxItems": .integer(count.upperBound),
            ])
        case .object(let fields): return Schema.json(fields, isClosed: true)
        case .open(let fields): return Schema.json(fields, isClosed: false)
        case .nullable(let inner):
            return .fields(["anyOf": .array([inner.json, .fields(["type": .string("null")])])])
        case .anything: return .object([])
        }
    }

    private static func json(_ fields: [Field], isClosed: Bool) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("type", .string("object")),
            .init("properties", .object(fields.map { .init($0.name, $0.schema.json) })),
        ]
        let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
        if !required.isEmpty { members.append(.init("required", .array(required))) }
        if isClosed { members.append(.init("additionalProperties", .bool(false))) }
        return .object(members)
    }
}
