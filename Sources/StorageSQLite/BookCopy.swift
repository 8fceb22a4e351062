package import Engine
import GRDB
import Glibc
import Records
import TransparencyLog

/// A copy of a book under another name until it is whole, verified and on the disk (docs/book.md,
/// "Backup"). The source may be written and read meanwhile: its database is copied as of one
/// moment, and what that moment names never changes.
struct BookCopy {
    private let source: BookDatabase
    private let target: String
    private let partial: String
    private let lock: WriteLock
    /// Called before each file; what it throws ends the copy.
    var onFile: (String) throws -> Void = { _ in }

    /// Bytes that are read and written at a time.
    private static let piece = 1 << 20

    /// The target is an empty folder or none. What a killed copy left beside it is removed.
    init(of source: BookDatabase, to target: String) throws(EngineError) {
        self.source = source
        var path = target
        while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.target = path
        if let names = try SystemFile.names(in: path), !names.isEmpty {
            throw .book(.bookExists(path: path))
        }
        if !SystemFile.isFolder(path), SystemFile.exists(path) {
            throw .book(.bookExists(path: path))
        }
        partial = path + DurableFile.partialSuffix
        try SystemFile.makeFolder(partial)
        lock = try WriteLock(partial)
        try BookFolder.clear(partial, except: [WriteLock.fileName])
        for name in ["files", "segments", "segments/index", "log"] {
            try SystemFile.makeFolder(partial + "/" + name)
        }
    }

    /// The copy's audit; where it has findings, nothing is kept.
    func make(withKey: Bool, _ progress: RunProgress) throws(EngineError) -> BookReport {
        do throws(EngineError) {
            // Before the database: a checkpoint is published after what it signs.
            let checkpoint = try source.checkpointBytes()
            try copyDatabase()
            let catalogue = try Catalogue(partial)
            try copyFiles(catalogue, progress)
            if let checkpoint { try publish(checkpoint, catalogue) }
            if withKey { try copyKey() }
            // Else its files would be left beside the copy's database.
            try catalogue.close()
            let report = try BookDatabase(
                folder: partial, writes: false, masterKey: source.keySource
            ).audit(progress)
            guard report.findings.isEmpty else {
                try BookFolder.remove(partial)
                return report
            }
            try BookFolder.sync(partial)
            BookFolder.removeIfThere(partial + "/" + WriteLock.fileName)
            try BookFolder.rename(partial, to: target)
            return report
        } catch {
            try? BookFolder.remove(partial)
            throw error
        }
    }

    private func copyDatabase() throws(EngineError) {
        try look(BookDatabase.databaseName)
        do {
            let copy = try DatabaseQueue(path: partial + "/" + BookDatabase.databaseName)
            try source.queue.backup(to: copy)
            try copy.close()
        } catch {
            throw BookDatabase.failure("backup", error)
        }
    }

    /// What the copied database names.
    private struct Catalogue {
        var raw: [String] = []
        var segments: [Int: [UInt8]] = [:]
        var runs: Set<Int> = []
        let queue: DatabaseQueue

        init(_ folder: String) throws(EngineError) {
            do {
                let queue = try DatabaseQueue(path: folder + "/" + BookDatabase.databaseName)
                (raw, segments, runs) = try queue.read { database in
                    (
                        try String.fetchAll(
                            database,
                            sql: """
                                SELECT sha256 FROM import UNION
                                SELECT digest FROM break_note WHERE digest IS NOT NULL
                                """),
                        try BookDatabase.sealed(database), try BookDatabase.matched(database)
                    )
                }
                self.queue = queue
            } catch {
                throw BookDatabase.failure("backup", error)
            }
        }

        func close() throws(EngineError) {
            do { try queue.close() } catch { throw BookDatabase.failure("backup", error) }
        }
    }

    private func copyFiles(
        _ catalogue: Catalogue, _ progress: RunProgress
    ) throws(EngineError) {
        for sha256 in catalogue.raw {
            let folder = FilePath.folder(BookFolder.rawPath(partial, sha256))
            try SystemFile.makeFolder(folder)
            try copy(
                BookFolder.rawPath(source.folder, sha256), BookFolder.rawPath(partial, sha256))
        }
        progress.step("segments")
        let names =
            catalogue.segments.keys.sorted().map { "\($0).entries" }
            + catalogue.runs.sorted().map { "\($0).matches" }
        for name in names {
            try copy("\(source.folder)/segments/\(name)", "\(partial)/segments/\(name)")
        }
        // An index may be merged away while it is copied: it is made again from the entries.
        for name in try SystemFile.names(in: source.folder + "/segments/index") ?? [] {
            let path = "segments/index/\(name)"
            do throws(EngineError) {
                try copy("\(source.folder)/\(path)", "\(partial)/\(path)")
            } catch {
                if SystemFile.exists("\(source.folder)/\(path)") { throw error }
            }
        }
        _ = try BookDatabase.faulty { () throws(SegmentFault) in
            try Segments(folder: partial + "/segments", writes: true, keys: source.keys)
                .recover(segments: catalogue.segments, runs: catalogue.runs)
        }
    }

    private func look(_ path: String) throws(EngineError) {
        do { try onFile(path) } catch { throw BookDatabase.failure("backup", error) }
    }

    private func copy(
        _ from: String, _ to: String, mode: mode_t = 0o644
    ) throws(EngineError) {
        try look(to)
        let input = unsafe open(from, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw SystemFile.failure(from, .open) }
        defer { close(input) }
        let output = unsafe open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard output >= 0 else { throw SystemFile.failure(to, .open) }
        defer { close(output) }
        var bytes = [UInt8](repeating: 0, count: BookCopy.piece)
        while true {
            let got = unsafe read(input, &bytes, bytes.count)
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw SystemFile.failure(from, .read) }
            if got == 0 { break }
            var written = 0
            while written < got {
                let count = unsafe bytes.withUnsafeBytes { buffer in
                    unsafe write(output, buffer.baseAddress! + written, got - written)
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw SystemFile.failure(to, .write) }
                written += count
            }
        }
        guard fsync(output) == 0 else { throw SystemFile.failure(to, .sync) }
    }

    private func copyKey() throws(EngineError) {
        let name = "/" + BookDatabase.keyName
        try copy(source.folder + name, partial + name, mode: 0o600)
    }

    // MARK: The log

    /// The tiles under the checkpoint, made again from the leaves.
    private func publish(_ note: [UInt8], _ catalogue: Catalogue) throws(EngineError) {
        let key = source.key
        let size = try source.logged { () throws(LogError) in
            try TrustedCheckpoint(note, key: key).size
        }
        var builder = LogBuilder()
        var folders: Set<String> = []
        while builder.size < size {
            let from = Int(builder.size)
            let count = min(LogRows.batch, Int(size) - from)
            let leaves: [[UInt8]]
            do {
                leaves = try catalogue.queue.read { try LogRows.leaves($0, from: from, count) }
            } catch {
                throw BookDatabase.failure("backup", error)
            }
            // The audit says what is wrong with such a log.
            if leaves.isEmpty { break }
            for leaf in leaves {
                try source.logged { () throws(LogError) in _ = try builder.append(leaf) }
            }
            for file in builder.takeFiles()
            where builder.size == size || file.path.width == TransparencyLog.tileWidth {
                let path = "\(partial)/log/\(file.path)"
                try look(path)
                try BookFolder.makeFolders(of: "\(file.path)", in: partial + "/log", &folders)
                try DurableFile.write(file.bytes, to: path)
            }
        }
        try DurableFile.write(note, to: partial + "/log/" + LogFile.checkpoint)
    }
}

extension BookDatabase {
    /// Copies the book into a folder that is empty or not there: as of one moment, verified, and
    /// whole or not at all. Answers with the audit of the copy; where it has findings, no copy was
    /// kept.
    package func backup(
        to folder: String, withKey: Bool, _ progress: RunProgress = .silent
    ) throws(EngineError) -> BookReport {
        if withKey, signer == nil { throw .book(.noKey(path: self.folder)) }
        return try BookCopy(of: self, to: folder).make(withKey: withKey, progress)
    }

    /// A book again from its backup, with the log's key where the backup has one. The master key is
    /// in no backup: `masterKey` opens what is to be verified.
    package static func restore(
        _ backup: String, to folder: String, masterKey: MasterKeySource? = nil,
        _ progress: RunProgress = .silent
    ) throws(EngineError) -> BookReport {
        let book = try BookDatabase(folder: backup, writes: false, masterKey: masterKey)
        return try BookCopy(of: book, to: folder).make(withKey: book.signer != nil, progress)
    }
}

extension BookDatabase {
    /// Whether the log's key is in a book's folder.
    package static func hasKey(_ folder: String) -> Bool {
        SystemFile.exists(folder + "/" + keyName)
    }
}
