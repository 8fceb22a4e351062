import Engine
import HTTPTypes
import Hummingbird
import Records
import Reports

/// A request whose parameters and body are what the operation's table says.
struct APICall: Sendable {
    var server: BookServer
    var visitor: Visitor
    var parameters: [String: JSONValue]
    var body: JSONValue
    /// Of a file that was sent.
    var file: [UInt8]
    var ifMatch: String?
    var form: RowForm
    var language: Language

    enum RowForm: String, Sendable {
        case json = "application/json"
        case ndjson = "application/x-ndjson"
        case csv = "text/csv"
    }

    func text(_ name: String) -> String? {
        if case .string(let text)? = parameters[name] ?? body[name] { text } else { nil }
    }

    func integer(_ name: String) -> Int? {
        if case .integer(let number)? = parameters[name] ?? body[name] { number } else { nil }
    }

    func flag(_ name: String) -> Bool {
        if case .bool(let flag)? = parameters[name] ?? body[name] { flag } else { false }
    }

    func texts(_ name: String) -> [String] {
        guard case .array(let items)? = body[name] else { return [] }
        return items.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }

    /// A day of the calendar; the schema has seen to its form alone.
    func day(_ name: String) throws(APIProblem) -> Day? {
        guard let text = text(name) else { return nil }
        guard let day = Day(text) else {
            throw APIProblem(.badRequest, .invalidParameter, detail: "\(name): \(text)")
        }
        return day
    }

    var limit: Int { integer("limit") ?? 100 }

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (Book) async throws -> Result
    ) async throws -> Result {
        try await server.desk.read(as: visitor.name, body)
    }

    func write<Result: Sendable>(
        _ body: @escaping @Sendable (Book) async throws -> Result
    ) async throws -> Result {
        try await server.desk.write(as: visitor.name, body)
    }

    // MARK: Cursors

    /// Where a page ended, sealed: nobody else can make one, and it fits its operation alone.
    func cursor(_ operation: String, after words: [String]) -> JSONValue {
        let bytes = JSONValue.array(words.map { .string($0) }).compact()
        return .string(
            Digest.hex(server.door.fields.seal(bytes, place: "cursor." + operation)))
    }

    func cursor(_ operation: String) throws(APIProblem) -> [String]? {
        guard let text = text("cursor") else { return nil }
        guard let sealed = Digest.bytes(hex: text),
            let bytes = server.door.fields.open(sealed, place: "cursor." + operation),
            case .array(let items)? = try? JSONReader.read(bytes)
        else { throw APIProblem(.badRequest, .invalidParameter, detail: "cursor") }
        return items.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }

    // MARK: Versions

    /// What the caller saw is what stands; without `isRequired` they need not say.
    func check(version tag: String, isRequired: Bool = false) throws(APIProblem) {
        guard let ifMatch else {
            if isRequired {
                throw APIProblem(
                    HTTPResponse.Status(code: 428), .preconditionRequired, detail: "If-Match")
            }
            return
        }
        let said = ifMatch.split(separator: ",").map { String($0.filter { $0 != " " }) }
        guard said.contains("*") || said.contains(tag) else {
            throw APIProblem(.preconditionFailed, .preconditionFailed, detail: tag)
        }
    }
}
