import Engine
import HTTPTypes
import Glibc

/// A file that was sent, on the disk under the name that it bears, in a folder of its own.
struct Upload: Sendable {
    let path: String
    private let folder: String

    /// `name` has no slash and does not begin with a dot: the schema has seen to it, and this does
    /// again.
    init(_ bytes: [UInt8], name: String) throws {
        guard Schema.Pattern.fileName.allows(name) else {
            throw APIProblem(.badRequest, .invalidParameter, detail: "name")
        }
        var template = Array("/tmp/matchbook-upload-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else {
            throw SystemFile.failure("/tmp", .write)
        }
        folder = String(
            decoding: template.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        path = folder + "/" + name
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemFile.failure(path, .open) }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(
                    descriptor, buffer.baseAddress! + written, buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SystemFile.failure(path, .write) }
            written += count
        }
    }

    func remove() {
        _ = unsafe unlink(path)
        _ = unsafe rmdir(folder)
    }
}
