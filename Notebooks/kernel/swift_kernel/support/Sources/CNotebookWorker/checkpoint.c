#define _GNU_SOURCE
#include "notebook_worker.h"
#include "worker_internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static int keep_asleep = -1;
static pid_t sleeping = -1;
static bool threads_were_started = false;

static int thread_count(void) {
  DIR *tasks = opendir("/proc/self/task");
  if (!tasks) return 2;
  int count = -2;
  while (readdir(tasks)) count++;
  closedir(tasks);
  return count;
}

// A copy of a process with several threads has only one of them, and would wait for the others for ever.
static bool can_be_copied(void) {
  if (thread_count() > 1 || notebook_main_queue_was_served()) threads_were_started = true;
  return !threads_were_started;
}

bool notebook_checkpoint(void) {
  int ends[2];
  if (!can_be_copied() || pipe2(ends, O_CLOEXEC) != 0) return true;
  fflush(stdout);
  pid_t original = getpid();
  pid_t copy = fork();
  if (copy != 0) {
    close(ends[0]);
    if (copy < 0) {
      close(ends[1]);
    } else {
      keep_asleep = ends[1];
      sleeping = copy;
    }
    return true;
  }
  // The original writes a byte when its cell has ended; it closes the pipe unwritten only by dying.
  close(ends[1]);
  char byte;
  ssize_t count;
  do {
    count = read(ends[0], &byte, 1);
  } while (count < 0 && errno == EINTR);
  if (count == 1) _exit(0);
  close(ends[0]);
  // A dying process closes its files first: until it is gone, its death is still that of the parent.
  while (getppid() == original) usleep(1000);
  notebook_end_with_parent();
  char payload[32];
  int length = snprintf(payload, sizeof payload, "%d", (int)getpid());
  notebook_emit("restored", payload, (size_t)length);
  return false;
}

void notebook_forget_checkpoint(void) {
  if (keep_asleep < 0) return;
  char byte = 0;
  ssize_t written = write(keep_asleep, &byte, 1);
  (void)written;
  close(keep_asleep);
  keep_asleep = -1;
  while (waitpid(sleeping, 0, 0) < 0 && errno == EINTR) continue;
}
