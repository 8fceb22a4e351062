import Foundation
import Testing

/// matchbook-verify from outside, on logs and bundles that another program wrote
/// (Tests/Oracles/tlog.py).
@Suite(.serialized) struct VerifyCommandTests {
    static let program = SeededDay.program.deletingLastPathComponent()
        .appending(path: "matchbook-verify").path
    static let name = "log.example/shop"
    static let seed = (0..<32).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()

    private func oracle(_ arguments: String...) throws -> String {
        let script = SeededDay.root.appending(path: "Tests/Oracles/tlog.py").path
        let run = try SeededDay.run("/usr/bin/env", ["python3", script] + arguments)
        try #require(run.status == 0, "\(run.errors)")
        return run.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func verify(
        _ arguments: String...
    ) throws -> (status: Int32, output: String, errors: String) {
        try SeededDay.run(Self.program, arguments)
    }

    private func inFolder(_ body: (_ folder: String, _ key: String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "matchbook-verify-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path, oracle("vkey", Self.name, Self.seed))
    }

    private func flip(_ path: String, at place: Int) throws {
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes[place] ^= 1
        try bytes.write(to: URL(filePath: path))
    }

    @Test("a bundle is verified, and its leaves are shown")
    func bundle() throws {
        try inFolder { folder, key in
            let file = folder + "/a.bundle"
            _ = try oracle("write-bundle", file, Self.name, Self.seed, "300", "0", "27", "299")
            let run = try verify("bundle", file, "--key", key)
            #expect(run.status == 0 && run.errors.isEmpty, "\(run.output)\(run.errors)")
            #expect(run.output.hasPrefix("✓ verified\nlog: \(Self.name)\n"))
            #expect(run.output.contains("leaf 27: leaf 27\n"))
            try Data(key.utf8).write(to: URL(filePath: folder + "/key"))
            #expect(try verify("bundle", file, "--key", "FILE:\(folder)/key").status == 0)
        }
    }

    @Test("a changed bundle ends with 1 and says which leaf, a broken one with 65 and which line")
    func changedBundle() throws {
        try inFolder { folder, key in
            let file = folder + "/a.bundle"
            _ = try oracle("write-bundle", file, Self.name, Self.seed, "300", "0", "27", "299")
            let text = try String(contentsOfFile: file, encoding: .utf8)
            try text.replacing("index 27\n", with: "index 28\n")
                .write(toFile: file, atomically: false, encoding: .utf8)
            let changed = try verify("bundle", file, "--key", key)
            #expect(changed.status == 1)
            #expect(
                changed.output.contains("leaf 28: the proof leads to another root: found "),
                "\(changed.output)")
            try text.replacing("index 27\n", with: "index x\n")
                .write(toFile: file, atomically: false, encoding: .utf8)
            let broken = try verify("bundle", file, "--key", key)
            #expect(broken.status == 65)
            #expect(
                broken.errors.contains("line 16: found “index x” · expected index <n>"),
                "\(broken.errors)")
        }
    }

    @Test("a log is verified, also since an older checkpoint; a damage is named by file and byte")
    func log() throws {
        try inFolder { folder, key in
            _ = try oracle("write-log", folder + "/old", Self.name, Self.seed, "300")
            _ = try oracle("write-log", folder + "/log", Self.name, Self.seed, "700")
            let log = folder + "/log"
            let old = folder + "/old/checkpoint"
            let sound = try verify("log", log, "--key", key, "--since", old)
            #expect(sound.status == 0, "\(sound.output)\(sound.errors)")
            #expect(sound.output.contains("leaves hashed: 700"))
            #expect(sound.output.contains("older checkpoint: 300 leaves"))
            let back = try verify(
                "log", folder + "/old", "--key", key, "--since", log + "/checkpoint")
            #expect(back.status == 1 && back.output.contains("the log has become shorter"))

            try flip(log + "/tile/0/001", at: 100)
            let damaged = try verify("log", log, "--key", key)
            #expect(damaged.status == 1)
            #expect(
                damaged.output.contains("tile/0/001 byte 96: a hash is wrong (leaf 259): found "),
                "\(damaged.output)")
            try FileManager.default.removeItem(atPath: log + "/tile/0/001")
            let missing = try verify("log", log, "--key", key, "--lang", "zh-CN")
            #expect(missing.status == 2)
            #expect(missing.output.contains("tile/0/001: 文件缺失"), "\(missing.output)")
            try flip(log + "/checkpoint", at: 17)
            let unsigned = try verify("log", log, "--key", key, "--lang", "zh-TW")
            #expect(unsigned.status == 1 && unsigned.errors.contains("簽章不成立"))
        }
    }

    @Test("mistakes end with the code of their kind")
    func mistakes() throws {
        try inFolder { folder, key in
            #expect(try verify("log").status == 64)
            #expect(try verify("log", folder, "--key", key, "--lang", "fr").status == 64)
            let wrong = try verify("log", folder, "--key", key.replacing("log", with: "lag"))
            #expect(wrong.status == 65 && wrong.errors.contains("the id is not that of"))
            #expect(try verify("log", folder, "--key", key).status == 74)
            #expect(try verify("bundle", folder + "/none", "--key", key).status == 74)
        }
    }

    @Test("the manual is the commands' own help", arguments: ["en", "zh-CN", "zh-TW"])
    func manual(tag: String) throws {
        let suffix = tag == "en" ? "" : "." + tag
        let page = SeededDay.root.appending(path: "docs/commands/matchbook-verify\(suffix).md")
        let text = try String(contentsOf: page, encoding: .utf8)
        for command in ["bundle", "log"] {
            let help = try verify(command, "--help", "--lang", tag).output
            #expect(text.contains(help), "run make docs: \(command) \(tag)")
        }
    }
}
