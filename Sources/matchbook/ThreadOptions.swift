import ArgumentParser
import Glibc
import Reports

/// How many threads may work at once.
struct ThreadOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            say(
                "同时使用的线程数（默认：全部核心）；结果与线程数无关。", "同時使用的執行緒數（預設：全部核心）；結果與執行緒數無關。",
                "Threads at once (default: all cores); the result does not depend on it."),
            valueName: "n"))
    var threads: Int?

    mutating func validate() throws {
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads: 1…1024")
        }
    }

    var count: Int { threads ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
