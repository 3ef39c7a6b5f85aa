#include "notebook_worker.h"

#include <stdio.h>

void notebook_emit(const char *kind, const void *payload, size_t length) {
  flockfile(stdout);
  fprintf(stdout, "\033Pnotebook;%s;%zu;", kind, length);
  fwrite(payload, 1, length, stdout);
  fflush(stdout);
  funlockfile(stdout);
}
