package import Engine
import GRDB
import Glibc
import Records
import TransparencyLog

/// A book in a folder: SQLite, the raw files and the segments (docs/book.md).
package final class BookDatabase: BookStore, Sendable {
    package let folder: String
    let queue: DatabaseQueue
    let segments: Segments
    /// Nil where log.key is not there: such a book is read, not written.
    let signer: NoteSigner?
    /// What checkpoints are signed with.
    let key: VerifierKey
    /// What opens the data keys.
    let keySource: MasterKeySource
    /// The data keys: raw files, attachments and texts of segments are sealed under them.
    let keys: KeyRing
    /// Called before and after each step of a commit; what it throws is the step's failure.
    let onStep: @Sendable (CommitStep, CommitStep.Moment) throws -> Void
    /// Held by the one command that writes.
    private let lock: WriteLock?

    package static let databaseName = "book.db"
    static let keyName = "log.key"

    /// Opens the book in a folder. `writes` waits up to `WriteLock.patience` for others to end. The
    /// master key is asked for when something sealed is; nil: `server.key` in the folder.
    package convenience init(
        folder: String, writes: Bool, masterKey: MasterKeySource? = nil
    ) throws(EngineError) {
        try self.init(folder: folder, writes: writes, masterKey: masterKey, onStep: { _, _ in })
    }

    init(
        folder: String, writes: Bool, masterKey: MasterKeySource? = nil,
        onStep: @escaping @Sendable (CommitStep, CommitStep.Moment) throws -> Void
    ) throws(EngineError) {
        let path = folder + "/" + BookDatabase.databaseName
        guard SystemFile.exists(path) else { throw .book(.noBook(path: folder)) }
        self.folder = folder
        self.onStep = onStep
        lock = writes ? try WriteLock(folder) : nil
        queue = try BookDatabase.connect(path)
        keySource = masterKey ?? .book(folder)
        let keys = BookDatabase.ring(queue, keySource)
        self.keys = keys
        let signer = try BookDatabase.signer(folder)
        if writes, signer == nil { throw .book(.noKey(path: folder)) }
        self.signer = signer
        if let signer {
            key = signer.key
        } else {
            key = try BookDatabase.logKey(queue)
        }
        segments = try BookDatabase.faulty { () throws(SegmentFault) in
            try Segments(folder: folder + "/segments", writes: writes, keys: keys)
        }
        try BookMigrations.check(queue)
        try recover(writes: writes)
    }

    private static func connect(_ path: String) throws(EngineError) -> DatabaseQueue {
        var configuration = Configuration()
        configuration.journalMode = .wal
        // A reader waits for a writer's moment of commit, not for its work.
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            // What is reported as done is on the disk.
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        do {
            return try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            throw failure("open", error)
        }
    }

    /// Makes a book in a folder that is empty or not there.
    package static func create(
        folder: String, settings: (_ logKey: String) -> BookSettings, logName: String,
        seed: [UInt8], masterKey: MasterKeySource? = nil
    ) throws(EngineError) {
        if let names = try SystemFile.names(in: folder), !names.isEmpty {
            throw .book(.bookExists(path: folder))
        }
        try BookFolder.make(folder)
        guard let signer = NoteSigner(name: logName, seed: seed) else {
            throw .book(.log(reason: "the log's name \(logName)"))
        }
        try BookFolder.writeKey(seed, name: logName, to: folder + "/" + keyName)
        let source = masterKey ?? .book(folder)
        let master = try source.first()
        // Under another name until it is whole: a folder with book.db is a book.
        let path = folder + "/" + databaseName
        let partial = folder + "/.new.db"
        do {
            let queue = try connect(partial)
            try BookMigrations.migrate(queue)
            let settings = settings(signer.key.description)
            do {
                try queue.write { database in
                    try database.execute(
                        sql: """
                            INSERT INTO book (id, merchant, zone, created_at, starts_on, log_key)
                            VALUES (1, ?, ?, ?, ?, ?)
                            """,
                        arguments: [
                            settings.merchant, settings.zone, settings.createdAt.microseconds,
                            settings.startsOn?.number, settings.logKey,
                        ])
                    try addKeys(database, at: settings.createdAt, master)
                    try LogRows.append(.book(settings), to: database)
                }
                try queue.close()
            } catch {
                throw failure("create", error)
            }
        }
        try BookFolder.rename(partial, to: path)
        for name in ["-wal", "-shm"] { BookFolder.removeIfThere(partial + name) }
        let book = try BookDatabase(folder: folder, writes: true, masterKey: source)
        try book.publish()
    }

    private static func signer(_ folder: String) throws(EngineError) -> NoteSigner? {
        guard SystemFile.exists(folder + "/" + keyName) else { return nil }
        let (name, seed) = try BookFolder.readKey(folder + "/" + keyName)
        guard let signer = NoteSigner(name: name, seed: seed) else {
            throw .book(.log(reason: keyName))
        }
        return signer
    }

    private static func logKey(_ queue: DatabaseQueue) throws(EngineError) -> VerifierKey {
        let text: String?
        do {
            text = try queue.read { try String.fetchOne($0, sql: "SELECT log_key FROM book") }
        } catch {
            throw failure("settings", error)
        }
        do throws(LogError) { return try VerifierKey(text ?? "") } catch {
            throw .book(.log(reason: "\(error)"))
        }
    }

    /// Takes away what a crash left, and publishes what it did not get to. A reader only learns
    /// which segments to believe. What cannot be read is told of by `audit`, not here.
    private func recover(writes: Bool) throws(EngineError) {
        let (known, matched) = try read("catalogue") { database in
            (try BookDatabase.sealed(database), try BookDatabase.matched(database))
        }
        _ = try faulty { () throws(SegmentFault) in
            try segments.recover(segments: known, runs: matched)
        }
        if writes { try publish() }
    }

    /// The SHA-256 of every segment of entries.
    static func sealed(_ database: Database) throws -> [Int: [UInt8]] {
        var sealed: [Int: [UInt8]] = [:]
        for row in try Row.fetchAll(
            database, sql: "SELECT number, segment FROM statement WHERE segment IS NOT NULL")
        {
            sealed[row["number"]] = SegmentSeal(sha256: row["segment"], merkleRoot: "").digest
        }
        return sealed
    }

    /// Runs with matches; those too that were taken back: their numbers are not given again.
    static func matched(_ database: Database) throws -> Set<Int> {
        try Int.fetchSet(database, sql: "SELECT number FROM run WHERE match_count > 0")
    }

    // MARK: Errors

    func read<Result>(
        _ operation: String, _ body: (Database) throws -> Result
    ) throws(EngineError) -> Result {
        do { return try queue.read(body) } catch {
            throw BookDatabase.failure(operation, error)
        }
    }

    func write(
        _ operation: String, _ body: (Database) throws -> Void
    ) throws(EngineError) {
        do {
            try queue.write { database in
                try body(database)
                try onStep(.commit, .before)
            }
            try onStep(.commit, .after)
        } catch {
            throw BookDatabase.failure(operation, error)
        }
    }

    /// SQLite's own words; statements and their arguments are left out, for they hold what is
    /// nobody's business.
    static func failure(_ operation: String, _ error: any Error) -> EngineError {
        switch error {
        case let error as EngineError: error
        case let error as SegmentFault: fault(error)
        case let error as DatabaseError:
            .book(
                .database(
                    operation: operation,
                    reason: "\(error.extendedResultCode.rawValue) \(error.message ?? "")"))
        default: .book(.database(operation: operation, reason: "\(error)"))
        }
    }

    static func faulty<Result>(
        _ body: () throws(SegmentFault) -> Result
    ) throws(EngineError) -> Result {
        do throws(SegmentFault) { return try body() } catch {
            throw fault(error)
        }
    }

    /// What keeps a text from being opened is said as it is.
    private static func fault(_ fault: SegmentFault) -> EngineError {
        if case .locked(_, let error) = fault { return error }
        return .book(.segment(name: "", reason: "\(fault)"))
    }

    func faulty<Result>(
        _ body: () throws(SegmentFault) -> Result
    ) throws(EngineError) -> Result {
        try BookDatabase.faulty(body)
    }

    func step(_ step: CommitStep, _ body: () throws -> Void) throws(EngineError) {
        do {
            try onStep(step, .before)
            try body()
            try onStep(step, .after)
        } catch {
            throw BookDatabase.failure("\(step)", error)
        }
    }
}
