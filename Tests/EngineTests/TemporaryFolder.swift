import Foundation

/// A folder of its own for one test, removed afterwards.
struct TemporaryFolder {
    let path: String

    static func with(_ body: (TemporaryFolder) throws -> Void) throws {
        let folder = make()
        defer { folder.remove() }
        try body(folder)
    }

    static func with(_ body: (TemporaryFolder) async throws -> Void) async throws {
        let folder = make()
        defer { folder.remove() }
        try await body(folder)
    }

    private static func make() -> TemporaryFolder {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "matchbook-\(UUID().uuidString)")
        try! FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return TemporaryFolder(path: url.path)
    }

    private func remove() { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path + "/" + name))
    }

    func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path + "/" + name)))
    }
}
