// How much memory the allocator keeps for the program instead of giving it back to the system.
#pragma once
#include <malloc.h>

/// Large arrays come and go while files are read; fetching their pages anew each time costs a
/// third of a large run's page faults. So they are taken from what was freed.
static inline void mm_keep_memory(void) {
#if defined(__GLIBC__)
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 512 << 20);
    mallopt(M_TOP_PAD, 16 << 20);
#endif
}
