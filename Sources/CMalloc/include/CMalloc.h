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

// A server answers from whatever thread is free, and each arena keeps its own most: with the usual
// eight per core memory grew for minutes, until a large answer had been made in each of them. Two
// are as many as there are readers of the book.
static inline void mm_few_arenas(void) {
#if defined(__GLIBC__)
    mallopt(M_ARENA_MAX, 2);
#endif
}
