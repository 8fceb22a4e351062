import Foundation
import Testing

@testable import Engine
@testable import Records
@testable import StorageSQLite
@testable import TransparencyLog

/// Proof bundles of a book: what they hold, and that nothing in them can be changed.
@Suite struct BookProofTests {
    static func bundle(_ files: BookFiles, _ reference: String) throws -> ProofBundle {
        let database = try BookDatabase(folder: files.book, writes: false)
        let book = try Book(database, actor: "reader", now: BookFiles.now)
        let trace = try BookTracer.trace(reference, in: book)
        return try database.prove(ProofSubject(trace, in: book))
    }

    static func key(_ files: BookFiles) throws -> VerifierKey {
        try VerifierKey(BookDatabase(folder: files.book, writes: false).settings().logKey)
    }

    @Test("entries, matches and everything they rest on, in words, under the log's signature")
    func proven() async throws {
        let files = try await BookTraceTests.files()
        let bundle = try Self.bundle(files, "A1")
        let read = try ProofBundle(bundle.bytes)
        #expect(try read.verify(Self.key(files)).size > 0)
        let leaves = read.leaves.map { String(decoding: $0.bytes, as: UTF8.self) }
        for kind in ["book", "definition", "import", "statement", "run", "posting"] {
            #expect(leaves.contains { $0.contains("\"fact\":\"\(kind)\"") }, "\(kind)")
        }
        let items = read.trees.flatMap(\.leaves).map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(items.count == 4, "\(items)")
        #expect(items.count { $0.contains("\norder_reference A1\n") } == 3, "\(items)")
        #expect(
            items.contains(
                """
                matchbook match 1
                leg orders-payments
                left 3:0
                right 4:0
                class matched
                pass exact

                """), "\(items)")
    }

    @Test("decisions and what they posted are proven with the reference they are about")
    func decided() async throws {
        let files = try await BookTraceTests.files()
        let leaves = try Self.bundle(files, "A2").leaves.map {
            String(decoding: $0.bytes, as: UTF8.self)
        }
        #expect(leaves.contains { $0.contains("write_off") || $0.contains("write-off") })
        #expect(leaves.contains { $0.contains("\"cause\":\"decision 1\"") })
    }

    @Test("a changed byte anywhere is refused")
    func flipped() async throws {
        let files = try await BookTraceTests.files()
        let sound = try Self.bundle(files, "A1").bytes
        let key = try Self.key(files)
        // Every class of line, and each of its bytes once in some places.
        for place in stride(from: 0, to: sound.count, by: 7) {
            var bytes = sound
            bytes[place] ^= 1
            #expect(throws: LogError.self, "byte \(place)") { try ProofBundle(bytes).verify(key) }
        }
    }

    @Test("damaged tiles prove nothing")
    func damaged() async throws {
        let files = try await BookTraceTests.files()
        let tile = files.book + "/log/tile/0"
        for name in try FileManager.default.subpathsOfDirectory(atPath: tile) {
            let path = tile + "/" + name
            guard var bytes = FileManager.default.contents(atPath: path) else { continue }
            for place in stride(from: 3, to: bytes.count, by: 32) { bytes[place] ^= 1 }
            try bytes.write(to: URL(filePath: path))
        }
        #expect(throws: EngineError.self) { try Self.bundle(files, "A1") }
    }
}
