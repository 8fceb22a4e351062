import ArgumentParser
import Glibc

/// The two streams, and text of others made safe for a terminal.
enum Console {
    static func output(_ line: String) { print(line) }

    static func error(_ message: String) {
        let line = say("错误：", "錯誤：", "error: ") + message + "\n"
        let bytes = Array(line.utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    /// Control characters, and those that reorder or hide text, are shown by number.
    static func safe(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                safe += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}
