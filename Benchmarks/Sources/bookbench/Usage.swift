import Glibc

/// What the process has used so far.
struct Usage {
    var wallSeconds: Double
    var cpuSeconds: Double

    static var now: Usage {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        var used = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used)
        return Usage(
            wallSeconds: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9,
            cpuSeconds: Double(used.tv_sec) + Double(used.tv_nsec) / 1e9)
    }

    static func - (a: Usage, b: Usage) -> Usage {
        Usage(
            wallSeconds: a.wallSeconds - b.wallSeconds, cpuSeconds: a.cpuSeconds - b.cpuSeconds)
    }

    /// Kilobytes of a line of /proc/self/status: "VmHWM" the most memory so far, mapped files
    /// included; "RssAnon" what is no file's now.
    static func kilobytes(_ name: String) -> Int {
        guard let file = unsafe fopen("/proc/self/status", "r") else { return 0 }
        defer { unsafe fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while unsafe fgets(&line, 256, file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8($0) }, as: UTF8.self)
            guard text.hasPrefix(name + ":") else { continue }
            return Int(text.split { !$0.isNumber }.first ?? "") ?? 0
        }
        return 0
    }
}
