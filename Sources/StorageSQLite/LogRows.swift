package import Engine
import Foundation
import GRDB
import TransparencyLog

/// Leaves of the log in the transaction of the facts they record.
enum LogRows {
    static func append(_ fact: BookFact, to database: Database) throws {
        try database.executeCached(
            sql: """
                INSERT INTO log_leaf (position, fact, number, bytes)
                VALUES ((SELECT coalesce(max(position) + 1, 0) FROM log_leaf), ?, ?, ?)
                """,
            arguments: [fact.kind, fact.number, fact.leaf.blob])
    }

    static func leaves(_ database: Database, from first: Int, _ count: Int) throws -> [[UInt8]] {
        try Data.fetchAll(
            database,
            sql: "SELECT bytes FROM log_leaf WHERE position >= ? ORDER BY position LIMIT ?",
            arguments: [first, count]
        ).map { [UInt8]($0) }
    }

    /// How many leaves are handed on at a time: a run of a long history publishes in pieces.
    static let batch = 4096
}

extension BookDatabase {
    private var logFolder: String { folder + "/log" }

    /// Brings tiles and checkpoint up to what is committed. What is published is gone on with;
    /// where nothing is, everything is published anew.
    package func publish() throws(EngineError) {
        let count = try read("log") { database in
            try Int.fetchOne(database, sql: "SELECT count(*) FROM log_leaf") ?? 0
        }
        let published = try publishedCheckpoint()
        if let published, published.size == UInt64(count) { return }
        try publish(from: published)
    }

    /// Publishes every leaf anew over whatever is there.
    package func republish() throws(EngineError) { try publish(from: nil) }

    func checkpointBytes() throws(EngineError) -> [UInt8]? {
        let path = logFolder + "/" + LogFile.checkpoint
        guard SystemFile.exists(path) else { return nil }
        return try SystemFile.read(path, limit: TransparencyLog.noteLimit)
    }

    func publishedCheckpoint() throws(EngineError) -> TrustedCheckpoint? {
        guard let bytes = try checkpointBytes() else { return nil }
        return try logged { () throws(LogError) in
            try TrustedCheckpoint(bytes, key: key)
        }
    }

    private func publish(from published: TrustedCheckpoint?) throws(EngineError) {
        var builder = LogBuilder()
        if let published {
            let folder = logFolder
            builder = try logged { () throws(LogError) in
                try LogBuilder(size: published.size, root: published.root) {
                    (path) throws(LogError) in
                    guard let bytes = try? SystemFile.read("\(folder)/\(path)", limit: 1 << 25)
                    else { throw .missing(path: "\(path)") }
                    return bytes
                }
            }
        }
        var folders: Set<String> = []
        while true {
            let from = Int(builder.size)
            let leaves = try read("log") { try LogRows.leaves($0, from: from, LogRows.batch) }
            if leaves.isEmpty { break }
            for leaf in leaves {
                try logged { () throws(LogError) in _ = try builder.append(leaf) }
            }
            for file in builder.takeFiles() {
                let path = "\(logFolder)/\(file.path)"
                try BookFolder.makeFolders(of: "\(file.path)", in: logFolder, &folders)
                try DurableFile.write(file.bytes, to: path)
            }
        }
        guard let signer else { throw .book(.noKey(path: folder)) }
        try step(.publish) {
            let checkpoint = Checkpoint(
                origin: signer.key.name, size: builder.size, root: builder.root)
            let note = try logged { () throws(LogError) in try signer.sign(checkpoint) }
            try DurableFile.write(note.bytes, to: logFolder + "/" + LogFile.checkpoint)
        }
    }

    func logged<Result>(
        _ body: () throws(LogError) -> Result
    ) throws(EngineError) -> Result {
        do throws(LogError) { return try body() } catch {
            throw .book(.log(reason: "\(error)"))
        }
    }
}
