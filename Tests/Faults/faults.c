/* A file system that fails: preloaded into the tool by the tests.
 *
 * FAULT_FOLDER  calls that change anything below this folder are counted
 * FAULT_CALL    the number of the call, from 1, from which on all of them fail; removing still works
 * FAULT_BYTE    the number of bytes after which the disk is full
 * FAULT_ERRNO   the error number, ENOSPC unless given
 * FAULT_KILL    instead of failing, the process is killed at that call (SIGKILL)
 * FAULT_SLOW    microseconds that every write takes
 * FAULT_COUNT   a file that gets the number of calls and of bytes at the end
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_long calls, bytes;

static long number(const char *name) {
  const char *text = getenv(name);
  return text ? atol(text) : 0;
}

static int is_inside(const char *path) {
  const char *folder = getenv("FAULT_FOLDER");
  char real[PATH_MAX], parent[PATH_MAX];
  if (!folder || !path) return 0;
  if (!realpath(path, real)) {
    snprintf(parent, sizeof parent, "%s", path);
    char *slash = strrchr(parent, '/');
    if (slash == parent) slash[1] = 0;
    else if (slash) *slash = 0;
    else strcpy(parent, ".");
    if (!realpath(parent, real)) return 0;
  }
  return strncmp(real, folder, strlen(folder)) == 0;
}

static int is_descriptor_inside(int descriptor) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return is_inside(path);
}

static int fails(void) {
  long call = atomic_fetch_add(&calls, 1) + 1;
  if (number("FAULT_CALL") == 0 || call < number("FAULT_CALL")) return 0;
  if (getenv("FAULT_KILL")) kill(getpid(), SIGKILL);
  errno = number("FAULT_ERRNO") ? (int)number("FAULT_ERRNO") : ENOSPC;
  return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int descriptor, const void *data, size_t count) {
  if (!is_descriptor_inside(descriptor)) return REAL(write)(descriptor, data, count);
  if (number("FAULT_SLOW")) usleep((useconds_t)number("FAULT_SLOW"));
  if (fails()) return -1;
  if (getenv("FAULT_BYTE")) {
    long left = number("FAULT_BYTE") - atomic_load(&bytes);
    if (left <= 0 && count > 0) {
      if (getenv("FAULT_KILL")) kill(getpid(), SIGKILL);
      errno = number("FAULT_ERRNO") ? (int)number("FAULT_ERRNO") : ENOSPC;
      return -1;
    }
    if ((long)count > left) count = (size_t)left;
  }
  ssize_t written = REAL(write)(descriptor, data, count);
  if (written > 0) atomic_fetch_add(&bytes, written);
  return written;
}

int fsync(int descriptor) {
  if (is_descriptor_inside(descriptor) && fails()) return -1;
  return REAL(fsync)(descriptor);
}

int rename(const char *from, const char *to) {
  if (is_inside(to) && fails()) return -1;
  return REAL(rename)(from, to);
}

int renameat2(int a, const char *from, int b, const char *to, unsigned int flags) {
  if (is_inside(to) && fails()) return -1;
  return REAL(renameat2)(a, from, b, to, flags);
}

int mkdir(const char *path, mode_t mode) {
  if (is_inside(path) && fails()) return -1;
  return REAL(mkdir)(path, mode);
}

int link(const char *from, const char *to) {
  if (is_inside(to) && fails()) return -1;
  return REAL(link)(from, to);
}

int linkat(int a, const char *from, int b, const char *to, int flags) {
  if (is_inside(to) && fails()) return -1;
  return REAL(linkat)(a, from, b, to, flags);
}

static int opened(const char *name, const char *path, int flags, mode_t mode) {
  int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, name);
  if ((flags & O_CREAT) && is_inside(path) && fails()) return -1;
  return real(path, flags, mode);
}

#define MODE                           \
  mode_t mode = 0;                     \
  if (flags & O_CREAT) {               \
    va_list list;                      \
    va_start(list, flags);             \
    mode = (mode_t)va_arg(list, int);  \
    va_end(list);                      \
  }

int open(const char *path, int flags, ...) {
  MODE
  return opened("open", path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  MODE
  return opened("open64", path, flags, mode);
}

__attribute__((destructor)) static void tell(void) {
  const char *path = getenv("FAULT_COUNT");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  fprintf(file, "%ld %ld\n", atomic_load(&calls), atomic_load(&bytes));
  fclose(file);
}
