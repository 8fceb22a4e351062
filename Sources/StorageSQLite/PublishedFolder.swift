import Engine
import TransparencyLog

/// The published log in its folder.
struct PublishedFolder: PublishedLog {
    let path: String

    func bytes(at name: String, limit: Int) throws -> [UInt8]? {
        let file = path + "/" + name
        guard SystemFile.exists(file) else { return nil }
        // A byte more is enough to see that a file is too long.
        return Array(try SystemFile.read(file, limit: 1 << 26).prefix(limit + 1))
    }

    func tilePaths() throws -> [String] {
        var found: [String] = []
        try walk("tile", &found)
        return found
    }

    private func walk(_ name: String, _ found: inout [String]) throws {
        for child in try SystemFile.names(in: path + "/" + name) ?? [] {
            let inner = name + "/" + child
            if SystemFile.isFolder(path + "/" + inner) {
                try walk(inner, &found)
            } else {
                found.append(inner)
            }
        }
    }
}
