import Foundation
import Records
import Statements

@testable import Engine
@testable import StorageSQLite

/// A folder of segments that is gone when the test is.
final class SegmentsScratch {
    let folder: String
    private(set) var segments: Segments

    /// `sliceKeys`: few, so that a merge takes several steps.
    static let sliceKeys = 40

    static let keys = KeyRing([UInt8](repeating: 7, count: 32))

    init() throws {
        // In memory where there is such a folder: every file is synced, and tests write thousands.
        let parent = SystemFile.isFolder("/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        folder = parent + "/segments-\(UUID().uuidString)"
        segments = try Segments(
            folder: folder, keys: SegmentsScratch.keys, sliceKeys: SegmentsScratch.sliceKeys)
    }

    /// As another process would.
    func reopen() throws {
        segments = try Segments(
            folder: folder, keys: SegmentsScratch.keys, sliceKeys: SegmentsScratch.sliceKeys)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + name)))
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(filePath: folder + "/" + name))
    }

    func names(in part: String = "") throws -> [String] {
        try SystemFile.names(in: folder + part) ?? []
    }
}

/// Every statement with entries that the fixtures hold.
enum SegmentsFixtures {
    struct File: Sendable, CustomStringConvertible {
        var name: String
        var path: String
        var description: String { name }
    }

    static let library = try? FormatLibrary.load()

    static let files: [File] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")
        return (library?.dialects ?? []).map { $0.name }.sorted().flatMap { name -> [File] in
            let folder = root.appending(path: name).path
            return ((try? SystemFile.names(in: folder) ?? []) ?? []).map {
                File(name: "\(name)/\($0)", path: "\(folder)/\($0)")
            }
        }
    }()

    static func tables(_ file: File) throws -> [EntryTable] {
        guard let library else { return [] }
        let input = try InputFile.read(file.path, name: file.name, limits: library.limits)
        return library.statements(of: input).map { $0.table }
    }

    static func table(_ name: String) throws -> EntryTable {
        try tables(files.first { $0.name == name }!)[0]
    }
}
