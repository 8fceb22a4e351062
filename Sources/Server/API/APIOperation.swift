import Engine
import HTTPTypes
import Hummingbird

/// One thing that programs may ask for. Routes, permissions, checks and the OpenAPI document all
/// come from the table of these.
struct APIOperation: Sendable {
    var id: String
    var method: HTTPRequest.Method
    /// Below /api/v1, "/breaks/{break}".
    var path: String
    var rule: AccessRule
    var summary: String
    var parameters: [Parameter] = []
    var body = Body.none
    /// What it answers with, and the status where it went well.
    var status = HTTPResponse.Status.ok
    var answer: Answer
    var act: @Sendable (APICall) async throws -> APIAnswer

    struct Parameter: Sendable {
        enum Place: String, Sendable { case path, query }
        var name: String
        var place: Place
        var schema: Schema
        var isRequired: Bool
        var text: String
    }

    enum Body: Sendable {
        case none
        case json(Schema)
        /// Bytes of a file.
        case file
    }

    enum Answer: Sendable {
        case json(Schema)
        /// JSON, or a stream of rows: application/x-ndjson and text/csv.
        case rows(Schema)
        case text
        /// One of these media types.
        case file([String])
    }

    static let base = "/api/v1"

    var isWrite: Bool { !method.isSafe }
}

extension APIOperation.Parameter {
    static func path(_ name: String, _ schema: Schema, _ text: String) -> Self {
        Self(name: name, place: .path, schema: schema, isRequired: true, text: text)
    }

    static func query(_ name: String, _ schema: Schema, _ text: String) -> Self {
        Self(name: name, place: .query, schema: schema, isRequired: false, text: text)
    }

    static func required(_ name: String, _ schema: Schema, _ text: String) -> Self {
        Self(name: name, place: .query, schema: schema, isRequired: true, text: text)
    }

    static let number = Schema.integer(1...1_000_000_000)
    static let cursor = query(
        "cursor", .string(.hexadecimal, length: 1...2000), "Where the page before ended: `next`.")
    static let limit = query(
        "limit", .integer(1...1000), "Rows of a page; 100 where it is not said.")
}
