// Counts what a program does to the files below some directories, and disturbs the N-th of these operations.
//
// Preloaded into the program under test; Linux with glibc only. The environment says what to do:
//
//   FAULT_PATHS  directories, separated by colons; operations elsewhere are neither counted nor disturbed; of one that
//                ends in "/." only those on the directory itself
//   FAULT_CLASS  "change" (default): what changes files; "read": what reads them
//   FAULT_AT     the number of the operation to disturb, from 1; 0 or nothing: none
//   FAULT_KIND   errno=CODE      it fails with that error
//                errno-on=CODE   it and all later ones fail
//                short           a write takes half of its bytes
//                kill-before, kill-after
//                kill-half       a write takes half of its bytes, then the process is killed
//   FAULT_LOG    a file that gets a line for each operation of the class that was done:
//                number, call, path, second path, bytes, offset, result, and with FAULT_DATA=1 the bytes in hexadecimal
//
// Every operation goes through libc, so SQLite's and Foundation's are seen as well. What is mapped is not.
#ifdef __linux__
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { PATH_BYTES = 4096, LOG_DESCRIPTOR = 1000 };
enum kind { NONE, ERRNO, ERRNO_ON, SHORT, KILL_BEFORE, KILL_AFTER, KILL_HALF };
enum class { CHANGE, READ };

static const char *paths;
static enum class wanted_class = CHANGE;
static long fault_at;
static enum kind fault_kind = NONE;
static int fault_errno;
static bool has_log, has_data;
static atomic_long counter;

__attribute__((constructor)) static void begin(void) {
  paths = getenv("FAULT_PATHS");
  const char *class = getenv("FAULT_CLASS");
  if (class && strcmp(class, "read") == 0) wanted_class = READ;
  const char *at = getenv("FAULT_AT");
  if (at) fault_at = atol(at);
  const char *kind = getenv("FAULT_KIND");
  if (!kind) kind = "";
  if (strncmp(kind, "errno=", 6) == 0) fault_kind = ERRNO, fault_errno = atoi(kind + 6);
  if (strncmp(kind, "errno-on=", 9) == 0) fault_kind = ERRNO_ON, fault_errno = atoi(kind + 9);
  if (strcmp(kind, "short") == 0) fault_kind = SHORT;
  if (strcmp(kind, "kill-before") == 0) fault_kind = KILL_BEFORE;
  if (strcmp(kind, "kill-after") == 0) fault_kind = KILL_AFTER;
  if (strcmp(kind, "kill-half") == 0) fault_kind = KILL_HALF;
  const char *data = getenv("FAULT_DATA");
  has_data = data && *data == '1';
  const char *log = getenv("FAULT_LOG");
  if (!log) return;
  long file = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (file < 0) return;
  // Out of the way of the program's own numbers, and closed in what it starts.
  has_log = syscall(SYS_dup3, file, LOG_DESCRIPTOR, O_CLOEXEC) >= 0;
  syscall(SYS_close, file);
}

// Where a call works.

static void path_of_descriptor(int file, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  long count = syscall(SYS_readlinkat, AT_FDCWD, link, path, PATH_BYTES - 1);
  path[count < 0 ? 0 : count] = 0;
}

static void path_at(int directory, const char *name, char *path) {
  if (name[0] == '/') {
    snprintf(path, PATH_BYTES, "%s", name);
    return;
  }
  char base[PATH_BYTES];
  base[0] = 0;
  if (directory == AT_FDCWD) {
    if (syscall(SYS_getcwd, base, sizeof base) < 0) base[0] = 0;
  } else {
    path_of_descriptor(directory, base);
  }
  size_t length = strlen(base);
  snprintf(path, PATH_BYTES, "%.*s/%s", (int)length, base, name);
}

static bool is_below(const char *path) {
  for (const char *next = paths; next && *next;) {
    const char *end = strchrnul(next, ':');
    size_t length = (size_t)(end - next);
    if (length > 2 && strncmp(next + length - 2, "/.", 2) == 0) {
      if (strncmp(path, next, length - 2) == 0 && path[length - 2] == 0) return true;
    } else if (length > 0 && strncmp(path, next, length) == 0 && (path[length] == '/' || path[length] == 0)) {
      return true;
    }
    next = *end ? end + 1 : end;
  }
  return false;
}

// One operation: counted, perhaps disturbed, logged.

struct operation {
  const char *call;
  char path[PATH_BYTES];
  char second[PATH_BYTES];
  const void *bytes;
  size_t count;
  long long offset;
  long number;
};

/// What is to happen to an operation; its errno is set if it is to fail.
static enum kind enter(struct operation *operation, enum class class) {
  operation->number = 0;
  if (!paths || class != wanted_class) return NONE;
  if (!is_below(operation->path) && !is_below(operation->second)) return NONE;
  operation->number = atomic_fetch_add(&counter, 1) + 1;
  bool is_hit = operation->number == fault_at || (fault_kind == ERRNO_ON && fault_at > 0 && operation->number > fault_at);
  if (!is_hit) return NONE;
  if (fault_kind == KILL_BEFORE) kill(getpid(), SIGKILL);
  if (fault_kind == ERRNO || fault_kind == ERRNO_ON) errno = fault_errno;
  return fault_kind;
}

static void write_log(const char *bytes, size_t count) {
  while (count > 0) {
    long done = syscall(SYS_write, LOG_DESCRIPTOR, bytes, count);
    if (done <= 0) return;
    bytes += done;
    count -= (size_t)done;
  }
}

static void log_operation(const struct operation *operation, long long result) {
  size_t room = 3 * PATH_BYTES + (has_data && result > 0 && operation->bytes ? 2 * (size_t)result : 0);
  char *line = malloc(room);
  if (!line) return;
  int length = snprintf(line, room, "%ld\t%s\t%s\t%s\t%zu\t%lld\t%lld\t", operation->number, operation->call,
                        operation->path, operation->second, operation->count, operation->offset, result);
  char *end = line + length;
  if (has_data && operation->bytes) {
    for (long long index = 0; index < result; index++) {
      unsigned char byte = ((const unsigned char *)operation->bytes)[index];
      *end++ = "0123456789abcdef"[byte >> 4];
      *end++ = "0123456789abcdef"[byte & 15];
    }
  }
  *end++ = '\n';
  write_log(line, (size_t)(end - line));
  free(line);
}

static long long leave(const struct operation *operation, enum kind kind, long long result) {
  if (operation->number == 0) return result;
  int code = errno;
  if (has_log) log_operation(operation, result);
  if (kind == KILL_AFTER || kind == KILL_HALF) kill(getpid(), SIGKILL);
  errno = code;
  return result;
}

#define FAILS(kind) ((kind) == ERRNO || (kind) == ERRNO_ON)
#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

// What changes files.

#define OPEN(name)                                                                                                \
  int name(const char *file, int flags, ...) {                                                                    \
    mode_t mode = 0;                                                                                              \
    if (flags & (O_CREAT | O_TMPFILE)) {                                                                          \
      va_list list;                                                                                               \
      va_start(list, flags);                                                                                      \
      mode = va_arg(list, mode_t);                                                                                \
      va_end(list);                                                                                               \
    }                                                                                                             \
    REAL(name);                                                                                                   \
    struct operation operation = {.call = "open", .count = (size_t)flags};                                        \
    path_at(AT_FDCWD, file, operation.path);                                                                      \
    struct stat status;                                                                                           \
    bool is_there = (flags & O_TRUNC) == 0 && stat(operation.path, &status) == 0;                                 \
    bool changes = (flags & (O_CREAT | O_TRUNC)) != 0 && !is_there;                                               \
    enum kind kind = enter(&operation, changes ? CHANGE : READ);                                                  \
    if (FAILS(kind)) return (int)leave(&operation, kind, -1);                                                     \
    return (int)leave(&operation, kind, real(file, flags, mode));                                                 \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                                                              \
  int name(int directory, const char *file, int flags, ...) {                                                     \
    mode_t mode = 0;                                                                                              \
    if (flags & (O_CREAT | O_TMPFILE)) {                                                                          \
      va_list list;                                                                                               \
      va_start(list, flags);                                                                                      \
      mode = va_arg(list, mode_t);                                                                                \
      va_end(list);                                                                                               \
    }                                                                                                             \
    REAL(name);                                                                                                   \
    struct operation operation = {.call = "open", .count = (size_t)flags};                                        \
    path_at(directory, file, operation.path);                                                                     \
    enum kind kind = enter(&operation, flags & (O_CREAT | O_TRUNC) ? CHANGE : READ);                              \
    if (FAILS(kind)) return (int)leave(&operation, kind, -1);                                                     \
    return (int)leave(&operation, kind, real(directory, file, flags, mode));                                      \
  }
OPENAT(openat)
OPENAT(openat64)

#define MKSTEMPS(name)                                                                                            \
  int name(char *template, int suffix) {                                                                          \
    REAL(name);                                                                                                   \
    struct operation operation = {.call = "open"};                                                                \
    path_at(AT_FDCWD, template, operation.path);                                                                  \
    enum kind kind = enter(&operation, CHANGE);                                                                   \
    if (FAILS(kind)) return (int)leave(&operation, kind, -1);                                                     \
    int result = real(template, suffix);                                                                          \
    path_at(AT_FDCWD, template, operation.path);                                                                  \
    return (int)leave(&operation, kind, result);                                                                  \
  }
MKSTEMPS(mkstemps)
MKSTEMPS(mkstemps64)

/// The bytes a disturbed write takes.
static size_t share(enum kind kind, size_t count) {
  return (kind == SHORT || kind == KILL_HALF) && count > 1 ? count / 2 : count;
}

ssize_t write(int file, const void *bytes, size_t count) {
  REAL(write);
  struct operation operation = {.call = "write", .bytes = bytes, .count = count, .offset = -1};
  path_of_descriptor(file, operation.path);
  enum kind kind = enter(&operation, CHANGE);
  if (operation.number > 0) operation.offset = lseek(file, 0, SEEK_CUR);
  if (FAILS(kind)) return leave(&operation, kind, -1);
  return leave(&operation, kind, real(file, bytes, share(kind, count)));
}

#define PWRITE(name, offset_type)                                                                                 \
  ssize_t name(int file, const void *bytes, size_t count, offset_type offset) {                                   \
    REAL(name);                                                                                                   \
    struct operation operation = {.call = "write", .bytes = bytes, .count = count, .offset = offset};             \
    path_of_descriptor(file, operation.path);                                                                     \
    enum kind kind = enter(&operation, CHANGE);                                                                   \
    if (FAILS(kind)) return leave(&operation, kind, -1);                                                          \
    return leave(&operation, kind, real(file, bytes, share(kind, count), offset));                                \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

/// An operation on an open file that either fails or is done.
#define ON_DESCRIPTOR(name, label, parameters, arguments, size)                                                   \
  int name parameters {                                                                                           \
    REAL(name);                                                                                                   \
    struct operation operation = {.call = label, .offset = (long long)(size)};                                    \
    path_of_descriptor(file, operation.path);                                                                     \
    enum kind kind = enter(&operation, CHANGE);                                                                   \
    if (FAILS(kind)) return (int)leave(&operation, kind, -1);                                                     \
    return (int)leave(&operation, kind, real arguments);                                                          \
  }
ON_DESCRIPTOR(ftruncate, "truncate", (int file, off_t length), (file, length), length)
ON_DESCRIPTOR(ftruncate64, "truncate", (int file, off64_t length), (file, length), length)
ON_DESCRIPTOR(fsync, "sync", (int file), (file), 0)
ON_DESCRIPTOR(fdatasync, "sync", (int file), (file), 0)
ON_DESCRIPTOR(fchmod, "chmod", (int file, mode_t mode), (file, mode), mode)

int posix_fallocate(int file, off_t offset, off_t length) {
  REAL(posix_fallocate);
  struct operation operation = {.call = "allocate", .offset = offset + length};
  path_of_descriptor(file, operation.path);
  enum kind kind = enter(&operation, CHANGE);
  // It returns its error.
  if (FAILS(kind)) return leave(&operation, kind, -1) < 0 ? fault_errno : 0;
  return (int)leave(&operation, kind, real(file, offset, length));
}

/// An operation on one or two names that either fails or is done.
#define ON_NAMES(name, label, parameters, arguments, first_directory, first, second_directory, last)             \
  int name parameters {                                                                                           \
    REAL(name);                                                                                                   \
    struct operation operation = {.call = label};                                                                 \
    path_at(first_directory, first, operation.path);                                                              \
    const char *second_name = last;                                                                               \
    if (second_name) path_at(second_directory, second_name, operation.second);                                    \
    enum kind kind = enter(&operation, CHANGE);                                                                   \
    if (FAILS(kind)) return (int)leave(&operation, kind, -1);                                                     \
    return (int)leave(&operation, kind, real arguments);                                                          \
  }
ON_NAMES(rename, "rename", (const char *from, const char *to), (from, to), AT_FDCWD, from, AT_FDCWD, to)
ON_NAMES(renameat, "rename", (int a, const char *from, int b, const char *to), (a, from, b, to), a, from, b, to)
ON_NAMES(renameat2, "rename", (int a, const char *from, int b, const char *to, unsigned flags),
         (a, from, b, to, flags), a, from, b, to)
ON_NAMES(link, "link", (const char *from, const char *to), (from, to), AT_FDCWD, from, AT_FDCWD, to)
ON_NAMES(linkat, "link", (int a, const char *from, int b, const char *to, int flags), (a, from, b, to, flags), a, from,
         b, to)
ON_NAMES(unlink, "unlink", (const char *file), (file), AT_FDCWD, file, AT_FDCWD, NULL)
ON_NAMES(unlinkat, "unlink", (int a, const char *file, int flags), (a, file, flags), a, file, a, NULL)
ON_NAMES(rmdir, "rmdir", (const char *file), (file), AT_FDCWD, file, AT_FDCWD, NULL)
ON_NAMES(mkdir, "mkdir", (const char *file, mode_t mode), (file, mode), AT_FDCWD, file, AT_FDCWD, NULL)
ON_NAMES(mkdirat, "mkdir", (int a, const char *file, mode_t mode), (a, file, mode), a, file, a, NULL)
ON_NAMES(chmod, "chmod", (const char *file, mode_t mode), (file, mode), AT_FDCWD, file, AT_FDCWD, NULL)

// What reads them.

#define READING(name, parameters, arguments)                                                                      \
  ssize_t name parameters {                                                                                       \
    REAL(name);                                                                                                   \
    if (wanted_class != READ) return real arguments;                                                              \
    struct operation operation = {.call = "read", .count = count};                                                \
    path_of_descriptor(file, operation.path);                                                                     \
    enum kind kind = enter(&operation, READ);                                                                     \
    if (FAILS(kind)) return leave(&operation, kind, -1);                                                          \
    if (kind == SHORT && count > 1) count /= 2;                                                                   \
    return leave(&operation, kind, real arguments);                                                               \
  }
READING(read, (int file, void *bytes, size_t count), (file, bytes, count))
READING(pread, (int file, void *bytes, size_t count, off_t offset), (file, bytes, count, offset))
READING(pread64, (int file, void *bytes, size_t count, off64_t offset), (file, bytes, count, offset))
#endif
