import ArgumentParser
import Glibc
import TransparencyLog

/// A published log in a folder.
struct LogFolder: PublishedLog {
    let path: String

    func bytes(at name: String, limit: Int) throws -> [UInt8]? {
        let file = path + "/" + name
        var status = stat()
        guard unsafe stat(file, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw LogFolder.failure(file)
        }
        return try LogFolder.read(file, limit: limit)
    }

    func tilePaths() throws -> [String] {
        var found: [String] = []
        try LogFolder.walk(path, "tile", &found)
        return found
    }

    /// At most one byte more than `limit`: enough to see that a file is too long.
    static func read(_ file: String, limit: Int) throws -> [UInt8] {
        // Not to wait for a writer where somebody put a pipe in the place of a file.
        let descriptor = unsafe open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure(file) }
        defer { _ = close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: min(limit + 1, 1 << 20))
        while bytes.count <= limit {
            let room = min(buffer.count, limit + 1 - bytes.count)
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe Glibc.read(descriptor, $0.baseAddress, room)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(file) }
            if count == 0 { break }
            bytes.append(contentsOf: buffer[..<count])
        }
        return bytes
    }

    /// Symbolic links are not followed: a log has none.
    private static func walk(_ base: String, _ name: String, _ found: inout [String]) throws {
        guard let folder = unsafe opendir(base + "/" + name) else {
            if errno == ENOENT { return }
            throw failure(base + "/" + name)
        }
        defer { _ = unsafe closedir(folder) }
        while let entry = unsafe readdir(folder) {
            let child = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
                unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            if child == "." || child == ".." { continue }
            var status = stat()
            let path = name + "/" + child
            guard unsafe lstat(base + "/" + path, &status) == 0 else { throw failure(path) }
            if status.st_mode & S_IFMT == S_IFDIR {
                try walk(base, path, &found)
            } else {
                found.append(path)
            }
        }
    }

    /// Says it, and is the exit code for it.
    private static func failure(_ file: String) -> any Error {
        let reason = unsafe String(cString: strerror(errno))
        Console.error(
            "\(Console.safe(file)): " + say("无法读取", "無法讀取", "cannot read") + ": \(reason)")
        return ExitCode(74)
    }
}
