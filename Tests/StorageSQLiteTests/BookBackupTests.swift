import Foundation
import Synchronization
import Testing

@testable import Engine
@testable import Records
@testable import Resolution
@testable import StorageSQLite

/// Copies of a book: whole, verified, or not there.
@Suite struct BookBackupTests {
    struct Broken: Error {}

    static func names(_ folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    }

    @Test(
        "a copy verifies, lacks the key, and comes back as a book that goes on",
        arguments: [
            false, true,
        ])
    func roundTrip(withKey: Bool) async throws {
        let files = try await BookTraceTests.files()
        let (copy, back) = (files.folder + "/copy/", files.folder + "/back")
        let report = try BookDatabase(folder: files.book, writes: false)
            .backup(to: copy, withKey: withKey)
        #expect(report.findings == [] && report.files == 5)
        let names = try Self.names(copy)
        #expect(names.contains("log.key") == withKey)
        #expect(!names.contains { $0.hasSuffix("-wal") || $0.hasSuffix("-shm") }, "\(names)")
        #expect(!names.contains { $0.hasSuffix(".partial") || $0.hasSuffix(".lock") }, "\(names)")
        let master = MasterKeySource.book(files.book)
        #expect(try BookDatabase.restore(copy, to: back, masterKey: master).findings == [])
        #expect(BookDatabase.hasKey(back) == withKey)
        if !withKey {
            #expect(throws: EngineError.book(.noKey(path: back))) {
                try BookDatabase(folder: back, writes: true)
            }
            try FileManager.default.copyItem(
                atPath: files.book + "/log.key", toPath: back + "/log.key")
        }
        try FileManager.default.copyItem(
            atPath: files.book + "/server.key", toPath: back + "/server.key")
        // The same work on both ends in the same log.
        let late = try files.payments("p9.csv", [.init("A8", "1.00")])
        var heads: [String] = []
        for folder in [files.book, back] {
            let book = try Book(
                BookDatabase(folder: folder, writes: true), actor: "wang", now: BookFiles.now)
            _ = try await BookImport(book).importFile(late)
            let plan = try await BookRun(book, through: Day("2026-06-01")).plan()
            try plan.run.commit(plan)
        }
        for folder in [files.book, back] {
            let report = try BookDatabase(folder: folder, writes: false).audit()
            #expect(report.findings == [])
            heads.append(report.checkpoint)
        }
        #expect(heads[0] == heads[1])
    }

    @Test("a folder that holds something is left alone")
    func occupied() async throws {
        let files = try await BookTraceTests.files()
        let target = files.folder + "/there"
        try FileManager.default.createDirectory(
            atPath: target + "/mine", withIntermediateDirectories: true)
        let book = try BookDatabase(folder: files.book, writes: false)
        #expect(throws: EngineError.book(.bookExists(path: target))) {
            try book.backup(to: target, withKey: false)
        }
        #expect(throws: EngineError.book(.bookExists(path: target))) {
            try BookDatabase.restore(files.book, to: target)
        }
        #expect(try Self.names(target) == ["mine"])
    }

    @Test("a copy that ends at any file leaves nothing, and can be made again")
    func broken() async throws {
        let files = try await BookTraceTests.files()
        let target = files.folder + "/copy"
        var failed = 0
        while true {
            let hits = Mutex(0)
            let end = failed
            var copy = try BookCopy(
                of: BookDatabase(folder: files.book, writes: false), to: target)
            copy.onFile = { _ in
                let count = hits.withLock { hits in
                    hits += 1
                    return hits
                }
                if count > end { throw Broken() }
            }
            do { _ = try copy.make(withKey: true, .silent) } catch {
                failed += 1
                let left = try FileManager.default.contentsOfDirectory(atPath: files.folder)
                #expect(!left.contains { $0.hasPrefix("copy") }, "\(left)")
                continue
            }
            break
        }
        // Database, five raw files, five segments, a run's matches, the log and the key at least.
        #expect(failed > 12)
        let whole = try BookDatabase(
            folder: target, writes: true, masterKey: .book(files.book))
        #expect(try whole.audit().findings == [])
    }

    @Test("what was left by a killed copy does not stand in the way")
    func leftover() async throws {
        let files = try await BookTraceTests.files()
        let target = files.folder + "/copy"
        try FileManager.default.createDirectory(
            atPath: target + ".partial/files/ab", withIntermediateDirectories: true)
        try Data([1]).write(to: URL(filePath: target + ".partial/files/ab/x.z"))
        let report = try BookDatabase(folder: files.book, writes: false)
            .backup(to: target, withKey: false)
        #expect(report.findings == [])
        #expect(try !Self.names(target).contains("files/ab/x.z"))
    }

    @Test(
        "a backup that was damaged is not restored",
        arguments: [
            "segments/1.entries", "segments/1.matches", "book.db", "files",
        ])
    func damaged(_ name: String) async throws {
        let files = try await BookTraceTests.files()
        let (copy, back) = (files.folder + "/copy", files.folder + "/back")
        _ = try BookDatabase(folder: files.book, writes: false).backup(to: copy, withKey: true)
        let path = try #require(
            try Self.names(copy).first {
                name == "files" ? $0.hasSuffix(".z") : $0 == name
            })
        var bytes = try Data(contentsOf: URL(filePath: copy + "/" + path))
        for place in stride(from: bytes.count / 3, to: bytes.count, by: 5) { bytes[place] ^= 0x11 }
        try bytes.write(to: URL(filePath: copy + "/" + path))
        do {
            let master = MasterKeySource.book(files.book)
            let report = try BookDatabase.restore(copy, to: back, masterKey: master)
            #expect(!report.findings.isEmpty)
            #expect(!report.findings.contains { $0.part == .key })
        } catch {}
        #expect(!FileManager.default.fileExists(atPath: back))
    }

    @Test(
        "while it is copied, others write: the copy is of one moment",
        arguments: [("book.db", 2), ("1.entries", 1)])
    func concurrent(_ moment: String, _ decisions: Int) async throws {
        let files = try await BookTraceTests.files()
        try await files.take(try files.orders("o9.csv", [.init("A9", "1.00")]))
        try await files.run("2026-06-01")
        let target = files.folder + "/copy"
        var copy = try BookCopy(
            of: BookDatabase(folder: files.book, writes: false), to: target)
        copy.onFile = { path in
            // After the checkpoint was read, or after the database was copied.
            if path.hasSuffix(moment) { _ = try BookDecisionTests.decide(files, .writeOff, "A9") }
        }
        #expect(try copy.make(withKey: false, .silent).findings == [])
        #expect(try files.open().store.numbers().decision == 2)
        let book = try BookDatabase(folder: target, writes: false)
        #expect(try book.numbers().decision == decisions)
    }
}
