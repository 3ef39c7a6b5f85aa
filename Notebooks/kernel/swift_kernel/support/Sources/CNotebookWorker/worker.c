#define _GNU_SOURCE
#include "notebook_worker.h"
#include "worker_internal.h"

#include <dlfcn.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

// NotebookSupport describes a thrown error in a frame of its own.
extern void notebook_describe_error(void *error);

static jmp_buf end_of_cell;

// Cells are linked with --wrap=swift_errorInMain, so an error that no code of a cell catches arrives here.
// Only the frame of the cell's entry is left on the stack then, so it may be skipped.
__attribute__((swiftcall)) void __wrap_swift_errorInMain(void *error) {
  notebook_describe_error(error);
  longjmp(end_of_cell, 1);
}

static void run_cell(const char *index, const char *path) {
  void *object = dlopen(path, RTLD_NOW | RTLD_GLOBAL);
  if (!object) {
    const char *reason = dlerror();
    notebook_emit("unloadable", reason, strlen(reason));
    return;
  }
  char name[64];
  snprintf(name, sizeof name, "cell%s_main", index);
  int (*entry)(int, char **) = (int (*)(int, char **))dlsym(object, name);
  if (!entry) {
    notebook_emit("unloadable", name, strlen(name));
    return;
  }
  static char program[] = "notebook";
  static char *arguments[] = {program, 0};
  if (setjmp(end_of_cell) == 0) entry(1, arguments);
}

// Waits for a command, serving the main queue meanwhile: a task started by an earlier cell may need it.
static void wait_for_command(int commands) {
  while (notebook_main_queue_was_served()) {
    struct pollfd sources[] = {
        {.fd = commands, .events = POLLIN}, {.fd = notebook_main_queue_descriptor(), .events = POLLIN}};
    poll(sources, 2, -1);
    if (sources[0].revents) return;
    notebook_drain_main_queue();
  }
}

// Reads one line without reading ahead: a copy of the process must find the next command unread.
static bool read_command(int commands, char *line, size_t capacity) {
  wait_for_command(commands);
  size_t length = 0;
  while (length + 1 < capacity && read(commands, line + length, 1) == 1) {
    if (line[length] == '\n') {
      line[length] = 0;
      return true;
    }
    length++;
  }
  return false;
}

void notebook_end_with_parent(void) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
}

int notebook_worker_main(int commands) {
  struct rlimit no_core = {0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  setvbuf(stdout, 0, _IONBF, 0);
  notebook_end_with_parent();
  notebook_install_traps();
  notebook_emit("ready", "", 0);
  char line[4096 + 64];
  while (read_command(commands, line, sizeof line)) {
    char *index = strtok(line, " ");
    char *path = strtok(0, "");
    if (!index || !path) return 2;
    if (!notebook_checkpoint()) continue;
    run_cell(index, path);
    fflush(stdout);
    notebook_forget_checkpoint();
    notebook_emit("done", "", 0);
  }
  return 0;
}
