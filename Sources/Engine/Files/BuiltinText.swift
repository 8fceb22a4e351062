import BuiltinFiles

/// The data files inside the program.
enum BuiltinText {
    /// The YAML files of a folder ("dialects"), by base name: "alipay-trade".
    static func texts(in folder: String) -> [String: String] {
        var texts: [String: String] = [:]
        var count = 0
        let files = unsafe builtin_files(&count)
        for index in 0..<count {
            let file = unsafe files[index]
            let path = unsafe String(cString: file.path)
            guard path.hasPrefix(folder + "/"), path.hasSuffix(".yaml") else { continue }
            let bytes = unsafe UnsafeBufferPointer(start: file.bytes, count: file.count)
            let base = path.dropFirst(folder.utf8.count + 1).dropLast(".yaml".count)
            texts[String(base)] = unsafe String(decoding: bytes, as: UTF8.self)
        }
        return texts
    }
}
