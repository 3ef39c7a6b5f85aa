#ifndef NOTEBOOK_WORKER_H
#define NOTEBOOK_WORKER_H

#include <stdbool.h>
#include <stddef.h>

// Writes one frame into the stream of printed text: ESC "Pnotebook;" KIND ";" LENGTH ";" PAYLOAD.
// Sharing the stream keeps frames and printed text in the order in which the cell made them.
void notebook_emit(const char *kind, const void *payload, size_t length);

// Serves the main dispatch queue until *finished is true, waiting in between.
void notebook_serve_main_queue(const volatile bool *finished);

// Reads commands, one a line, from a descriptor and runs them until it is closed.
//
// "INDEX PATH" loads the shared object at PATH and calls its entry `cellINDEX_main`.
int notebook_worker_main(int commands);

#endif
