import Crypto
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
}

/// Hashes as lower-case hexadecimal.
package enum Digest {
    package static func sha256(_ bytes: [UInt8]) -> String { hex(SHA256.hash(data: bytes)) }

    /// The signature of epay and epusdt: not a choice of ours (china.md §1.14).
    static func md5(_ bytes: [UInt8]) -> String { hex(Insecure.MD5.hash(data: bytes)) }

    static func hex(_ digest: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Equality whose time does not tell how many leading bytes agree.
    static func equalInConstantTime(_ a: String, _ b: String) -> Bool {
        let (first, second) = (Array(a.utf8), Array(b.utf8))
        guard first.count == second.count else { return false }
        var difference: UInt8 = 0
        for index in first.indices { difference |= first[index] ^ second[index] }
        return difference == 0
    }
}
