import ArgumentParser
import Engine
import Reports

/// How much memory a run may take.
struct MemoryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            say(
                "内存上限（如 512MB、1GB；默认 4GB）：大文件的流水超出时暂存磁盘，结果不变。",
                "記憶體上限（如 512MB、1GB；預設 4GB）：大檔案的流水超出時暫存磁碟，結果不變。",
                """
                Memory that a run may take (512MB, 1GB; default 4GB): what large files need \
                beyond it is kept on disk meanwhile; the result does not change.
                """),
            valueName: "size"))
    var memoryLimit: String?

    /// Below this not even the buffers fit.
    private static let leastMemoryBytes = 128 << 20

    /// Bytes.
    var byteCount: Int {
        memoryLimit.flatMap { MemoryOptions.bytes($0) } ?? Run.usualMemoryLimit
    }

    /// "512MB", "1 GB", "2GiB": units of 1,024.
    static func bytes(_ text: String) -> Int? {
        let upper = text.uppercased().filter { $0 != " " }
        let digits = upper.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), number > 0, number < 1 << 30 else { return nil }
        switch upper.dropFirst(digits.count) {
        case "MB", "MIB", "M": return number << 20
        case "GB", "GIB", "G": return number << 30
        default: return nil
        }
    }

    mutating func validate() throws {
        guard let memoryLimit else { return }
        guard let bytes = MemoryOptions.bytes(memoryLimit), bytes >= MemoryOptions.leastMemoryBytes
        else { throw ValidationError("--memory-limit: 128MB… · “\(memoryLimit)”") }
    }
}
