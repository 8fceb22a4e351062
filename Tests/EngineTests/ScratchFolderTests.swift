import Foundation
import Glibc
import Testing

@testable import Engine

/// What a process that was killed left behind goes, and nothing else.
@Suite struct ScratchFolderTests {
    private func names(_ folder: TemporaryFolder) throws -> [String] {
        try SystemFile.names(in: folder.path) ?? []
    }

    @Test("only what no living process holds is removed, with all that is inside")
    func sweeps() throws {
        try TemporaryFolder.with { folder in
            let base = URL(filePath: folder.path)
            let left = ScratchFolder.prefix + "left"
            let inside = base.appending(path: left + "/mapping-1")
            try FileManager.default.createDirectory(
                at: inside, withIntermediateDirectories: true)
            try folder.write(left + "/lock", "")
            try folder.write(left + "/mapping-1/shop.csv", "a,b")
            let living = try ScratchFolder(in: base)
            try Data("x".utf8).write(to: living.folder("upload").appending(path: "x.csv"))
            // Somebody is just making it; a file and a link of the name; what bears another name.
            try FileManager.default.createDirectory(
                at: base.appending(path: ScratchFolder.prefix + "young"),
                withIntermediateDirectories: false)
            try folder.write(ScratchFolder.prefix + "file", "")
            try folder.write("matchbook-other", "")
            try FileManager.default.createDirectory(
                at: base.appending(path: "target"), withIntermediateDirectories: false)
            try folder.write("target/lock", "")
            try FileManager.default.createSymbolicLink(
                at: base.appending(path: ScratchFolder.prefix + "link"),
                withDestinationURL: base.appending(path: "target"))
            let before = try names(folder)
            #expect(ScratchFolder.sweep(base) == 1)
            #expect(try names(folder) == before.filter { $0 != left })
            #expect(try SystemFile.names(in: living.url.path)?.count == 2)
            #expect(ScratchFolder.sweep(base) == 0)
        }
    }

    @Test("a folder whose maker died before its lock goes after an hour")
    func unlocked() throws {
        try TemporaryFolder.with { folder in
            let path = folder.path + "/" + ScratchFolder.prefix + "old"
            try SystemFile.makeFolder(path)
            let base = URL(filePath: folder.path)
            #expect(ScratchFolder.sweep(base) == 0)
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -7200)], ofItemAtPath: path)
            #expect(ScratchFolder.sweep(base) == 1)
            #expect(!SystemFile.exists(path))
        }
    }

    @Test("it is for its user alone, and goes with its owner")
    func lives() throws {
        try TemporaryFolder.with { folder in
            var scratch: ScratchFolder? = try ScratchFolder(in: URL(filePath: folder.path))
            let path = try #require(scratch?.url.path)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(mode as? Int == 0o700)
            let one = try scratch?.folder("upload")
            let other = try scratch?.folder("upload")
            #expect(one != other)
            scratch = nil
            #expect(!SystemFile.exists(path))
        }
    }

    @Test("a process that is killed holds it no more")
    func killed() throws {
        try TemporaryFolder.with { folder in
            let base = URL(filePath: folder.path)
            let name = ScratchFolder.prefix + "theirs"
            try SystemFile.makeFolder(folder.path + "/" + name)
            try folder.write(name + "/lock", "")
            let holder = Process()
            holder.executableURL = URL(filePath: "/usr/bin/python3")
            let script = """
                import fcntl, sys, time
                lock = open(sys.argv[1], "r+")
                fcntl.flock(lock, fcntl.LOCK_EX)
                print("held", end="", flush=True)
                time.sleep(600)
                """
            holder.arguments = ["-c", script, folder.path + "/" + name + "/lock"]
            let said = Pipe()
            holder.standardOutput = said
            try holder.run()
            #expect(said.fileHandleForReading.availableData == Data("held".utf8))
            #expect(ScratchFolder.sweep(base) == 0)
            kill(holder.processIdentifier, SIGKILL)
            holder.waitUntilExit()
            #expect(ScratchFolder.sweep(base) == 1)
        }
    }
}
