import Engine
import Foundation
import Hummingbird
import Records
import Reports
import TransparencyLog

/// The log: its checkpoint, its leaves, and the proof that one of them is in it.
struct EvidencePage: Sendable {
    let pages: Pages

    /// Leaves of a page.
    private static let limit: UInt64 = 50

    func register(on router: Router<PageContext>) {
        router.get("evidence") { request, context -> Response in
            try await pages.show(
                "evidence", Words("存证", "存證", "Evidence"), request, context
            ) { try EvidencePage.model($0) }
        }
        router.get("evidence/{index}") { request, context -> Response in
            let index = context.parameters.get("index").flatMap { UInt64($0) }
            return try await pages.show(
                "leaf", Words("存证条目", "存證條目", "Leaf of the log"), request, context
            ) { try EvidencePage.leaf($0, index ?? .max) }
        }
    }

    /// The checkpoint, where its signature holds: the text of another is ignored.
    private static func checkpoint(
        _ log: FolderLog, _ reading: Pages.Reading
    ) throws -> TrustedCheckpoint? {
        guard let note = try log.note() else { return nil }
        return try TrustedCheckpoint(
            note, key: VerifierKey(reading.book.settings.logKey))
    }

    private static func fields(_ trusted: TrustedCheckpoint) -> JSONValue {
        .fields([
            "origin": .string(trusted.checkpoint.origin),
            "size": .string(Show.count(Int(trusted.size))), "root": .string(trusted.root.base64),
            "key": .string("\(trusted.key)"),
            "note": .string(String(decoding: trusted.note.bytes, as: UTF8.self)),
        ])
    }

    private static func model(_ reading: Pages.Reading) throws -> JSONValue {
        let log = FolderLog(of: reading.book)
        guard let checkpoint = try checkpoint(log, reading), checkpoint.size > 0 else {
            return .fields(["none": .bool(true)])
        }
        let size = checkpoint.size
        let asked = reading.query["before"].flatMap { UInt64($0) } ?? size
        let end = min(max(asked, 1), size)
        let start = end > limit ? end - limit : 0
        let leaves = try log.leaves(start..<end, size: size)
        return .fields([
            "checkpoint": fields(checkpoint),
            "leaves": .list(leaves.reversed()) { row($0.index, $0.bytes, reading) },
            "older": start > 0 ? .string("/evidence?before=\(start)") : .null,
            "newer": end < size
                ? .string("/evidence?before=\(min(end + limit, size))") : .null,
        ])
    }

    /// What a leaf says of itself; all of ours are JSON with the word `fact`.
    private static func row(
        _ index: UInt64, _ bytes: [UInt8], _ reading: Pages.Reading
    ) -> JSONValue {
        let object =
            (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] ?? [:]
        let fact = object["fact"] as? String ?? ""
        let number = (object["number"] as? Int).map { "\($0)" } ?? ""
        let at = (object["at"] as? Int).map {
            Show.moment(Instant(microseconds: Int64($0)), reading.zone)
        }
        return .fields([
            "index": .integer(Int(index)), "fact": .string(word(fact, reading)),
            "number": .string(number), "at": .optional(at),
            "actor": .optional(object["actor"] as? String),
            "name": .optional(
                object["name"] as? String ?? object["file"] as? String
                    ?? object["memo"] as? String ?? object["reason"] as? String),
        ])
    }

    private static func word(_ fact: String, _ reading: Pages.Reading) -> String {
        switch fact {
        case "book": reading.say("账簿", "帳簿", "book")
        case "definition": reading.say("规则", "規則", "rules")
        case "import": reading.say("导入", "匯入", "import")
        case "statement": reading.say("账单", "帳單", "statement")
        case "run": reading.say("对账", "對帳", "run")
        case "decision": reading.say("决定", "決定", "decision")
        case "posting": reading.say("分录", "分錄", "posting")
        case "note": reading.say("备注", "備註", "note")
        case "undo": reading.say("撤销", "撤銷", "undo")
        case "reveal": reading.say("查看", "檢視", "reveal")
        case "close": reading.say("封账", "封帳", "close")
        default: fact
        }
    }

    private static func isEmpty(_ value: Any?) -> Bool {
        value == nil || value is NSNull || value as? String == ""
    }

    private static func leaf(_ reading: Pages.Reading, _ index: UInt64) throws -> JSONValue {
        let log = FolderLog(of: reading.book)
        guard let checkpoint = try checkpoint(log, reading), index < checkpoint.size,
            let found = try log.leaves(index..<index + 1, size: checkpoint.size).first
        else { throw EngineError.book(.unknown(kind: "leaf", name: "\(index)")) }
        let proof = try TileNodes(size: checkpoint.size) { path throws(LogError) in
            try log.tile(path)
        }.inclusionProof(of: index, in: checkpoint.size)
        let hash = TreeHash.leaf(found.bytes)
        let isIncluded = (try? proof.verify(hash, root: checkpoint.root)) != nil
        let object =
            (try? JSONSerialization.jsonObject(with: Data(found.bytes))) as? [String: Any] ?? [:]
        let check = JSONValue.fields([
            "index": .integer(Int(index)), "size": .integer(Int(checkpoint.size)),
            "leaf": .string(Base64.encode(found.bytes)),
            "path": .list(proof.path) { .string($0.base64) },
            "root": .string(checkpoint.root.base64),
        ])
        return .merged(
            row(index, found.bytes, reading),
            .fields([
                "checkpoint": fields(checkpoint),
                "hash": .string(hash.base64), "included": .bool(isIncluded),
                "path_hashes": .list(proof.path) { .string($0.base64) },
                "text": .string(String(decoding: found.bytes, as: UTF8.self)),
                "members": .list(object.keys.sorted().filter { !isEmpty(object[$0]) }) { key in
                    .fields(["key": .string(key), "value": .string("\(object[key]!)")])
                },
                "check": check.script,
                "previous": index > 0 ? .string("/evidence/\(index - 1)") : .null,
                "next_leaf": index + 1 < checkpoint.size
                    ? .string("/evidence/\(index + 1)") : .null,
            ]))
    }
}
