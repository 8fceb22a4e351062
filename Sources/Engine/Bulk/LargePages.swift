import Glibc

/// Memory that is filled once from end to end: in large pages, where the system has them, since the
/// first touch of each small one costs more than the entries that it holds.
enum LargePages {
    /// Aligned to 2 MB; `deallocate` takes it back.
    static func allocate(_ byteCount: Int) -> UnsafeMutableRawPointer {
        let size = 2 << 20
        let whole = (byteCount + size - 1) / size * size
        let memory = UnsafeMutableRawPointer.allocate(byteCount: whole, alignment: size)
        // Advice: a system that does not take it gives small pages.
        unsafe _ = madvise(memory, whole, MADV_HUGEPAGE)
        return unsafe memory
    }
}
