import Foundation
import Testing

@testable import Engine
@testable import Records
@testable import StorageSQLite

/// What stands sealed in a book, and the keys it is sealed under.
@Suite struct BookKeysTests {
    static let planted = ["赵钱孙李", "payer-zhao@example.net", "会员月卡备注甲", "KAMI-7F3A-PLANTED-9921"]

    /// Two files that name persons, goods and a card, and a run over them.
    static func files() async throws -> BookFiles {
        let files = try BookFiles()
        try files.make()
        try await files.take(
            try files.write(
                "o.csv",
                [
                    "order_id,amount,currency,status,created_at,channel,buyer,goods,card_secret",
                    "A1,5.00,CNY,paid,2026-06-01 12:00:00,alipay,\(planted[0]),\(planted[2]),"
                        + planted[3],
                    "A2,6.00,CNY,paid,2026-06-01 12:01:00,alipay,\(planted[0]),\(planted[2]),",
                ]),
            try files.write(
                "p.csv",
                [
                    "transaction_id,order_id,amount,currency,status,paid_at,payer,goods",
                    "T1,A1,5.00,CNY,paid,2026-06-01 12:00:00,\(planted[1]),\(planted[2])",
                    "T3,A3,7.00,CNY,paid,2026-06-01 12:02:00,\(planted[1]),\(planted[2])",
                ]))
        try await files.run("2026-06-01")
        return files
    }

    private static func reading(
        _ files: BookFiles, _ source: MasterKeySource? = nil
    ) throws -> BookDatabase {
        try BookDatabase(folder: files.book, writes: false, masterKey: source)
    }

    private static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    /// All that a book seals, read back.
    private static func texts(_ book: BookDatabase) throws -> [String] {
        var texts: [String] = []
        for fact in try book.imports(after: 0, limit: 100) {
            texts.append(String(decoding: try book.rawBytes(of: fact), as: UTF8.self))
            for statement in fact.statements {
                let table = try book.table(of: statement.number, rows: Array(0..<statement.rows))
                for row in 0..<table.count {
                    texts.append(table.utf8Text(table.counterparty[row]))
                    texts.append(table.utf8Text(table.memo[row]))
                }
            }
        }
        return texts
    }

    @Test("no byte of a name, a remark or a card stands in any file of the book")
    func planted() async throws {
        let files = try await Self.files()
        // Held open, so that the write-ahead log is still there.
        let held = try files.open()
        defer { withExtendedLifetime(held) {} }
        let texts = try Self.texts(Self.reading(files))
        for word in Self.planted { #expect(texts.contains { $0.contains(word) }, "\(word)") }
        let names = try FileManager.default.subpathsOfDirectory(atPath: files.book)
        #expect(names.contains("book.db-wal"))
        var searched = 0
        for name in names {
            let path = files.book + "/" + name
            guard !SystemFile.isFolder(path) else { continue }
            let data = try Data(contentsOf: URL(filePath: path))
            searched += 1
            for word in Self.planted {
                for encoded in [
                    Data(word.utf8), try #require(word.data(using: .utf16LittleEndian)),
                ] {
                    #expect(data.range(of: encoded) == nil, "\(word) in \(name)")
                }
            }
        }
        // Database, WAL, two raw files, two segments, matches, index, log, keys.
        #expect(searched > 10)
        // The same search finds what is not sealed.
        let segment = try Data(contentsOf: URL(filePath: files.book + "/segments/1.entries"))
        #expect(segment.range(of: Data("A2".utf8)) != nil)
        let mode = try FileManager.default.attributesOfItem(atPath: files.book + "/server.key")
        #expect(mode[.posixPermissions] as? Int == 0o600)
    }

    @Test("without the master key the rest is read, what is sealed is refused, nothing is harmed")
    func missing() async throws {
        let files = try await Self.files()
        let path = files.book + "/server.key"
        let id = try Self.reading(files).checkKeys()
        let other = MasterKey(Array(0..<32))
        let kept = try Self.bytes(path)
        // An index is made again without the key, too.
        for name in try SystemFile.names(in: files.book + "/segments/index") ?? [] {
            try FileManager.default.removeItem(atPath: files.book + "/segments/index/" + name)
        }
        for found in ["", other.id, "3 bytes"] {
            try? FileManager.default.removeItem(atPath: path)
            if found == other.id { try MasterKeySource.write(other, to: path) }
            if found == "3 bytes" { try Data("abc".utf8).write(to: URL(filePath: path)) }
            let fault = EngineError.book(
                .masterKey(
                    place: path, found: found,
                    expected: found == "3 bytes" ? MasterKeySource.form : id))
            let book = try Self.reading(files)
            #expect(try book.breaks(BreakFilter()).count == 2)
            #expect(try book.maskedTable(of: 1, rows: [0]).gross(ofRow: 0)?.decimal == "5.00")
            let bearing = try book.entries(
                bearing: [Array("A1".utf8)], ignoringCase: false, limit: 9)
            #expect(bearing.count == 2)
            let first = try #require(try book.importFact(number: 1))
            #expect(throws: fault) { try book.rawBytes(of: first) }
            #expect(throws: fault) { try book.table(of: 1, rows: [0]) }
            let late = try files.payments("p9.csv", [.init("A8", "1.00")])
            await #expect(throws: fault) { try await files.take(late) }
            let report = try files.audit()
            #expect(report.findings.map(\.part) == [.key], "\(report.findings)")
            #expect(report.findings.first?.found == found)
            #expect(throws: fault) {
                try BookDatabase(folder: files.book, writes: true).rotateMasterKey()
            }
            // No key is made where one is expected.
            #expect(SystemFile.exists(path) == !found.isEmpty)
        }
        try Data(kept).write(to: URL(filePath: path))
        #expect(try files.audit().findings == [])
    }

    @Test("a raw file that was changed, cut or exchanged is named", arguments: 0..<6)
    func raw(_ damage: Int) async throws {
        let files = try await Self.files()
        let facts = try Self.reading(files).imports(after: 0, limit: 2)
        let path = BookFolder.rawPath(files.book, facts[0].sha256)
        var bytes = try Self.bytes(path)
        switch damage {
        case 0: bytes[bytes.count / 2] ^= 1
        case 1: bytes.removeLast()
        case 2: bytes[40] ^= 0x80
        case 3: bytes[12] ^= 3
        case 4: bytes = []
        default: bytes = try Self.bytes(BookFolder.rawPath(files.book, facts[1].sha256))
        }
        try Data(bytes).write(to: URL(filePath: path))
        let findings = try files.audit().findings.filter { $0.part == .rawFile }
        #expect(findings.map(\.place) == [facts[0].name], "\(findings)")
        #expect(throws: EngineError.self) {
            let bytes = try Self.reading(files).rawBytes(of: facts[0])
            // Another file's own bytes open; what they are is told by their SHA-256.
            guard Digest.sha256(bytes) == facts[0].sha256 else {
                throw EngineError.book(.log(reason: "SHA-256"))
            }
        }
    }

    @Test("whole blocks cut off, or in another order, do not open")
    func blocks() throws {
        let key = DataKey.random(number: 1)
        let plain = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let sealed = Sealer.seal(plain, place: "a", blockBytes: 1024, with: key)
        func opened(_ bytes: [UInt8], place: String = "a", _ key: DataKey) -> [UInt8]? {
            guard
                let header = SealedHeader(
                    Array(bytes.prefix(SealedHeader.byteCount)), stored: bytes.count)
            else { return nil }
            let opener = Opener(header, place: place, with: key)
            var plain: [UInt8] = []
            for block in 0..<header.blocks {
                guard let text = opener.open(block, Array(bytes[header.stored(block)])) else {
                    return nil
                }
                plain += text
            }
            return plain
        }
        #expect(opened(sealed, key) == plain)
        #expect(opened(sealed, place: "b", key) == nil)
        #expect(opened(sealed, DataKey.random(number: 1)) == nil)
        // The same text of the same place is the same bytes; another is under another key.
        #expect(Sealer.seal(plain, place: "a", blockBytes: 1024, with: key) == sealed)
        let other = Sealer.seal(plain.dropLast() + [0], place: "a", blockBytes: 1024, with: key)
        #expect(other[64..<1088] != sealed[64..<1088])
        // Shorter by its last block, and saying so.
        var cut = Array(sealed[..<(64 + 4 * 1040)])
        cut.replaceSubrange(24..<32, with: [0, 16, 0, 0, 0, 0, 0, 0])
        #expect(SealedHeader(Array(cut.prefix(64)), stored: cut.count)?.plainBytes == 4096)
        #expect(opened(cut, key) == nil)
        let turned =
            Array(sealed[..<64]) + sealed[1104..<2144] + sealed[64..<1104] + sealed[2144...]
        #expect(turned.count == sealed.count && opened(Array(turned), key) == nil)
        for empty in [[], [7]] as [[UInt8]] {
            #expect(
                opened(Sealer.seal(empty, place: "a", blockBytes: 1024, with: key), key) == empty)
        }
    }
}
