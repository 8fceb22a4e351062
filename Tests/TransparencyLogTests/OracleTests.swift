import Crypto
import Foundation
import Testing

@testable import TransparencyLog

/// An implementation written from the specifications alone (Tests/Oracles/tlog.py) and ours check
/// what the other writes.
@Suite struct OracleTests {
    static let seed = hex(SampleLog.seed)

    private func oracle(_ arguments: String...) throws -> (status: Int32, output: String) {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Oracles/tlog.py")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", script.path] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "matchbook-tlog-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    struct Tree: Decodable {
        var root: String
        var paths: String
        var proofs: String
    }

    @Test("roots and proofs of all trees to size 130 are those of the specification")
    func trees() throws {
        let answer = try oracle("trees", "130")
        let expected = try JSONDecoder().decode([Tree].self, from: Data(answer.output.utf8))
        #expect(expected.count == 131)
        let nodes = TreeTests.sample
        for (size, tree) in expected.enumerated() {
            let size = UInt64(size)
            #expect(try hex(nodes.root(size: size).bytes) == tree.root)
            let paths = try (0..<size).flatMap { try nodes.inclusionProof(of: $0, in: size).path }
            #expect(hex(SHA256.hash(data: Tile.encode(paths))) == tree.paths, "size \(size)")
            guard size > 0 else { continue }
            let proofs = try (1...size).flatMap {
                try nodes.consistencyProof(from: $0, to: size).path
            }
            #expect(hex(SHA256.hash(data: Tile.encode(proofs))) == tree.proofs, "size \(size)")
        }
    }

    @Test("a verifier key is spelled the same by both")
    func verifierKey() throws {
        let answer = try oracle("vkey", SampleLog.name, Self.seed)
        #expect(answer.output == "\(SampleLog.key)\n")
    }

    @Test("the oracle's log is ours byte for byte, and each accepts the other's")
    func logs() throws {
        try inFolder { folder in
            let answer = try oracle("write-log", folder, SampleLog.name, Self.seed, "700")
            #expect(answer.status == 0, "\(answer.output)")
            let ours = try SampleLog(size: 700)
            for (path, bytes) in ours.files {
                let file = URL(filePath: folder).appending(path: path)
                #expect(try Array(Data(contentsOf: file)) == bytes, "\(path)")
            }
            let check = try oracle("check-log", folder, "\(SampleLog.key)")
            #expect(check.status == 0 && check.output == "700 leaves\n", "\(check.output)")
            var changed = try #require(ours.files["tile/1/000.p/2"])
            changed[40] ^= 4
            try Data(changed).write(to: URL(filePath: folder + "/tile/1/000.p/2"))
            #expect(try oracle("check-log", folder, "\(SampleLog.key)").status == 1)
        }
    }

    @Test("each accepts the other's bundle, and neither a changed one")
    func bundles() throws {
        try inFolder { folder in
            let theirs = folder + "/theirs"
            let answer = try oracle(
                "write-bundle", theirs, SampleLog.name, Self.seed, "300", "0", "44", "299")
            #expect(answer.status == 0, "\(answer.output)")
            let bytes = Array(try Data(contentsOf: URL(filePath: theirs)))
            let bundle = try ProofBundle(bytes)
            let log = try SampleLog(size: 300)
            #expect(bundle.leaves == (try log.bundle([0, 44, 299]).leaves))
            #expect(try bundle.verify(SampleLog.key).size == 300)

            let ours = folder + "/ours"
            let sound = try log.bundle([1, 2, 256]).bytes
            try Data(sound).write(to: URL(filePath: ours))
            let check = try oracle("check-bundle", ours, "\(SampleLog.key)")
            #expect(check.status == 0 && check.output == "3 leaves, 0 items\n", "\(check.output)")
            try refused(sound, at: ours, parts: 4)
        }
    }

    private func refused(_ sound: [UInt8], at path: String, parts: Int) throws {
        for place in stride(from: 0, to: sound.count, by: sound.count / parts) {
            var changed = sound
            changed[place] ^= 2
            try Data(changed).write(to: URL(filePath: path))
            #expect(
                try oracle("check-bundle", path, "\(SampleLog.key)").status == 1,
                "byte \(place)")
        }
    }

    @Test("trees that leaves name are judged alike")
    func namedTrees() throws {
        try inFolder { folder in
            let path = folder + "/trees"
            let sound = try TreeBundleTests.bundle().bytes
            try Data(sound).write(to: URL(filePath: path))
            let check = try oracle("check-bundle", path, "\(SampleLog.key)")
            #expect(check.status == 0 && check.output == "3 leaves, 4 items\n", "\(check.output)")
            try refused(sound, at: path, parts: 12)
            for (from, to) in TreeBundleTests.forgeries {
                let text = String(decoding: sound, as: UTF8.self)
                #expect(text.contains(from))
                try Data(text.replacing(from, with: to).utf8).write(to: URL(filePath: path))
                #expect(
                    try oracle("check-bundle", path, "\(SampleLog.key)").status == 1, "\(from)")
            }
        }
    }
}
