import Engine

/// Where the master key comes from. A file holds 64 hexadecimal digits. While the key is changed,
/// the one to come stands beside it (`.next`): the database says which of the two holds.
package enum MasterKeySource: Sendable, Hashable {
    /// The digits, and the environment variable that had them.
    case digits(String, variable: String)
    case file(String)

    package static let fileName = "server.key"
    /// The key to come.
    static let nextSuffix = ".next"
    /// 64 digits and a line's end; more is no key.
    private static let fileBytes = 1024
    static let form = "64 × 0-9 a-f"

    /// The file in a book's folder.
    package static func book(_ folder: String) -> MasterKeySource {
        .file(folder + "/" + fileName)
    }

    /// The key with this id.
    func key(id: String) throws(EngineError) -> MasterKey {
        switch self {
        case .digits(let digits, let variable):
            let key = try MasterKeySource.parse(Array(digits.utf8), place: variable)
            guard key.id == id else {
                throw .book(.masterKey(place: variable, found: key.id, expected: id))
            }
            return key
        case .file(let path):
            if let key = try MasterKeySource.read(path + MasterKeySource.nextSuffix), key.id == id {
                return key
            }
            let key = try MasterKeySource.read(path)
            guard let key, key.id == id else {
                throw .book(.masterKey(place: path, found: key?.id ?? "", expected: id))
            }
            return key
        }
    }

    /// The key of a book that is being made: a file that is not there is made.
    func first() throws(EngineError) -> MasterKey {
        switch self {
        case .digits(let digits, let variable):
            return try MasterKeySource.parse(Array(digits.utf8), place: variable)
        case .file(let path):
            if let key = try MasterKeySource.read(path) { return key }
            let key = MasterKey.random()
            try MasterKeySource.write(key, to: path)
            return key
        }
    }

    /// The key that holds stands under its own name, and no other beside it.
    func settle(_ holds: MasterKey) throws(EngineError) {
        guard case .file(let path) = self else { return }
        let next = path + MasterKeySource.nextSuffix
        guard SystemFile.exists(next) else { return }
        if try MasterKeySource.read(next)?.id == holds.id {
            try BookFolder.rename(next, to: path)
        } else {
            BookFolder.removeIfThere(next)
        }
    }

    static func write(_ key: MasterKey, to path: String) throws(EngineError) {
        try DurableFile.write(Array((Digest.hex(key.bytes) + "\n").utf8), to: path, mode: 0o600)
    }

    /// Nil where there is no such file.
    static func read(_ path: String) throws(EngineError) -> MasterKey? {
        guard SystemFile.exists(path) else { return nil }
        return try parse(try SystemFile.read(path, limit: fileBytes), place: path)
    }

    /// What was found is never told: it may be most of a key.
    private static func parse(_ text: [UInt8], place: String) throws(EngineError) -> MasterKey {
        guard let bytes = Digest.bytes(hex: String(decoding: text, as: UTF8.self)),
            bytes.count == MasterKey.byteCount
        else {
            throw .book(
                .masterKey(place: place, found: "\(text.count) bytes", expected: form))
        }
        return MasterKey(bytes)
    }
}
