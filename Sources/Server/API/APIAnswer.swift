import Engine
import Reports

/// What an operation answers.
enum APIAnswer: Sendable {
    case json(JSONValue, tag: String? = nil)
    case text(String, type: String = "text/plain; charset=utf-8")
    /// A file to keep, under a name.
    case file([UInt8], type: String, name: String)
    /// Rows in parts, each made when the one before has gone: memory stays flat.
    case rows(RowStream)

    /// An entity tag of a value.
    static func tag(_ value: JSONValue) -> String {
        "\"" + Digest.sha256(value.compact()).prefix(32) + "\""
    }

    /// A whole list as one page.
    static func items(_ items: [JSONValue]) -> APIAnswer {
        .json(.fields(["items": .array(items), "next": .null]))
    }
}
