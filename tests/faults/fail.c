// A library that is loaded before all others and makes the machine fail at one chosen operation, counted over all
// processes of a run: that operation returns an error, does only a part of its work, or everything is killed.
//
// FAULTS names a file that holds a struct plan, which all processes share; tests/faults/machine.py writes it. With PAUSES, a
// number, the process waits a little after some operations, so that processes meet where they seldom do.
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum {      // what operations are counted; the same names are in machine.py
    OPEN = 1, READ = 2, WRITE = 4, CLOSE = 8, FOLDER = 16, NAME = 32, STATUS = 64, SYNC = 128, PROCESS = 256, LOCK = 512,
    MEMORY = 1024
};
enum { KILL = -1, PART = -2 };
enum { PAUSE_BITS = 17 };      // of the longest pause in microseconds

struct plan {
    _Atomic uint64_t count;     // operations so far
    uint64_t at;                // the one that fails; 0: none
    int32_t error;              // errno, KILL or PART
    uint32_t stays;             // all later ones fail too
    uint32_t classes;
    _Atomic uint32_t hits;
};

static struct plan *plan;
static uint64_t chance;         // 0: no pauses

// Every other time. The numbers are those of an xorshift generator.
static void wait_by_chance(void)
{
    int reason = errno;
    chance ^= chance << 13;
    chance ^= chance >> 7;
    chance ^= chance << 17;
    if (chance % 2 == 1)
        usleep((useconds_t)(chance >> (64 - PAUSE_BITS)));
    errno = reason;
}

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("FAULTS"), *seed = getenv("PAUSES");
    chance = seed == NULL ? 0 : strtoull(seed, NULL, 10) * 0x9E3779B97F4A7C15;   // numbers that are next to each other differ
    wait_by_chance();
    int file = path == NULL ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
    if (file < 0)
        return;
    void *shared = mmap(NULL, sizeof *plan, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    syscall(SYS_close, file);
    if (shared != MAP_FAILED)
        plan = shared;
}

static bool fails(unsigned class)
{
    if (plan == NULL || (plan->classes & class) == 0)
        return false;
    uint64_t number = atomic_fetch_add(&plan->count, 1) + 1;
    if (plan->at == 0 || (number != plan->at && !(plan->stays && number > plan->at)))
        return false;
    atomic_fetch_add(&plan->hits, 1);
    if (plan->error == KILL) {
        kill(0, SIGKILL);
        for (;;)
            pause();
    }
    if (plan->error != PART)
        errno = plan->error;
    return true;
}

// Whether [class] fails with an error; a part of the work can be done only where that is a way to fail.
static bool fails_wholly(unsigned class)
{
    return fails(class) && plan->error != PART;
}

#define NEXT(name) \
    static __typeof__(name) *next; \
    if (next == NULL) \
        next = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static mode_t mode_of(int flags, va_list more)
{
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
}

#define OPENER(name) \
    int name(const char *path, int flags, ...) \
    { \
        NEXT(name); \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = mode_of(flags, more); \
        va_end(more); \
        return fails_wholly(OPEN) ? -1 : next(path, flags, mode); \
    }
OPENER(open)
OPENER(open64)

#define OPENER_AT(name) \
    int name(int folder, const char *path, int flags, ...) \
    { \
        NEXT(name); \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = mode_of(flags, more); \
        va_end(more); \
        return fails_wholly(OPEN) ? -1 : next(folder, path, flags, mode); \
    }
OPENER_AT(openat)
OPENER_AT(openat64)

// What the C library has no name for: openat2.
long syscall(long number, ...)
{
    NEXT(syscall);
    long given[6];
    va_list more;
    va_start(more, number);
    for (int i = 0; i < 6; i++)
        given[i] = va_arg(more, long);
    va_end(more);
    if (number == SYS_openat2 && fails_wholly(OPEN))
        return -1;
    return next(number, given[0], given[1], given[2], given[3], given[4], given[5]);
}

#define ONE(type, failed, class, name, parameters, arguments) \
    type name parameters \
    { \
        NEXT(name); \
        return fails_wholly(class) ? failed : next arguments; \
    }

// What processes that work on the same files have between them.
#define ONE_AND_WAIT(type, failed, class, name, parameters, arguments) \
    type name parameters \
    { \
        NEXT(name); \
        type result = fails_wholly(class) ? failed : next arguments; \
        wait_by_chance(); \
        return result; \
    }

ONE(FILE *, NULL, OPEN, fopen, (const char *path, const char *mode), (path, mode))
ONE(FILE *, NULL, OPEN, fopen64, (const char *path, const char *mode), (path, mode))
ONE(int, -1, OPEN, mkstemp, (char *name), (name))
ONE(int, -1, OPEN, mkstemp64, (char *name), (name))
ONE(int, -1, FOLDER, mkdir, (const char *path, mode_t mode), (path, mode))
ONE_AND_WAIT(char *, NULL, FOLDER, mkdtemp, (char *name), (name))
ONE(DIR *, NULL, FOLDER, opendir, (const char *path), (path))
ONE(DIR *, NULL, FOLDER, fdopendir, (int file), (file))
ONE(struct dirent *, NULL, FOLDER, readdir, (DIR *from), (from))
ONE(struct dirent64 *, NULL, FOLDER, readdir64, (DIR *from), (from))
ONE_AND_WAIT(int, -1, NAME, rename, (const char *from, const char *to), (from, to))
ONE_AND_WAIT(int, -1, NAME, renameat2, (int a, const char *from, int b, const char *to, unsigned flags), (a, from, b, to, flags))
ONE(int, -1, NAME, link, (const char *from, const char *to), (from, to))
ONE(int, -1, NAME, unlink, (const char *path), (path))
ONE(int, -1, NAME, unlinkat, (int folder, const char *path, int flags), (folder, path, flags))
ONE(int, -1, NAME, rmdir, (const char *path), (path))
ONE(int, -1, STATUS, stat, (const char *restrict path, struct stat *restrict to), (path, to))
ONE(int, -1, STATUS, lstat, (const char *restrict path, struct stat *restrict to), (path, to))
ONE(int, -1, STATUS, fstat, (int file, struct stat *to), (file, to))
ONE(int, -1, STATUS, fstatat, (int folder, const char *restrict path, struct stat *restrict to, int flags),
    (folder, path, to, flags))
ONE(char *, NULL, STATUS, realpath, (const char *restrict path, char *restrict to), (path, to))
ONE(int, -1, STATUS, access, (const char *path, int mode), (path, mode))
ONE(int, -1, SYNC, fsync, (int file), (file))
ONE(int, -1, SYNC, syncfs, (int file), (file))
ONE_AND_WAIT(int, -1, LOCK, flock, (int file, int what), (file, what))
ONE(pid_t, -1, PROCESS, fork, (void), ())
ONE(int, -1, PROCESS, pipe2, (int ends[2], int flags), (ends, flags))

#define MOVER(type, class, name, parameters, arguments, size) \
    ssize_t name parameters \
    { \
        NEXT(name); \
        if (fails(class)) { \
            if (plan->error != PART) \
                return -1; \
            size = size > 1 ? size / 2 : size; \
        } \
        return next arguments; \
    }
MOVER(ssize_t, READ, read, (int file, void *bytes, size_t size), (file, bytes, size), size)
MOVER(ssize_t, READ, pread, (int file, void *bytes, size_t size, off_t at), (file, bytes, size, at), size)
MOVER(ssize_t, READ, pread64, (int file, void *bytes, size_t size, off64_t at), (file, bytes, size, at), size)
MOVER(ssize_t, WRITE, write, (int file, const void *bytes, size_t size), (file, bytes, size), size)

// The file is closed all the same.
int close(int file)
{
    NEXT(close);
    bool failed = fails_wholly(CLOSE);
    int reason = errno, result = next(file);
    if (failed)
        errno = reason;
    return failed ? -1 : result;
}

// ---- Memory: the C library's own names, for dlsym needs memory too.

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

void *malloc(size_t size)
{
    return fails_wholly(MEMORY) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails_wholly(MEMORY) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
    return fails_wholly(MEMORY) ? NULL : __libc_realloc(block, size);
}

void *reallocarray(void *block, size_t count, size_t size)
{
    size_t whole;
    if (__builtin_mul_overflow(count, size, &whole)) {
        errno = ENOMEM;
        return NULL;
    }
    return realloc(block, whole);
}

void *mmap(void *at, size_t length, int protection, int flags, int file, off_t offset)
{
    NEXT(mmap);
    if ((flags & MAP_ANONYMOUS) != 0 && plan != NULL && fails_wholly(MEMORY))
        return MAP_FAILED;
    return next(at, length, protection, flags, file, offset);
}

int posix_memalign(void **block, size_t alignment, size_t size)
{
    if (fails_wholly(MEMORY))
        return ENOMEM;
    *block = __libc_memalign(alignment, size);
    return *block == NULL ? ENOMEM : 0;
}
