// Valgrind 3.19 changes the mask of sigsuspend in place, and dies where it lies in memory that cannot
// be written, as libdispatch's does. Preloaded, this hands over a copy.
#define _GNU_SOURCE
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

int sigsuspend(const sigset_t *mask) {
    sigset_t copy = *mask;
    return (int)syscall(SYS_rt_sigsuspend, &copy, _NSIG / 8);
}
