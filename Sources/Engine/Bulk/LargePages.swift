import Glibc

/// Memory that is filled once from end to end: in large pages, where the system has them, since the
/// first touch of each small one costs more than the entries that it holds. It goes back to the
/// system at once: what is made of the entries comes after them.
enum LargePages {
    private static let pageBytes = 2 << 20

    /// Zeros, aligned to 2 MB; `free` takes them back.
    static func allocate(_ byteCount: Int) -> UnsafeMutableRawPointer {
        let whole = size(of: byteCount)
        // Mapped with room to align, which is given back.
        let mapped = unsafe mmap(
            nil, whole + pageBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else {
            fatalError("out of memory: \(whole) bytes for entries")
        }
        let before = -Int(bitPattern: mapped) & (pageBytes - 1)
        if before > 0 { unsafe _ = munmap(mapped, before) }
        let memory = unsafe mapped + before
        unsafe _ = munmap(memory + whole, pageBytes - before)
        // Advice: a system that does not take it gives small pages.
        unsafe _ = madvise(memory, whole, MADV_HUGEPAGE)
        return unsafe memory
    }

    static func free(_ memory: UnsafeMutableRawPointer, _ byteCount: Int) {
        unsafe _ = munmap(memory, size(of: byteCount))
    }

    private static func size(of byteCount: Int) -> Int {
        (byteCount + pageBytes - 1) / pageBytes * pageBytes
    }
}
