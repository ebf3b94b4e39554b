/* Loaded before the C library: each sync takes as much longer as SLOW_SYNC_MICROS says, as on a slower disk. Only the
 * thread that waits for the sync waits; the processor is free meanwhile. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static int slow(const char *name, int file) {
    int (*sync)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    const char *micros = getenv("SLOW_SYNC_MICROS");
    long more = micros ? atol(micros) : 0;
    struct timespec left = {more / 1000000, more % 1000000 * 1000};
    while (nanosleep(&left, &left) != 0) {
    }
    return sync ? sync(file) : -1;
}

int fsync(int file) { return slow("fsync", file); }
int fdatasync(int file) { return slow("fdatasync", file); }
