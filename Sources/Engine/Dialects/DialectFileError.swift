/// Why a dialect file is refused: where · what was found · what was expected.
package enum DialectFileError: Error, Hashable, Sendable {
    /// The text is no YAML; `found` is the parser's own complaint.
    case syntax(Place, found: String)
    case tooLarge(Place, bytes: Int, limit: Int)
    case unknownKey(Place, found: String, nearest: String?, known: [String])
    case missingKey(Place, key: String)
    /// Expected says the shape: "text", "list", "mapping", "true or false", "whole number 0…18".
    case wrongType(Place, found: String, expected: String)
    case unknownWord(Place, found: String, nearest: String?, known: [String])
    /// Two keys that exclude each other, or a value that means nothing here.
    case contradiction(Place, found: String, expected: String)
    /// `extends` names no built-in dialect.
    case unknownBase(Place, found: String, known: [String])
    /// Two built-in files bear one name.
    case duplicateName(Place, found: String)

    /// A place in a YAML file; line and column count from 1.
    package struct Place: Hashable, Sendable, CustomStringConvertible {
        package var file: String
        package var line: Int
        package var column: Int

        package init(file: String, line: Int, column: Int) {
            self.file = file
            self.line = line
            self.column = column
        }

        package var description: String { "\(file):\(line):\(column)" }
    }

    package var place: Place {
        switch self {
        case .syntax(let place, _), .tooLarge(let place, _, _), .unknownKey(let place, _, _, _),
            .missingKey(let place, _), .wrongType(let place, _, _),
            .unknownWord(let place, _, _, _), .contradiction(let place, _, _),
            .unknownBase(let place, _, _), .duplicateName(let place, _):
            place
        }
    }

    package var found: String {
        switch self {
        case .syntax(_, let found), .unknownKey(_, let found, _, _), .wrongType(_, let found, _),
            .unknownWord(_, let found, _, _), .contradiction(_, let found, _),
            .unknownBase(_, let found, _), .duplicateName(_, let found):
            found
        case .tooLarge(_, let bytes, _): "\(bytes) bytes"
        case .missingKey: "–"
        }
    }

    /// Language-neutral: a list of words, a shape, a limit.
    package var expected: String {
        switch self {
        case .syntax: "YAML 1.1"
        case .tooLarge(_, _, let limit): "≤ \(limit) bytes"
        case .unknownKey(_, _, let nearest, let known), .unknownWord(_, _, let nearest, let known):
            nearest.map { "\($0)?" } ?? known.joined(separator: " | ")
        case .missingKey(_, let key): key
        case .wrongType(_, _, let expected), .contradiction(_, _, let expected): expected
        case .unknownBase(_, _, let known): known.joined(separator: " | ")
        case .duplicateName: "a name of its own"
        }
    }
}

extension DialectFileError: CustomStringConvertible {
    package var description: String { "\(place): \(found) · \(expected)" }
}
