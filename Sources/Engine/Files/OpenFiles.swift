import Glibc

/// How many files and connections this process may hold.
package enum OpenFiles {
    /// Raises the limit to `wanted`, as far as the system lets; what it is then. Systems begin with
    /// 1,024, for the sake of programs that use select(2).
    @discardableResult
    package static func raise(to wanted: Int) -> Int {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return 0
        }
        let most = rlim_t(wanted)
        guard limit.rlim_cur < most else { return Int(clamping: limit.rlim_cur) }
        let before = limit.rlim_cur
        limit.rlim_cur = min(most, limit.rlim_max)
        let isDone =
            unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
        return Int(clamping: isDone ? limit.rlim_cur : before)
    }
}
