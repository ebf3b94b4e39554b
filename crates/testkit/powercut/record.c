/* Loaded before the C library: writes down what a program does to the files of one folder, in the order in which
 * it happens, so that a power cut can be acted out afterwards. Each record is
 *
 *     kind (1 byte) · length of the name (4) · offset (8) · length of the data (4) · name · data
 *
 * in the byte order of the machine. Kinds: w write, t truncate, s sync, u unlink, a text on standard output.
 * Shared memory beside the database (-shm) is left out: it does not outlive the machine.
 *
 * POWERCUT_FOLDER names the folder, POWERCUT_LOG the file to write to. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FILES 4096
#define MOST_NAME 256

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static char names[MOST_FILES][MOST_NAME];
static int log_file = -1;

#define NEXT(result, name, ...)                                                                                        \
    static result (*next)(__VA_ARGS__);                                                                                \
    if (!next) next = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static ssize_t put(const struct iovec *parts, int count) {
    NEXT(ssize_t, "writev", int, const struct iovec *, int);
    return next(log_file, parts, count);
}

static void note(char kind, const char *name, uint64_t offset, const void *data, size_t size) {
    if (log_file < 0) return;
    uint32_t name_length = strlen(name), length = data ? size : 0;
    unsigned char head[17];
    head[0] = kind;
    memcpy(head + 1, &name_length, 4);
    memcpy(head + 5, &offset, 8);
    memcpy(head + 13, &length, 4);
    struct iovec parts[3] = {{head, 17}, {(void *)name, name_length}, {(void *)data, length}};
    put(parts, length ? 3 : 2);
}

static const char *watched(int file) { return file >= 0 && file < MOST_FILES ? names[file] : ""; }

static int is_watched(const char *path) {
    const char *folder = getenv("POWERCUT_FOLDER");
    return folder && path && strncmp(path, folder, strlen(folder)) == 0 && !strstr(path, "-shm");
}

static int opened(const char *path, int file) {
    if (file < 0 || file >= MOST_FILES) return file;
    pthread_mutex_lock(&turn);
    if (log_file < 0 && getenv("POWERCUT_LOG")) {
        NEXT(int, "open64", const char *, int, ...);
        log_file = next(getenv("POWERCUT_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
    names[file][0] = 0;
    if (is_watched(path)) strncpy(names[file], path, MOST_NAME - 1);
    pthread_mutex_unlock(&turn);
    return file;
}

#define OPEN(symbol)                                                                                                   \
    int symbol(const char *path, int flags, ...) {                                                                     \
        NEXT(int, #symbol, const char *, int, ...);                                                                    \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        int mode = va_arg(rest, int);                                                                                  \
        va_end(rest);                                                                                                  \
        return opened(path, next(path, flags, mode));                                                                  \
    }
OPEN(open)
OPEN(open64)

int close(int file) {
    NEXT(int, "close", int);
    if (*watched(file)) names[file][0] = 0;
    return next(file);
}

ssize_t write(int file, const void *data, size_t size) {
    NEXT(ssize_t, "write", int, const void *, size_t);
    if (file != 1 && !*watched(file)) return next(file, data, size);
    pthread_mutex_lock(&turn);
    off_t at = file == 1 ? 0 : lseek(file, 0, SEEK_CUR);
    ssize_t written = next(file, data, size);
    if (written > 0) note(file == 1 ? 'a' : 'w', file == 1 ? "" : watched(file), at, data, written);
    pthread_mutex_unlock(&turn);
    return written;
}

#define WRITE_AT(symbol, offset_type)                                                                                  \
    ssize_t symbol(int file, const void *data, size_t size, offset_type at) {                                          \
        NEXT(ssize_t, #symbol, int, const void *, size_t, offset_type);                                                \
        if (!*watched(file)) return next(file, data, size, at);                                                        \
        pthread_mutex_lock(&turn);                                                                                     \
        ssize_t written = next(file, data, size, at);                                                                  \
        if (written > 0) note('w', watched(file), at, data, written);                                                  \
        pthread_mutex_unlock(&turn);                                                                                   \
        return written;                                                                                                \
    }
WRITE_AT(pwrite, off_t)
WRITE_AT(pwrite64, off64_t)

#define TRUNCATE(symbol, offset_type)                                                                                  \
    int symbol(int file, offset_type size) {                                                                           \
        NEXT(int, #symbol, int, offset_type);                                                                          \
        pthread_mutex_lock(&turn);                                                                                     \
        int result = next(file, size);                                                                                 \
        if (result == 0 && *watched(file)) note('t', watched(file), size, 0, 0);                                       \
        pthread_mutex_unlock(&turn);                                                                                   \
        return result;                                                                                                 \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

/* The turn is held while a sync runs, so that no write stands before it in the log that it did not cover. */
#define SYNC(symbol)                                                                                                   \
    int symbol(int file) {                                                                                             \
        NEXT(int, #symbol, int);                                                                                       \
        if (!*watched(file)) return next(file);                                                                        \
        pthread_mutex_lock(&turn);                                                                                     \
        int result = next(file);                                                                                       \
        if (result == 0) note('s', watched(file), 0, 0, 0);                                                            \
        pthread_mutex_unlock(&turn);                                                                                   \
        return result;                                                                                                 \
    }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path) {
    NEXT(int, "unlink", const char *);
    pthread_mutex_lock(&turn);
    int result = next(path);
    if (result == 0 && is_watched(path)) note('u', path, 0, 0, 0);
    pthread_mutex_unlock(&turn);
    return result;
}
