#include "notebook_worker.h"
#include "worker_internal.h"

#include <poll.h>

// The doorway through which libdispatch lets a foreign run loop serve the main queue; Foundation's uses the same.
extern int _dispatch_get_main_queue_handle_4CF(void);
extern void _dispatch_main_queue_callback_4CF(void *message);

static bool served = false;

bool notebook_main_queue_was_served(void) {
  return served;
}

int notebook_main_queue_descriptor(void) {
  return _dispatch_get_main_queue_handle_4CF();
}

void notebook_drain_main_queue(void) {
  _dispatch_main_queue_callback_4CF(0);
}

void notebook_serve_main_queue(const volatile bool *finished) {
  served = true;
  struct pollfd queue = {.fd = notebook_main_queue_descriptor(), .events = POLLIN};
  while (!*finished) {
    notebook_drain_main_queue();
    if (!*finished) {
      poll(&queue, 1, 100);
    }
  }
}
