import Glibc

/// Paths as text: joined, made absolute, made relative. Nothing here touches a file but `glob`.
package enum FilePath {
    package static func name(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    package static func folder(_ path: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 1 { return "." }
        let folder = parts.dropLast().joined(separator: "/")
        return folder.isEmpty ? "/" : folder
    }

    package static func join(_ folder: String, _ path: String) -> String {
        var path = path
        while path.hasPrefix("./") { path.removeFirst(2) }
        if path == "." { return folder }
        if path.hasPrefix("/") || folder == "." || folder.isEmpty { return path }
        return folder.hasSuffix("/") ? folder + path : folder + "/" + path
    }

    /// Without "." and "..", from the root.
    package static func absolute(_ path: String) -> String {
        var whole = path
        if !path.hasPrefix("/") {
            let here = unsafe getcwd(nil, 0)
            if let here = unsafe here {
                whole = unsafe String(cString: here) + "/" + path
                unsafe free(here)
            }
        }
        var parts: [Substring] = []
        for part in whole.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }

    /// From a folder to a file; absolute where they share nothing but the root.
    package static func relative(_ path: String, from folder: String) -> String {
        let to = absolute(path).split(separator: "/")
        let from = absolute(folder).split(separator: "/")
        var shared = 0
        while shared < min(to.count - 1, from.count), to[shared] == from[shared] { shared += 1 }
        if shared == 0 { return absolute(path) }
        let up = [Substring](repeating: "..", count: from.count - shared)
        return (up + to[shared...]).joined(separator: "/")
    }

    /// One run reads so many files at most: a year of ten channels' daily bills.
    package static let fileLimit = 10_000

    /// The files that paths, folders and patterns name: sorted, each once. A pattern is looked up
    /// as a plain path first, so that brackets in a name are no trap.
    package static func expand(
        _ patterns: [String], relativeTo base: String
    ) throws(EngineError) -> [String] {
        var files: Set<String> = []
        for pattern in patterns {
            let path = join(base, pattern)
            let found = SystemFile.exists(path) ? [path] : glob(path)
            guard !found.isEmpty else { throw .noFile(pattern: pattern) }
            for entry in found {
                guard let names = try SystemFile.names(in: entry) else {
                    files.insert(entry)
                    continue
                }
                let inside = names.filter { !$0.hasPrefix(".") }.map { join(entry, $0) }
                    .filter { !SystemFile.isFolder($0) }
                guard !inside.isEmpty else { throw .noFile(pattern: pattern) }
                files.formUnion(inside)
            }
            guard files.count <= fileLimit else {
                throw .tooManyFiles(count: files.count, limit: fileLimit)
            }
        }
        return files.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }

    private static func glob(_ pattern: String) -> [String] {
        var result = unsafe glob_t()
        defer { unsafe globfree(&result) }
        guard unsafe Glibc.glob(pattern, 0, nil, &result) == 0 else { return [] }
        return unsafe (0..<Int(result.gl_pathc)).compactMap { index in
            unsafe result.gl_pathv[index].map { unsafe String(cString: $0) }
        }
    }

    /// The shortest ending of each path that tells it from the others: display names.
    package static func displayNames(_ paths: [String]) -> [String: String] {
        let parts = Dictionary(
            Set(paths).map { ($0, absolute($0).split(separator: "/")) },
            uniquingKeysWith: { a, _ in a })
        var names: [String: String] = [:]
        var open = parts
        var length = 1
        while !open.isEmpty {
            let groups = Dictionary(grouping: open) { Array($0.value.suffix(length)) }
            for group in groups.values {
                let longest = group.map(\.value.count).max() ?? 0
                guard group.count == 1 || length >= longest else { continue }
                for (path, whole) in group {
                    names[path] = whole.suffix(length).joined(separator: "/")
                    open[path] = nil
                }
            }
            length += 1
        }
        return names
    }
}
