import Foundation
import Testing

@testable import Engine
@testable import Records
@testable import StorageSQLite

/// Another master key, another data key: cut off anywhere, two at once, and under a server.
@Suite struct KeyRotationTests {
    struct Broken: Error {}

    struct Failing: CustomStringConvertible, Sendable {
        var step: KeyStep
        var moment: CommitStep.Moment
        var description: String { "\(moment) \(step)" }
    }

    static let all = KeyStep.allCases.flatMap { step in
        CommitStep.Moment.allCases.map { Failing(step: step, moment: $0) }
    }

    @Test("a rotation that ends at any step leaves the old key or the new one", arguments: all)
    func broken(_ failing: Failing) async throws {
        let files = try await BookKeysTests.files()
        let before = try BookDatabase(folder: files.book, writes: false).checkKeys()
        #expect(throws: EngineError.self) {
            try BookDatabase(folder: files.book, writes: true).rotateMasterKey(to: nil) {
                step, moment in
                if step == failing.step, moment == failing.moment { throw Broken() }
            }
        }
        let held = try BookDatabase(folder: files.book, writes: false).checkKeys()
        let isCommitted =
            failing.step == .install || (failing.step == .commit && failing.moment == .after)
        #expect((held != before) == isCommitted)
        #expect(try files.audit().findings == [])
        // Saying it again ends with one key, under its name.
        let rotation = try BookDatabase(folder: files.book, writes: true).rotateMasterKey()
        #expect(rotation.from == held && rotation.to != held && rotation.rewrapped == 2)
        let names = try SystemFile.names(in: files.book) ?? []
        #expect(names.filter { $0.hasPrefix("server.key") } == ["server.key"])
        #expect(try MasterKeySource.read(files.book + "/server.key")?.id == rotation.to)
        #expect(try files.audit().findings == [])
        try await files.take(try files.payments("p9.csv", [.init("A8", "1.00")]))
        #expect(try files.audit().findings == [])
    }

    @Test("who has the book open goes on, through a new master key and a new data key")
    func underWay() async throws {
        let files = try await BookKeysTests.files()
        let server = try BookDatabase(folder: files.book, writes: false)
        let secret = try server.serverKey()
        let first = try #require(try server.importFact(number: 1))
        let raw = try server.rawBytes(of: first)
        _ = try BookDatabase(folder: files.book, writes: true).rotateMasterKey()
        let added = try BookDatabase(folder: files.book, writes: true).addDataKey(at: BookFiles.now)
        #expect(added.added == 3 && added.from == added.to)
        try await files.take(try files.payments("p9.csv", [.init("A8", "1.00")]))
        let late = try #require(try server.importFact(number: 3))
        let path = BookFolder.rawPath(files.book, late.sha256)
        let header = try SystemFile.read(path, limit: 1 << 20)
        #expect(SealedHeader(Array(header.prefix(64)), stored: header.count)?.key == 3)
        // The keys that it had, and the one that it did not.
        #expect(try server.rawBytes(of: first) == raw)
        #expect(try Digest.sha256(server.rawBytes(of: late)) == late.sha256)
        #expect(try server.serverKey() == secret)
        #expect(try files.audit().findings == [])
        #expect(
            try server.dataKeys().map { "\($0.number) \($0.purpose)" } == [
                "1 book", "2 server", "3 book",
            ])
    }

    @Test("two rotations at once are one after the other")
    func atOnce() async throws {
        let files = try await BookKeysTests.files()
        let folder = files.book
        let rotations = try await withThrowingTaskGroup(of: KeyRotation.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    try BookDatabase(folder: folder, writes: true).rotateMasterKey()
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let held = try BookDatabase(folder: folder, writes: false).checkKeys()
        #expect(rotations.filter { $0.to == held }.count == 1)
        #expect(Set(rotations.map(\.from)).count == 3 && Set(rotations.map(\.to)).count == 3)
        #expect(try files.audit().findings == [])
    }

    @Test("a key of the environment is changed by the file of another one")
    func environment() async throws {
        let files = try BookFiles()
        let first = MasterKeySource.digits(
            String(repeating: "0a", count: 32), variable: "MATCHBOOK_MASTER_KEY")
        try BookDatabase.create(
            folder: files.book,
            settings: { key in
                BookSettings(
                    merchant: "main", zone: "Asia/Shanghai", createdAt: BookFiles.now,
                    startsOn: nil, logKey: key)
            }, logName: "example.com/test", seed: Array(repeating: 7, count: 32),
            masterKey: first)
        #expect(try SystemFile.names(in: files.book)?.contains("server.key") == false)
        func open(_ source: MasterKeySource) throws -> BookDatabase {
            try BookDatabase(folder: files.book, writes: true, masterKey: source)
        }
        #expect(throws: EngineError.self) { try open(first).rotateMasterKey() }
        let path = files.folder + "/new.key"
        let (old, new) = (MasterKey(.init(repeating: 10, count: 32)), MasterKey(Array(0..<32)))
        try MasterKeySource.write(old, to: path)
        #expect(
            throws: EngineError.book(
                .masterKey(place: path, found: old.id, expected: "≠ \(old.id)"))
        ) { try open(first).rotateMasterKey(to: path) }
        try MasterKeySource.write(new, to: path)
        let rotation = try open(first).rotateMasterKey(to: path)
        #expect(rotation.file == nil && rotation.to == new.id)
        #expect(
            throws: EngineError.book(
                .masterKey(place: "MATCHBOOK_MASTER_KEY", found: old.id, expected: new.id))
        ) { try open(first).checkKeys() }
        #expect(try open(.file(path)).checkKeys() == new.id)
    }

    @Test("a backup has no master key, and comes back with it alone")
    func backup() async throws {
        let files = try await BookKeysTests.files()
        let (copy, back) = (files.folder + "/copy", files.folder + "/back")
        let source = MasterKeySource.book(files.book)
        let book = try BookDatabase(folder: files.book, writes: false)
        #expect(try book.backup(to: copy, withKey: true).findings == [])
        #expect(try SystemFile.names(in: copy)?.contains { $0.hasPrefix("server") } == false)
        let report = try BookDatabase.restore(copy, to: back)
        #expect(report.findings.map(\.part) == [.key] && !SystemFile.isFolder(back))
        #expect(try BookDatabase.restore(copy, to: back, masterKey: source).findings == [])
        let restored = try BookDatabase(folder: back, writes: false, masterKey: source)
        let fact = try #require(try restored.importFact(number: 1))
        #expect(try Digest.sha256(restored.rawBytes(of: fact)) == fact.sha256)
    }
}
