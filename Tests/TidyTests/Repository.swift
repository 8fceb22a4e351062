import Foundation

/// The repository's own files, found from where this file lies.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Paths below a folder, relative to the root, sorted; build folders and results are left out.
    static func files(_ folder: String = "", _ extensions: Set<String> = []) -> [String] {
        let base = folder.isEmpty ? root : root.appending(path: folder)
        let left: Set = [".git", ".build", ".build-tsan", ".build-asan", "out", "__pycache__"]
        var found: [String] = []
        func walk(_ url: URL, _ path: String) {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
            for name in names.sorted() where !left.contains(name) {
                let child = url.appending(path: name)
                let relative = path.isEmpty ? name : path + "/" + name
                let values = try? child.resourceValues(forKeys: [.isDirectoryKey])
                if values?.isDirectory ?? false {
                    walk(child, relative)
                } else if extensions.isEmpty || extensions.contains(child.pathExtension) {
                    found.append(relative)
                }
            }
        }
        walk(base, folder)
        return found
    }

    static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
    }

    static let swiftSources: [SwiftSource] = files("Sources", ["swift"]).compactMap { path in
        (try? text(path)).map { SwiftSource(path: path, text: $0) }
    }

    static let swiftTests: [SwiftSource] = files("Tests", ["swift"]).compactMap { path in
        (try? text(path)).map { SwiftSource(path: path, text: $0) }
    }
}
