import Glibc

/// Whole files through the system's own calls, each with its limit; sorted listings.
package enum SystemFile {
    /// All bytes of a file. `limit` is checked before memory is taken, and again while reading.
    package static func read(_ path: String, limit: Int) throws(EngineError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, .open) }
        defer { close(descriptor) }
        let size = try fileSize(descriptor, path)
        guard size <= limit else {
            throw .fileTooLarge(path: path, bytes: size, limit: limit)
        }
        var bytes = [UInt8](repeating: 0, count: size)
        var filled = 0
        while filled < size {
            let got = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(
                    descriptor, buffer.baseAddress! + filled, min(size - filled, 1 << 30))
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw failure(path, .read) }
            if got == 0 { break }
            filled += got
        }
        bytes.removeLast(size - filled)
        return bytes
    }

    /// Fills `bytes` from an open file's `offset` on; false where fewer are there.
    static func fill(
        _ bytes: UnsafeMutableRawBufferPointer, from descriptor: Int32, at offset: Int
    ) -> Bool {
        var filled = 0
        while filled < bytes.count {
            let got = unsafe pread(
                descriptor, bytes.baseAddress! + filled, bytes.count - filled, offset + filled)
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { return false }
            filled += got
        }
        return true
    }

    private static func fileSize(_ descriptor: Int32, _ path: String) throws(EngineError) -> Int {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw failure(path, .read) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .io(path: path, operation: .read, reason: "not a regular file")
        }
        return Int(status.st_size)
    }

    /// Names in a folder, sorted by their bytes; nil where there is no such folder.
    package static func names(in path: String) throws(EngineError) -> [String]? {
        guard let folder = unsafe opendir(path) else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw failure(path, .list)
        }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }

    package static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    package static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    package static func makeFolder(_ path: String) throws(EngineError) {
        guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST else { throw failure(path, .write) }
    }

    /// Makes the rename of a file durable.
    package static func syncFolder(_ path: String) throws(EngineError) {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, .open) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(path, .sync) }
    }

    package static func rename(_ from: String, to: String) throws(EngineError) {
        guard unsafe Glibc.rename(from, to) == 0 else { throw failure(to, .rename) }
    }

    /// Removes a flat folder with its files. Folders inside it are left, and make it fail.
    static func removeFolder(_ path: String) throws(EngineError) {
        for name in try names(in: path) ?? [] {
            guard unsafe unlink(path + "/" + name) == 0 else { throw failure(path, .remove) }
        }
        guard unsafe rmdir(path) == 0 || errno == ENOENT else { throw failure(path, .remove) }
    }

    package static func failure(
        _ path: String, _ operation: EngineError.Operation
    ) -> EngineError {
        let code = errno
        let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "\(code)"
        return .io(path: path, operation: operation, reason: reason)
    }
}
