#include <freexl.h>
#include <sys/syscall.h>
#include <unistd.h>

/// A file without a name, closed on exec; −1 where the system refuses. memfd_create is not declared
/// without _GNU_SOURCE, which the Swift overlay of the C library does not set.
static inline int anonymous_file(void) {
    const unsigned close_on_exec = 1;
    return (int)syscall(SYS_memfd_create, "spreadsheet", close_on_exec);
}
