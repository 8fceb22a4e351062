import Glibc

/// The two streams of a command.
enum Console {
    static func output(_ text: String) { write(text, STDOUT_FILENO) }

    static func output(_ bytes: [UInt8]) { write(bytes, STDOUT_FILENO) }

    static func error(_ text: String, newline: Bool = true) {
        write(newline ? text + "\n" : text, STDERR_FILENO)
    }

    static func error(_ bytes: [UInt8]) { write(bytes, STDERR_FILENO) }

    static func isSet(_ name: String) -> Bool {
        guard let value = unsafe getenv(name) else { return false }
        return unsafe value.pointee != 0
    }

    private static func write(_ text: String, _ descriptor: Int32) {
        write(Array(text.utf8), descriptor)
    }

    /// A reader that went away (a closed pipe) ends the output, not with an error.
    private static func write(_ bytes: [UInt8], _ descriptor: Int32) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress! + written, bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            written += count
        }
    }
}
