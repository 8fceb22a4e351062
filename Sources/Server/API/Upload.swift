import Engine
import Foundation
import HTTPTypes

/// A file that was sent, on the disk under the name that it bears, in a folder of its own that
/// nobody else reads.
struct Upload: Sendable {
    let path: String
    private let folder: URL

    /// `name` has no slash and does not begin with a dot: the schema has seen to it, and this does
    /// again.
    init(_ bytes: some Sequence<UInt8>, name: String, in scratch: ScratchFolder) throws {
        guard Schema.Pattern.fileName.allows(name) else {
            throw APIProblem(.badRequest, .invalidParameter, detail: "name")
        }
        folder = try scratch.folder("upload")
        let file = folder.appending(path: name)
        path = file.path
        do {
            try Data(bytes).write(to: file)
        } catch {
            remove()
            throw error
        }
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}
