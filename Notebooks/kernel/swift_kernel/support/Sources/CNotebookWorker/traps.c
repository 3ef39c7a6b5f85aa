#define _GNU_SOURCE
#include "notebook_worker.h"
#include "worker_internal.h"

#include <dlfcn.h>
#include <execinfo.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>

enum { maximum_frames = 64, stack_size = 1 << 16 };

static char alternate_stack[stack_size];

static const void *program_counter(const ucontext_t *context) {
#if defined(__x86_64__)
  return (const void *)context->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
  return (const void *)context->uc_mcontext.pc;
#else
  (void)context;
  return 0;
#endif
}

// Writes "SIGNAL NAME+OFFSET NAME+OFFSET …", innermost frame first, past the buffers of stdio, which the
// interrupted code may hold locked.
static void report(int number, const void *stopped_at) {
  void *frames[maximum_frames];
  int count = backtrace(frames, maximum_frames);
  char payload[maximum_frames * 64];
  size_t length = (size_t)snprintf(payload, sizeof payload, "%d", number);
  for (int i = 0; i < count; i++) {
    Dl_info info;
    if (!dladdr(frames[i], &info) || !info.dli_fname) continue;
    const char *slash = strrchr(info.dli_fname, '/');
    const char *name = slash ? slash + 1 : info.dli_fname;
    if (strncmp(name, "libCell", 7) != 0) continue;
    // A return address is that of the next instruction, which may belong to the next line.
    const char *address = (const char *)frames[i] - (frames[i] == stopped_at ? 0 : 1);
    size_t room = sizeof payload - length;
    int written = snprintf(
        payload + length, room, " %s+%zx", name, (size_t)(address - (const char *)info.dli_fbase));
    if (written < 0 || (size_t)written >= room) break;
    length += (size_t)written;
  }
  char header[64];
  int header_length = snprintf(header, sizeof header, "\033Pnotebook;trap;%zu;", length);
  if (write(STDOUT_FILENO, header, (size_t)header_length) < 0) return;
  if (write(STDOUT_FILENO, payload, length) < 0) return;
}

static void stop(int number, siginfo_t *information, void *context) {
  (void)information;
  report(number, program_counter(context));
  if (number == SIGINT) _exit(128 + SIGINT);
  raise(number);
}

void notebook_install_traps(void) {
  void *warm_up[1];
  backtrace(warm_up, 1);
  stack_t stack = {.ss_sp = alternate_stack, .ss_size = stack_size};
  sigaltstack(&stack, 0);
  const int numbers[] = {SIGINT, SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
    struct sigaction action = {.sa_sigaction = stop, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESETHAND | SA_NODEFER};
    sigaction(numbers[i], &action, 0);
  }
}
