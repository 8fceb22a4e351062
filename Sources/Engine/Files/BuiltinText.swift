import BuiltinFiles

/// The data files inside the program.
package enum BuiltinText {
    /// The files of a folder ("dialects"), by base name: "alipay-trade".
    package static func texts(in folder: String, suffix: String = ".yaml") -> [String: String] {
        bytes(in: folder, suffix: suffix).mapValues { String(decoding: $0, as: UTF8.self) }
    }

    /// The same as bytes.
    package static func bytes(in folder: String, suffix: String) -> [String: [UInt8]] {
        var texts: [String: [UInt8]] = [:]
        var count = 0
        let files = unsafe builtin_files(&count)
        for index in 0..<count {
            let file = unsafe files[index]
            let path = unsafe String(cString: file.path)
            guard path.hasPrefix(folder + "/"), path.hasSuffix(suffix) else { continue }
            let bytes = unsafe UnsafeBufferPointer(start: file.bytes, count: file.count)
            let base = path.dropFirst(folder.utf8.count + 1).dropLast(suffix.utf8.count)
            texts[String(base)] = unsafe Array(bytes)
        }
        return texts
    }
}
