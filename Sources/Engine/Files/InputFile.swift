package import Statements

/// A file as it was handed in, with the SHA-256 by which the manifest names it.
package struct InputFile: Sendable {
    package var path: String
    /// Shown instead of the path.
    package var name: String
    package var sha256: String
    package var byteCount: Int
    package var raw: RawFile

    /// Reads the whole file.
    package static func read(
        _ path: String, name: String, limits: Limits
    ) throws(EngineError) -> InputFile {
        let bytes = try SystemFile.read(path, limit: limits.fileBytes)
        return InputFile(bytes: bytes, path: path, name: name)
    }

    package init(bytes: [UInt8], path: String, name: String) {
        self.path = path
        self.name = name
        sha256 = Digest.sha256(bytes)
        byteCount = bytes.count
        raw = RawFile(name: name, bytes: bytes)
    }

    /// What a book knows it by: no path any more.
    mutating func rename(_ name: String) {
        (path, self.name, raw.name) = (name, name, name)
    }
}
