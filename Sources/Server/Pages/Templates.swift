import Engine
import Mustache
import Reports

/// The pages' templates in every language. A text in a template says itself three times,
/// `[[简体|繁體|English]]`; one that does not is an error when the server starts.
struct Templates: Sendable {
    private var libraries: [Language: MustacheLibrary] = [:]

    struct Fault: Error, CustomStringConvertible {
        var template: String
        var reason: String
        var description: String { "\(template): \(reason)" }
    }

    static let folder = "web/pages"
    static let suffix = ".mustache"

    init() throws {
        let sources = BuiltinText.texts(in: Templates.folder, suffix: Templates.suffix)
        for language in Language.allCases {
            var library = MustacheLibrary()
            for (name, text) in sources.sorted(by: { $0.key < $1.key }) {
                let said = try Templates.said(text, in: language, template: name)
                do { try library.register(said, named: name) } catch {
                    throw Fault(template: name, reason: "\(error)")
                }
            }
            libraries[language] = library
        }
    }

    /// The page's HTML. A template that is not there is the programmer's mistake.
    func render(_ name: String, _ value: JSONValue, _ language: Language) -> String {
        guard
            let text = libraries[language]?.render(PageValue.of(value), withTemplate: name)
        else { preconditionFailure("no template \(name)") }
        return text
    }

    /// A template with its texts in one language.
    static func said(
        _ text: String, in language: Language, template: String
    ) throws(Fault) -> String {
        guard let place = Language.allCases.firstIndex(of: language) else { return text }
        var out = ""
        var rest = Substring(text)
        while let open = rest.firstRange(of: "[[") {
            out += rest[..<open.lowerBound]
            guard let close = rest[open.upperBound...].firstRange(of: "]]") else {
                throw Fault(template: template, reason: "[[ without ]]")
            }
            let inside = rest[open.upperBound..<close.lowerBound]
            let parts = inside.split(separator: "|", omittingEmptySubsequences: false)
            guard parts.count == Language.allCases.count,
                parts.allSatisfy({ !$0.allSatisfy(\.isWhitespace) })
            else {
                throw Fault(template: template, reason: "\(inside): 简体|繁體|English")
            }
            out += parts[place]
            rest = rest[close.upperBound...]
        }
        return out + rest
    }
}
