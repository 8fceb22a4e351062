import Matching
import Records

/// `manifest.json`: what went in, what came out, and by which program and definition.
package enum ManifestJSON {
    /// A file of the result folder.
    package struct Output: Sendable, Hashable {
        package var name: String
        package var sha256: String
        package var byteCount: Int
        /// Rows of a table without its header; nil for a document.
        package var rows: Int?

        package init(name: String, sha256: String, byteCount: Int, rows: Int? = nil) {
            self.name = name
            self.sha256 = sha256
            self.byteCount = byteCount
            self.rows = rows
        }
    }

    /// A file that was handed in, by the path from which `export` reads it again.
    package struct Input: Sendable, Hashable {
        package var path: String
        package var sha256: String
        package var byteCount: Int

        package init(path: String, sha256: String, byteCount: Int) {
            self.path = path
            self.sha256 = sha256
            self.byteCount = byteCount
        }
    }

    /// `onDemand`: tables that `matchbook export` writes because they are large. `further`: what
    /// the Engine needs to run the same again.
    package static func bytes(
        _ report: RunReport, inputs: [Input], outputs: [Output], onDemand: [String],
        further: [JSONValue.Member] = []
    ) -> [UInt8] {
        value(report, inputs: inputs, outputs: outputs, onDemand: onDemand, further: further)
            .pretty()
    }

    package static func value(
        _ report: RunReport, inputs: [Input], outputs: [Output], onDemand: [String],
        further: [JSONValue.Member]
    ) -> JSONValue {
        var members = [
            JSONValue.Member(
                "program",
                .fields([
                    "name": .string("matchbook"), "version": .string(report.programVersion),
                ])),
            JSONValue.Member("definition", StatementJSON.definition(report.definition)),
            JSONValue.Member("run_at", .string(report.time.rfc3339(in: report.zone))),
            JSONValue.Member("verdict", .string(report.verdict.name)),
            JSONValue.Member("inputs", .array(inputs.map(input))),
            JSONValue.Member("outputs", .array(outputs.map(output))),
            JSONValue.Member("on_demand", .array(onDemand.map(JSONValue.string))),
        ]
        members += further
        return .object(members)
    }

    private static func input(_ input: Input) -> JSONValue {
        .fields([
            "path": .string(input.path), "sha256": JSONValue.sha256(input.sha256),
            "fingerprint": JSONValue.fingerprint(input.sha256),
            "bytes": .integer(input.byteCount),
        ])
    }

    private static func output(_ output: Output) -> JSONValue {
        .fields([
            "name": .string(output.name), "sha256": .string(output.sha256),
            "bytes": .integer(output.byteCount),
            "rows": output.rows.map { .integer($0) } ?? .null,
        ])
    }
}
