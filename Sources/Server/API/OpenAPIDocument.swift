import Engine
import HTTPTypes
import Hummingbird
import Records
import Reports

/// The table of operations as OpenAPI 3.1 describes it.
enum OpenAPIDocument {
    static func value(_ operations: [APIOperation]) -> JSONValue {
        var paths: [JSONValue.Member] = []
        for operation in operations {
            let member = JSONValue.Member(
                operation.method.rawValue.lowercased(), item(operation))
            let path = APIOperation.base + operation.path
            if let place = paths.firstIndex(where: { $0.key == path }),
                case .object(let members) = paths[place].value
            {
                paths[place].value = .object(members + [member])
            } else {
                paths.append(.init(path, .object([member])))
            }
        }
        return .fields([
            "openapi": .string("3.1.0"),
            "info": .fields([
                "title": .string("Matchbook 对账簿"), "version": .string(Records.programVersion),
                "license": .fields(["name": .string("see LICENSE")]),
            ]),
            "servers": .array([.fields(["url": .string("/")])]),
            "security": .array([.fields(["token": .array([])])]),
            "paths": .object(paths),
            "components": .fields([
                "securitySchemes": .fields([
                    "token": .fields([
                        "type": .string("http"), "scheme": .string("bearer"),
                        "bearerFormat": .string("mb_…"),
                    ])
                ]),
                "schemas": .fields(["Problem": problem]),
            ]),
        ])
    }

    private static let problem = Schema.open([
        .must("type", .string()), .must("title", .string()), .must("status", .integer(400...599)),
        .must("detail", .string(length: 0...10_000)), .must("request", .string()),
    ]).json

    private static func item(_ operation: APIOperation) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("operationId", .string(operation.id)),
            .init("summary", .string(operation.summary)),
            .init("description", .string("Needs " + need(operation.rule) + ".")),
        ]
        var parameters = operation.parameters.map { parameter in
            JSONValue.fields([
                "name": .string(parameter.name), "in": .string(parameter.place.rawValue),
                "required": .bool(parameter.isRequired), "schema": parameter.schema.json,
                "description": .string(parameter.text),
            ])
        }
        if operation.isWrite {
            parameters.append(
                .fields([
                    "name": .string("Idempotency-Key"), "in": .string("header"),
                    "required": .bool(false),
                    "schema": Schema.string(.word, length: 1...KeptAnswer.keyLimit).json,
                    "description": .string(
                        "The same key and body are answered with the first answer."),
                ]))
        }
        if !parameters.isEmpty { members.append(.init("parameters", .array(parameters))) }
        switch operation.body {
        case .none: break
        case .json(let schema):
            members.append(.init("requestBody", body("application/json", schema.json)))
        case .file:
            members.append(.init("requestBody", body("application/octet-stream", .object([]))))
        }
        members.append(.init("responses", answers(operation)))
        return .object(members)
    }

    private static func need(_ rule: AccessRule) -> String {
        switch rule {
        case .open: "nothing"
        case .signedIn: "any account"
        case .needs(let permission): "`\(permission.rawValue)`"
        case .byWord(_, let needs):
            needs.sorted { $0.key < $1.key }.map { "\($0.key): `\($0.value.rawValue)`" }
                .joined(separator: ", ")
        case .confirmed(let permission):
            "`\(permission.rawValue)`; in a browser the password said within five minutes"
        }
    }

    private static func body(_ type: String, _ schema: JSONValue) -> JSONValue {
        .fields([
            "required": .bool(true),
            "content": .object([.init(type, .fields(["schema": schema]))]),
        ])
    }

    private static func answers(_ operation: APIOperation) -> JSONValue {
        var contents: [JSONValue.Member] = []
        switch operation.answer {
        case .json(let schema):
            contents = [.init("application/json", .fields(["schema": schema.json]))]
        case .rows(let schema):
            let text = JSONValue.fields(["schema": .fields(["type": .string("string")])])
            contents = [
                .init("application/json", .fields(["schema": schema.json])),
                .init(APICall.RowForm.ndjson.rawValue, text),
                .init(APICall.RowForm.csv.rawValue, text),
            ]
        case .text:
            contents = [
                .init("text/plain", .fields(["schema": .fields(["type": .string("string")])]))
            ]
        case .file(let types):
            contents = types.map { .init($0, .fields(["schema": .object([])])) }
        }
        var members: [JSONValue.Member] = [
            .init(
                "\(operation.status.code)",
                .fields(["description": .string("Done."), "content": .object(contents)]))
        ]
        let reference = JSONValue.fields(["$ref": .string("#/components/schemas/Problem")])
        for code in [
            "400", "401", "403", "404", "406", "409", "412", "413", "415", "422", "428",
            "429", "503",
        ] {
            members.append(
                .init(
                    code,
                    .fields([
                        "description": .string("A problem (RFC 9457)."),
                        "content": .object([
                            .init("application/problem+json", .fields(["schema": reference]))
                        ]),
                    ])))
        }
        return .object(members)
    }
}
