import Mustache
import Reports

/// A page's value as templates see it. What is absent, empty or false hides its section, and never
/// lets a name of an outer value shine through.
enum PageValue {
    static func of(_ value: JSONValue) -> Any {
        switch value {
        case .null: Absent()
        case .bool(let flag): flag
        case .integer(let number): number
        case .string(let text): text.isEmpty ? Absent() : text
        case .array(let items): items.map(of)
        case .object(let members):
            Fields(values: .init(members.map { ($0.key, of($0.value)) }) { $1 })
        }
    }

    struct Fields: MustacheParent {
        var values: [String: Any]
        func child(named name: String) -> Any? { values[name] }
    }

    struct Absent: MustacheCustomRenderable {
        var renderText: String { "" }
        var isNull: Bool { true }
    }
}
