// Starts a program once and runs it as often as one likes: each run is a fork of one that is loaded and has described
// its commands, which takes longer than most runs of the tests do.
//
// Preloaded into the program under test; Linux with glibc only. Just before the program makes the list of its arguments it
// reads requests on standard input and answers on standard output, in the machine's own order of bytes:
//
//   request   how many bytes follow, in four; then texts that end in a zero byte: the directory of the run, files for its
//             standard output and error, how many variables its environment has, these, and its arguments from argv[0] on
//   answer    its process id, in four bytes; when it has ended what waitpid says, in four
//
// Standard input of a run is /dev/null; one that takes five minutes is ended by SIGALRM. All runs of one start share what
// was chosen at random before: the seed of hashing.
#ifdef __linux__
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LONGEST_RUN_SECONDS = 300 };

static bool take(void *bytes, size_t count) {
  for (char *place = bytes; count > 0;) {
    ssize_t taken = read(STDIN_FILENO, place, count);
    if (taken < 0 && errno == EINTR) continue;
    if (taken <= 0) return false;
    place += taken;
    count -= taken;
  }
  return true;
}

static void answer(int32_t value) {
  if (write(STDOUT_FILENO, &value, sizeof value) != sizeof value) _exit(1);
}

static void open_as(int descriptor, const char *path, int flags) {
  int opened = open(path, flags, 0644);
  if (opened < 0 || dup2(opened, descriptor) < 0) _exit(126);
  if (opened != descriptor) close(opened);
}

// The texts of a request; the last of the list is nil.
static char **texts(char *bytes, size_t size, int *count) {
  *count = 0;
  for (size_t place = 0; place < size; place++) *count += bytes[place] == 0;
  char **list = calloc(*count + 1, sizeof *list);
  for (int place = 0; place < *count; place++) {
    list[place] = bytes;
    bytes += strlen(bytes) + 1;
  }
  return list;
}

// Swift's locks keep their thread's id in the thread's own variables once they have asked for it (Swift 6.3). A fork has
// another one, and no lock is held here.
static int correct_thread_ids(struct dl_phdr_info *library, size_t size, void *ids) {
  (void)size;
  const int32_t *before_and_now = ids;
  if (!library->dlpi_tls_data) return 0;
  for (int place = 0; place < library->dlpi_phnum; place++) {
    if (library->dlpi_phdr[place].p_type != PT_TLS) continue;
    int32_t *variables = library->dlpi_tls_data;
    for (size_t count = library->dlpi_phdr[place].p_memsz / sizeof *variables; count > 0; count--, variables++)
      if (*variables == before_and_now[0]) *variables = before_and_now[1];
  }
  return 0;
}

// Returns in the process of a run.
static void serve(void) {
  pid_t parent = getpid();
  for (;;) {
    uint32_t size;
    if (!take(&size, sizeof size)) _exit(0);
    char *bytes = malloc(size);
    if (!take(bytes, size)) _exit(0);
    pid_t run = fork();
    if (run < 0) _exit(1);
    if (run > 0) {
      free(bytes);
      answer(run);
      int status;
      while (waitpid(run, &status, 0) < 0 && errno == EINTR) {}
      answer(status);
      continue;
    }
    int32_t before_and_now[2] = {parent, getpid()};
    dl_iterate_phdr(correct_thread_ids, before_and_now);
    alarm(LONGEST_RUN_SECONDS);
    int count;
    char **list = texts(bytes, size, &count);
    if (count < 5 || chdir(list[0]) != 0) _exit(126);
    open_as(STDIN_FILENO, "/dev/null", O_RDONLY);
    open_as(STDOUT_FILENO, list[1], O_WRONLY | O_CREAT | O_TRUNC);
    open_as(STDERR_FILENO, list[2], O_WRONLY | O_CREAT | O_TRUNC);
    int variables = atoi(list[3]);
    char **arguments = list + 4 + variables;
    if (4 + variables >= count) _exit(126);
    clearenv();
    for (int place = 0; place < variables; place++) putenv(list[4 + place]);
    void (*be_called_with)(char **, int) = dlsym(RTLD_DEFAULT, "_swift_stdlib_overrideUnsafeArgvArgc");
    if (!be_called_with) _exit(126);
    be_called_with(arguments, count - 4 - variables);
    return;
  }
}

// What makes a value once, in place of the runtime's; and the getter of CommandLine.arguments, which is first called where
// such a value is made: the list of arguments. A fork is no place to be in there, so one that is sent ahead says which of
// the values it is.
typedef void (*make)(void *);
static void *last_value, *value_of_arguments;
static int telling = -1;

__attribute__((constructor)) static void learn(void) {
  int ends[2];
  if (pipe(ends) != 0) _exit(1);
  pid_t ahead = fork();
  if (ahead == 0) {
    telling = ends[1];
    return;
  }
  close(ends[1]);
  if (read(ends[0], &value_of_arguments, sizeof value_of_arguments) != sizeof value_of_arguments) _exit(1);
  close(ends[0]);
  waitpid(ahead, NULL, 0);
}

void swift_once(void *value, make make_it, void *context) {
  static void (*real)(void *, make, void *);
  if (!real) real = (void (*)(void *, make, void *))dlsym(RTLD_NEXT, "swift_once");
  last_value = value;
  if (value == value_of_arguments && value) {
    value_of_arguments = NULL;
    serve();
  }
  real(value, make_it, context);
}

void *arguments(void) __asm__("$ss11CommandLineO9argumentsSaySSGvgZ");
void *arguments(void) {
  if (telling >= 0) {
    if (write(telling, &last_value, sizeof last_value) != sizeof last_value) _exit(1);
    _exit(0);
  }
  void *(*real)(void) = (void *(*)(void))dlsym(RTLD_NEXT, "$ss11CommandLineO9argumentsSaySSGvgZ");
  return real();
}
#endif
