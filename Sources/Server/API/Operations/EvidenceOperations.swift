import Engine
import HTTPTypes
import Records
import Reports
import TransparencyLog

/// What became of a reference, and the proof of it.
enum EvidenceOperations {
    static let all: [APIOperation] = [
        APIOperation(
            id: "getTrace", method: .get, path: "/trace", rule: .needs(.read),
            summary: "All that the book knows of a reference: entries, matches, breaks, decisions, "
                + "postings, and one timeline.",
            parameters: [reference],
            answer: .json(
                .open([
                    .must("reference", .string()), .must("complete", .boolean),
                    .must("entries", .array(.open([]))), .must("matches", .array(.open([]))),
                    .must("breaks", .array(.open([]))), .must("decisions", .array(.open([]))),
                    .must("postings", .array(.open([]))), .must("timeline", .array(.open([]))),
                ]))
        ) { call in
            let text = call.text("reference") ?? ""
            let (trace, zone) = try await call.read {
                (try BookTracer.trace(text, in: $0), try $0.zone)
            }
            if trace.isEmpty { throw APIProblem.notFound("reference \(text)") }
            return .json(trace.json(zone))
        },
        APIOperation(
            id: "search", method: .get, path: "/search", rule: .needs(.read),
            summary: "Entries by a whole reference, breaks by how a reference or their id begins.",
            parameters: [.required("q", .string(.line, length: 1...200), "What is looked for.")],
            answer: .json(
                .open([
                    .must("complete", .boolean), .must("entries", .array(.open([]))),
                    .must("breaks", .array(.open([]))),
                ]))
        ) { call in
            let text = call.text("q") ?? ""
            return .json(try await call.read { try BookSearch([text], in: $0).json($0.zone) })
        },
        APIOperation(
            id: "getProof", method: .get, path: "/proof", rule: .needs(.reveal),
            summary: "A bundle that matchbook-verify checks offline.", parameters: [reference],
            answer: .text
        ) { call in
            let text = call.text("reference") ?? ""
            return .text(
                try await call.read {
                    String(decoding: try TracePage.proof(text, $0), as: UTF8.self)
                })
        },
        APIOperation(
            id: "getLeaf", method: .get, path: "/log/leaves/{index}", rule: .needs(.read),
            summary: "A leaf of the log with its audit path to the checkpoint's root (RFC 9162).",
            parameters: [.path("index", .integer(0...1_000_000_000_000), "Its place, from 0.")],
            answer: .json(
                .open([
                    .must("index", .integer(0...Int.max)),
                    // 65,535 bytes (`TransparencyLog.leafLimit`) in base64.
                    .must("leaf", .string(length: 0...87_380)),
                    .must("tree_size", .integer(1...Int.max)), .must("root", .string()),
                    .must("path", .array(.string())),
                ]))
        ) { call in
            let index = UInt64(call.integer("index") ?? 0)
            return .json(try await call.read { try leaf(index, $0) })
        },
    ]

    private static let reference = APIOperation.Parameter.required(
        "reference", .string(.line, length: 1...200),
        "Number of an order, trade, refund, payout or chain transaction.")

    /// `leaf`, `root` and `path` are base64.
    private static func leaf(_ index: UInt64, _ book: Book) throws -> JSONValue {
        let log = FolderLog(of: book)
        guard let note = try log.note() else { throw APIProblem.notFound("leaf \(index)") }
        let trusted = try TrustedCheckpoint(note, key: VerifierKey(book.settings.logKey))
        guard index < trusted.size,
            let found = try log.leaves(index..<index + 1, size: trusted.size).first
        else { throw APIProblem.notFound("leaf \(index)") }
        let proof = try TileNodes(size: trusted.size) { path throws(LogError) in
            try log.tile(path)
        }.inclusionProof(of: index, in: trusted.size)
        return .fields([
            "index": .integer(Int(index)), "leaf": .string(Base64.encode(found.bytes)),
            "tree_size": .integer(Int(trusted.size)), "root": .string(trusted.root.base64),
            "path": .array(proof.path.map { .string($0.base64) }),
        ])
    }
}
