/// Small texts that a command writes by itself.
package enum TextFile {
    package static func write(_ text: String, to path: String) throws(EngineError) {
        try DurableFile.write(Array(text.utf8), to: path)
    }

    package static func makeFolder(_ path: String) throws(EngineError) {
        try ResultFolder.makeFolders(FilePath.absolute(path))
    }
}
